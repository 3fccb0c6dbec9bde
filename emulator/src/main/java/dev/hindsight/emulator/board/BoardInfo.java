package dev.hindsight.emulator.board;

import dev.hindsight.emulator.bus.Device;
import dev.hindsight.emulator.device.Flash;
import dev.hindsight.emulator.isa.Csr;
import dev.hindsight.emulator.isa.Extension;
import dev.hindsight.emulator.machine.Inspector;
import dev.hindsight.emulator.machine.MachineInfo;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What a board tells about itself. */
final class BoardInfo {
    private BoardInfo() {}

    static MachineInfo of(BoardConfig config, Parts parts) {
        return new MachineInfo(
                config.xlen(),
                parts.harts.size(),
                config.isa().toString(),
                registers(config),
                regions(config, parts),
                config.stepsPerSecond());
    }

    private static List<Integer> registers(BoardConfig config) {
        List<Integer> numbers = new ArrayList<>();
        int end = config.isa().has(Extension.F) ? Inspector.CSR0 : Inspector.F0;
        for (int number = 0; number < end; number++) {
            numbers.add(number);
        }
        Csr.all(config.isa()).forEach(csr -> numbers.add(Inspector.CSR0 + csr.address()));
        numbers.add(Inspector.PRIV);
        return numbers;
    }

    private static List<MachineInfo.Region> regions(BoardConfig config, Parts parts) {
        BoardDescription.Part ram = config.board().ram();
        List<MachineInfo.Region> regions = new ArrayList<>();
        parts.bus.mappings().forEach(mapping -> {
            MachineInfo.Kind kind = kind(mapping.device());
            regions.add(new MachineInfo.Region(mapping.name(), mapping.base(), mapping.size(), kind));
        });
        regions.add(new MachineInfo.Region(ram.name(), ram.base(), ram.size(), MachineInfo.Kind.RAM));
        regions.sort(Comparator.comparingLong(MachineInfo.Region::base));
        return regions;
    }

    private static MachineInfo.Kind kind(Device device) {
        if (device instanceof Flash) {
            return MachineInfo.Kind.FLASH;
        }
        return device.isExecutable() ? MachineInfo.Kind.ROM : MachineInfo.Kind.DEVICE;
    }
}
