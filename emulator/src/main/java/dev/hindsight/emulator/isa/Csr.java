package dev.hindsight.emulator.isa;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The control and status registers that this machine has, by name and address. [Priv 1.12 §2.2] */
public record Csr(String name, int address, boolean only32, Extension needs) {
    public static final int FFLAGS = 0x001;
    public static final int FRM = 0x002;
    public static final int FCSR = 0x003;

    public static final int SSTATUS = 0x100;
    public static final int SIE = 0x104;
    public static final int STVEC = 0x105;
    public static final int SCOUNTEREN = 0x106;
    public static final int SENVCFG = 0x10a;
    public static final int SSCRATCH = 0x140;
    public static final int SEPC = 0x141;
    public static final int SCAUSE = 0x142;
    public static final int STVAL = 0x143;
    public static final int SIP = 0x144;
    public static final int STIMECMP = 0x14d;
    public static final int STIMECMPH = 0x15d;
    public static final int SATP = 0x180;

    public static final int MSTATUS = 0x300;
    public static final int MISA = 0x301;
    public static final int MEDELEG = 0x302;
    public static final int MIDELEG = 0x303;
    public static final int MIE = 0x304;
    public static final int MTVEC = 0x305;
    public static final int MCOUNTEREN = 0x306;
    public static final int MENVCFG = 0x30a;
    public static final int MSTATUSH = 0x310;
    public static final int MENVCFGH = 0x31a;
    public static final int MCOUNTINHIBIT = 0x320;
    public static final int MHPMEVENT3 = 0x323;
    public static final int MHPMEVENT31 = 0x33f;
    public static final int MSCRATCH = 0x340;
    public static final int MEPC = 0x341;
    public static final int MCAUSE = 0x342;
    public static final int MTVAL = 0x343;
    public static final int MIP = 0x344;
    public static final int PMPCFG0 = 0x3a0;
    public static final int PMPADDR0 = 0x3b0;
    /** Of a machine without triggers: all zero. [Debug 0.13 §5.2.1] */
    public static final int TSELECT = 0x7a0;

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

    /** All that a machine with this instruction set has, by ascending address. */
    public static List<Csr> all(Isa isa) {
        return ALL.stream().filter(csr -> csr.exists(isa)).toList();
    }

    public static boolean exists(int address, Isa isa) {
        Csr csr = BY_ADDRESS.get(address);
        return csr != null && csr.exists(isa);
    }

    public static Optional<Csr> at(int address) {
        return Optional.ofNullable(BY_ADDRESS.get(address));
    }

    public static Optional<Csr> named(String name) {
        return ALL.stream().filter(csr -> csr.name.equals(name)).findFirst();
    }

    private boolean exists(Isa isa) {
        return (isa.xlen() == 32 || !only32) && isa.has(needs);
    }

    /** The counters that mcounteren and scounteren give to lower modes. */
    public static boolean isUserCounter(int address) {
        return (address & ~(HIGH_HALF | 31)) == CYCLE;
    }

    /** [Priv 1.12 §2.1]: the two highest bits of the address say that it can only be read. */
    public static boolean isReadOnly(int address) {
        return address >>> 10 == 3;
    }

    private static List<Csr> all() {
        List<Csr> all = new ArrayList<>();
        add(all, Extension.F, "fflags", FFLAGS, "frm", FRM, "fcsr", FCSR);
        machine(all);
        protection(all);
        supervisor(all);
        counters(all);
        all.sort(Comparator.comparingInt(Csr::address));
        return List.copyOf(all);
    }

    private static void machine(List<Csr> all) {
        add(all, Extension.I, "mstatus", MSTATUS, "misa", MISA, "mie", MIE, "mtvec", MTVEC, "mscratch", MSCRATCH);
        add(all, Extension.I, "mepc", MEPC, "mcause", MCAUSE, "mtval", MTVAL, "mip", MIP, "mhartid", MHARTID);
        add(all, Extension.I, "mvendorid", MVENDORID, "marchid", MARCHID, "mimpid", MIMPID, "mconfigptr", MCONFIGPTR);
        add(all, Extension.I, "mcountinhibit", MCOUNTINHIBIT);
        add(all, Extension.U, "mcounteren", MCOUNTEREN, "menvcfg", MENVCFG);
        add(all, Extension.I, "tselect", TSELECT, "tdata1", TSELECT + 1, "tdata2", TSELECT + 2, "tdata3", TSELECT + 3);
        all.add(new Csr("mstatush", MSTATUSH, true, Extension.I));
        all.add(new Csr("menvcfgh", MENVCFGH, true, Extension.U));
    }

    private static void protection(List<Csr> all) {
        for (int number = 0; number < 16; number++) {
            all.add(new Csr("pmpaddr" + number, PMPADDR0 + number, false, Extension.I));
        }
        for (int number = 0; number < 4; number++) {
            all.add(new Csr("pmpcfg" + number, PMPCFG0 + number, number % 2 != 0, Extension.I));
        }
    }

    private static void supervisor(List<Csr> all) {
        add(all, Extension.S, "medeleg", MEDELEG, "mideleg", MIDELEG, "sstatus", SSTATUS, "sie", SIE, "stvec", STVEC);
        add(all, Extension.S, "scounteren", SCOUNTEREN, "senvcfg", SENVCFG, "sscratch", SSCRATCH, "sepc", SEPC);
        add(all, Extension.S, "scause", SCAUSE, "stval", STVAL, "sip", SIP, "satp", SATP);
        add(all, Extension.SSTC, "stimecmp", STIMECMP);
        all.add(new Csr("stimecmph", STIMECMPH, true, Extension.SSTC));
    }

    private static void counters(List<Csr> all) {
        addCounter(all, "mcycle", MCYCLE, Extension.I);
        addCounter(all, "minstret", MINSTRET, Extension.I);
        addCounter(all, "cycle", CYCLE, Extension.ZICNTR);
        addCounter(all, "time", TIME, Extension.ZICNTR);
        addCounter(all, "instret", INSTRET, Extension.ZICNTR);
        for (int number = 3; number < 32; number++) {
            all.add(new Csr("mhpmevent" + number, MHPMEVENT3 + number - 3, false, Extension.I));
            addCounter(all, "mhpmcounter" + number, MHPMCOUNTER3 + number - 3, Extension.I);
            addCounter(all, "hpmcounter" + number, HPMCOUNTER3 + number - 3, Extension.ZIHPM);
        }
    }

    /** Pairs of name and address. */
    private static void add(List<Csr> all, Extension needs, Object... pairs) {
        for (int i = 0; i < pairs.length; i += 2) {
            all.add(new Csr((String) pairs[i], (int) pairs[i + 1], false, needs));
        }
    }

    private static void addCounter(List<Csr> all, String name, int address, Extension needs) {
        all.add(new Csr(name, address, false, needs));
        all.add(new Csr(name + "h", address + HIGH_HALF, true, needs));
    }
}
