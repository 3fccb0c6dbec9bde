package dev.hindsight.emulator.server;

import dev.hindsight.emulator.machine.MachineInfo.Kind;
import dev.hindsight.emulator.machine.MachineInfo.Region;
import java.util.List;

/** The memory map for gdb, which then touches nothing else. [GDB manual, Memory Map Format] */
final class MemoryMapXml {
    private MemoryMapXml() {}

    static String of(List<Region> regions) {
        StringBuilder xml = new StringBuilder("""
                <?xml version="1.0"?>
                <!DOCTYPE memory-map PUBLIC "+//IDN gnu.org//DTD GDB Memory Map V1.0//EN" "http://sourceware.org/gdb/gdb-memory-map.dtd">
                <memory-map>
                """);
        for (Region region : regions) {
            xml.append(String.format(
                    "<memory type=\"%s\" start=\"0x%x\" length=\"0x%x\"/>\n",
                    type(region.kind()), region.base(), region.size()));
        }
        return xml.append("</memory-map>\n").toString();
    }

    /** Devices are read like memory, without their side effects; gdb has no word of its own for them. */
    private static String type(Kind kind) {
        return kind == Kind.ROM ? "rom" : "ram";
    }
}
