package dev.hindsight.emulator.engine;

import dev.hindsight.emulator.bus.Ram;
import dev.hindsight.emulator.hart.Access;
import dev.hindsight.emulator.hart.CsrFile;
import dev.hindsight.emulator.hart.Hart;
import dev.hindsight.emulator.hart.Mmu;
import dev.hindsight.emulator.hart.Mode;

/**
 * Memory as a hart's present mode sees it, with the translations found so far. They are as good as none: whatever could
 * make one of them wrong (satp, mstatus, PMP, a store to a page table) makes {@link #refresh} or {@link #flush} forget it.
 */
final class AddressSpace {
    private static final int USER = 0;
    private static final int SUPERVISOR = 1;
    /** A supervisor that may use what belongs to user mode. */
    private static final int SUPERVISOR_FOR_USER = 2;
    /** Machine mode where PMP binds it. */
    private static final int MACHINE = 3;

    private static final int CONTEXTS = 4;

    private final Hart hart;
    private final Ram ram;
    private final PageTables tables;
    private final Mmu mmu;
    private final long addressMask;
    private final Tlb[] readers = tlbs();
    private final Tlb[] writers = tlbs();
    private final Tlb[] fetchers = tlbs();

    private long satp;
    private boolean mxr;
    private int protection;

    private int dataMode = Mode.MACHINE;
    private boolean dataDirect = true;
    private boolean fetchDirect = true;
    private Tlb reads = Tlb.EMPTY;
    private Tlb writes = Tlb.EMPTY;
    private Tlb fetches = Tlb.EMPTY;

    AddressSpace(Hart hart, Ram ram, PageTables tables) {
        this.hart = hart;
        this.ram = ram;
        this.tables = tables;
        this.mmu = new Mmu(hart, tables);
        this.addressMask = hart.xlen() == 64 ? -1 : 0xffff_ffffL;
    }

    /** The hart's mode or its registers may have changed; whether that makes another address space of it. */
    boolean refresh() {
        CsrFile csrs = hart.csrs();
        boolean stale = csrs.satp() != satp || csrs.mxr() != mxr || csrs.pmp().version() != protection;
        if (stale) {
            satp = csrs.satp();
            mxr = csrs.mxr();
            protection = csrs.pmp().version();
            flush();
        }
        Tlb before = reads;
        Tlb fetchesBefore = fetches;
        int fetchMode = hart.mode();
        boolean bound = csrs.pmp().bindsMachine();
        dataMode = hart.dataMode();
        dataDirect = dataMode == Mode.MACHINE && !bound;
        fetchDirect = fetchMode == Mode.MACHINE && !bound;
        int data = context(dataMode, csrs.sum());
        reads = dataDirect ? Tlb.EMPTY : readers[data];
        writes = dataDirect ? Tlb.EMPTY : writers[data];
        fetches = fetchDirect ? Tlb.EMPTY : fetchers[context(fetchMode, false)];
        return stale || reads != before || fetches != fetchesBefore;
    }

    private static int context(int mode, boolean sum) {
        return switch (mode) {
            case Mode.USER -> USER;
            case Mode.SUPERVISOR -> sum ? SUPERVISOR_FOR_USER : SUPERVISOR;
            default -> MACHINE;
        };
    }

    void flush() {
        for (int i = 0; i < CONTEXTS; i++) {
            readers[i].flush();
            writers[i].flush();
            fetchers[i].flush();
        }
    }

    /** Whether loads and stores reach physical addresses, all of them. */
    boolean isDirect() {
        return dataDirect;
    }

    /** Translations for loads that need nothing else. */
    Tlb reads() {
        return reads;
    }

    /** Translations for stores; what guards a page of RAM is still to be minded. */
    Tlb writes() {
        return writes;
    }

    /** Where a load or store within one page goes; takes the trap that it takes. */
    long data(long address, int size, Access access) {
        if (dataDirect) {
            return address & addressMask;
        }
        Tlb tlb = access == Access.READ ? reads : writes;
        int known = tlb.find(address, 0);
        if (known >= 0) {
            return ram.base() + known;
        }
        int updates = tables.updates();
        long physical = mmu.translate(address, size, access, dataMode);
        if (tables.updates() == updates) {
            remember(tlb, address, physical);
        }
        return physical;
    }

    /** Where an instruction fetch of two bytes goes; takes the trap that it takes. */
    long fetch(long pc) {
        if (fetchDirect) {
            return pc & addressMask;
        }
        int known = fetches.find(pc, 0);
        return known >= 0 ? ram.base() + known : mmu.translate(pc, 2, Access.EXECUTE, hart.mode());
    }

    /** Where the page of {@code pc} is fetched from, or negative if the fetch would trap or change a page table. */
    long fetchPage(long pc) {
        if (fetchDirect) {
            return pc & addressMask;
        }
        int known = fetches.find(pc, 0);
        if (known >= 0) {
            return ram.base() + known;
        }
        long physical = mmu.look(pc, 2, Access.EXECUTE, hart.mode());
        if (physical < 0 || !hart.csrs().pmp().isUniform(physical & -Ram.PAGE)) {
            return Mmu.NEEDS_UPDATE;
        }
        remember(fetches, pc, physical);
        return physical;
    }

    /** Where this address is, for someone who changes nothing and takes no trap; negative if nowhere. */
    long look(long address, int size, Access access, int mode) {
        return mmu.look(address, size, access, mode);
    }

    private void remember(Tlb tlb, long address, long physical) {
        long page = physical & -Ram.PAGE;
        if (ram.contains(page, Ram.PAGE) && hart.csrs().pmp().isUniform(page)) {
            tlb.put(address, ram.offset(page));
        }
    }

    private static Tlb[] tlbs() {
        Tlb[] tlbs = new Tlb[CONTEXTS];
        for (int i = 0; i < CONTEXTS; i++) {
            tlbs[i] = new Tlb();
        }
        return tlbs;
    }
}
