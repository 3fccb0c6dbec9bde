package dev.hindsight.emulator.isa;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The control and status registers that this machine has, by name and address. [Priv 1.12 §2.2] */
public record Csr(String name, int address, boolean only32) {
    public static final int MSTATUS = 0x300;
    public static final int MISA = 0x301;
    public static final int MIE = 0x304;
    public static final int MTVEC = 0x305;
    public static final int MSTATUSH = 0x310;
    public static final int MCOUNTINHIBIT = 0x320;
    public static final int MHPMEVENT3 = 0x323;
    public static final int MHPMEVENT31 = 0x33f;
    public static final int MSCRATCH = 0x340;
    public static final int MEPC = 0x341;
    public static final int MCAUSE = 0x342;
    public static final int MTVAL = 0x343;
    public static final int MIP = 0x344;
    public static final int MCYCLE = 0xb00;
    public static final int MINSTRET = 0xb02;
    public static final int MHPMCOUNTER3 = 0xb03;
    public static final int MHPMCOUNTER31 = 0xb1f;
    /** What lies between the low and the high half of a counter on RV32. */
    public static final int HIGH_HALF = 0x80;

    public static final int CYCLE = 0xc00;
    public static final int TIME = 0xc01;
    public static final int INSTRET = 0xc02;
    public static final int HPMCOUNTER3 = 0xc03;
    public static final int HPMCOUNTER31 = 0xc1f;
    public static final int MVENDORID = 0xf11;
    public static final int MARCHID = 0xf12;
    public static final int MIMPID = 0xf13;
    public static final int MHARTID = 0xf14;
    public static final int MCONFIGPTR = 0xf15;

    private static final List<Csr> ALL = all();
    private static final Map<Integer, Csr> BY_ADDRESS =
            ALL.stream().collect(Collectors.toUnmodifiableMap(Csr::address, Function.identity()));

    /** All that a machine of this width has, by ascending address. */
    public static List<Csr> all(int xlen) {
        return ALL.stream().filter(csr -> csr.exists(xlen)).toList();
    }

    public static Optional<Csr> at(int address) {
        return Optional.ofNullable(BY_ADDRESS.get(address));
    }

    public static Optional<Csr> named(String name) {
        return ALL.stream().filter(csr -> csr.name.equals(name)).findFirst();
    }

    public boolean exists(int xlen) {
        return xlen == 32 || !only32;
    }

    /** [Priv 1.12 §2.1]: the two highest bits of the address say that it can only be read. */
    public static boolean isReadOnly(int address) {
        return address >>> 10 == 3;
    }

    private static List<Csr> all() {
        List<Csr> all = new ArrayList<>(List.of(
                new Csr("mstatus", MSTATUS, false),
                new Csr("misa", MISA, false),
                new Csr("mie", MIE, false),
                new Csr("mtvec", MTVEC, false),
                new Csr("mstatush", MSTATUSH, true),
                new Csr("mcountinhibit", MCOUNTINHIBIT, false),
                new Csr("mscratch", MSCRATCH, false),
                new Csr("mepc", MEPC, false),
                new Csr("mcause", MCAUSE, false),
                new Csr("mtval", MTVAL, false),
                new Csr("mip", MIP, false),
                new Csr("mvendorid", MVENDORID, false),
                new Csr("marchid", MARCHID, false),
                new Csr("mimpid", MIMPID, false),
                new Csr("mhartid", MHARTID, false),
                new Csr("mconfigptr", MCONFIGPTR, false)));
        addCounter(all, "mcycle", MCYCLE);
        addCounter(all, "minstret", MINSTRET);
        addCounter(all, "cycle", CYCLE);
        addCounter(all, "time", TIME);
        addCounter(all, "instret", INSTRET);
        for (int number = 3; number < 32; number++) {
            all.add(new Csr("mhpmevent" + number, MHPMEVENT3 + number - 3, false));
            addCounter(all, "mhpmcounter" + number, MHPMCOUNTER3 + number - 3);
            addCounter(all, "hpmcounter" + number, HPMCOUNTER3 + number - 3);
        }
        all.sort(Comparator.comparingInt(Csr::address));
        return List.copyOf(all);
    }

    private static void addCounter(List<Csr> all, String name, int address) {
        all.add(new Csr(name, address, false));
        all.add(new Csr(name + "h", address + HIGH_HALF, true));
    }
}
