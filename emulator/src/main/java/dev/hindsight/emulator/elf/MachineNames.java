package dev.hindsight.emulator.elf;

import java.util.Map;

/** Names for the values of e_machine that users are likely to have at hand. */
final class MachineNames {
    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(2, "SPARC"),
            Map.entry(3, "x86"),
            Map.entry(4, "m68k"),
            Map.entry(8, "MIPS"),
            Map.entry(20, "PowerPC"),
            Map.entry(21, "PowerPC64"),
            Map.entry(22, "S390"),
            Map.entry(40, "ARM"),
            Map.entry(42, "SuperH"),
            Map.entry(62, "x86-64"),
            Map.entry(83, "AVR"),
            Map.entry(94, "Xtensa"),
            Map.entry(105, "MSP430"),
            Map.entry(183, "AArch64"),
            Map.entry(243, "RISC-V"),
            Map.entry(247, "BPF"),
            Map.entry(258, "LoongArch"));

    private MachineNames() {}

    static String of(int machine) {
        return NAMES.getOrDefault(machine, "machine " + machine);
    }
}
