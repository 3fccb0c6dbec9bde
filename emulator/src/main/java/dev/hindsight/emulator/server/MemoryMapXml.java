package dev.hindsight.emulator.server;

import dev.hindsight.emulator.isa.Csr;
import dev.hindsight.emulator.machine.Inspector;
import dev.hindsight.emulator.machine.MachineInfo;
import dev.hindsight.emulator.machine.MachineInfo.Kind;
import dev.hindsight.emulator.machine.MachineInfo.Region;

/**
 * The memory map for gdb, which then touches nothing else. Where addresses are translated, anything can be anywhere: all
 * that is between the regions is on the map, too, and what cannot be written may be so elsewhere. [GDB manual, Memory Map
 * Format]
 */
final class MemoryMapXml {
    private final StringBuilder xml = new StringBuilder("""
            <?xml version="1.0"?>
            <!DOCTYPE memory-map PUBLIC "+//IDN gnu.org//DTD GDB Memory Map V1.0//EN" "http://sourceware.org/gdb/gdb-memory-map.dtd">
            <memory-map>
            """);
    private final boolean translated;

    private MemoryMapXml(boolean translated) {
        this.translated = translated;
    }

    static String of(MachineInfo info) {
        MemoryMapXml map = new MemoryMapXml(info.registers().contains(Inspector.CSR0 + Csr.SATP));
        long end = 0;
        for (Region region : info.regions()) {
            map.addGap(end, region.base());
            map.add(region);
            end = region.base() + region.size();
        }
        map.addGap(end, info.xlen() == 64 ? 0 : 1L << 32);
        return map.xml.append("</memory-map>\n").toString();
    }

    private void addGap(long from, long to) {
        if (translated && from != to) {
            memory("ram", from, to - from);
        }
    }

    private void add(Region region) {
        if (region.kind() == Kind.FLASH) {
            xml.append(String.format(
                    "<memory type=\"flash\" start=\"0x%x\" length=\"0x%x\"><property name=\"blocksize\">0x%x</property></memory>\n",
                    region.base(), region.size(), MachineInfo.FLASH_BLOCK));
        } else {
            // Devices are read like memory, without their side effects; gdb has no word of its own for them.
            memory(region.kind() == Kind.ROM && !translated ? "rom" : "ram", region.base(), region.size());
        }
    }

    private void memory(String type, long start, long length) {
        xml.append(String.format("<memory type=\"%s\" start=\"0x%x\" length=\"0x%x\"/>\n", type, start, length));
    }
}
