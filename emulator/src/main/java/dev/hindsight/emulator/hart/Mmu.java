package dev.hindsight.emulator.hart;

/**
 * Address translation as the page tables say now: it keeps nothing. Sv32, Sv39 and Sv48. [Priv 1.12 §4.3 to §4.5]
 *
 * <p>Where a page table entry lacks its accessed or dirty bit, it is written in the step of the access (Svadu) while
 * menvcfg.ADUE is set, and is a page fault otherwise.
 */
public final class Mmu {
    /** Results of {@link #look} that are no address. */
    public static final long PAGE_FAULT = -1;

    public static final long ACCESS_FAULT = -2;
    public static final long NEEDS_UPDATE = -3;

    private static final int PAGE_SHIFT = 12;
    private static final int VALID = 1;
    private static final int READ = 2;
    private static final int WRITE = 4;
    private static final int EXECUTE = 8;
    private static final int USER = 16;
    private static final int ACCESSED = 64;
    private static final int DIRTY = 128;
    private static final int PPN_SHIFT = 10;

    private final CsrFile csrs;
    private final Tables tables;
    private final boolean wide;

    /** The physical memory that holds page tables. */
    public interface Tables {
        boolean contains(long address, int size);

        long read(long address, int size);

        /** A walk sets accessed and dirty bits. */
        void write(long address, int size, long value);
    }

    public Mmu(Hart hart, Tables tables) {
        this.csrs = hart.csrs();
        this.tables = tables;
        this.wide = hart.xlen() == 64;
    }

    /** The physical address for an access within a page, in {@code mode}; takes the trap that the access takes. */
    public long translate(long address, int size, Access access, int mode) {
        long found = walk(address, size, access, mode, true);
        if (found < 0) {
            throw new TrapException(found == PAGE_FAULT ? access.pageFault() : access.accessFault(), address);
        }
        return found;
    }

    /** The physical address, or a negative number that says why there is none as things are; changes nothing. */
    public long look(long address, int size, Access access, int mode) {
        return walk(address, size, access, mode, false);
    }

    private long walk(long address, int length, Access access, int mode, boolean update) {
        int levels = mode == Mode.MACHINE ? 0 : csrs.pagingLevels();
        if (levels == 0) {
            return allowed(wide ? address : address & 0xffff_ffffL, length, access, mode);
        }
        int indexBits = wide ? 9 : 10;
        int unused = 64 - PAGE_SHIFT - levels * indexBits;
        if (wide && address << unused >> unused != address) {
            return PAGE_FAULT;
        }
        int size = wide ? 8 : 4;
        long table = csrs.pageTableRoot();
        for (int level = levels - 1; level >= 0; level--) {
            int shift = PAGE_SHIFT + level * indexBits;
            long at = table + (address >>> shift & (1 << indexBits) - 1) * size;
            if (!tables.contains(at, size) || !csrs.pmp().allows(at, size, Access.READ, Mode.SUPERVISOR)) {
                return ACCESS_FAULT;
            }
            long pte = tables.read(at, size);
            long frame = pte >>> PPN_SHIFT << PAGE_SHIFT;
            if ((pte & VALID) == 0 || (pte & (READ | WRITE)) == WRITE || wide && pte >>> 54 != 0) {
                return PAGE_FAULT;
            }
            if ((pte & (READ | WRITE | EXECUTE)) != 0) {
                long inside = (1L << shift) - 1;
                if ((frame & inside) != 0 || !permits(pte, access, mode)) {
                    return PAGE_FAULT;
                }
                long physical = allowed(frame | address & inside, length, access, mode);
                long updated = pte | (access == Access.WRITE ? ACCESSED | DIRTY : ACCESSED);
                if (physical < 0 || updated == pte || access == Access.DEBUG) {
                    return physical;
                }
                long failure = update ? update(at, size, updated) : NEEDS_UPDATE;
                return failure == 0 ? physical : failure;
            }
            if ((pte & (USER | ACCESSED | DIRTY)) != 0) {
                return PAGE_FAULT;
            }
            table = frame;
        }
        return PAGE_FAULT;
    }

    private boolean permits(long pte, Access access, int mode) {
        if (access == Access.DEBUG) {
            return true;
        }
        boolean forUser = (pte & USER) != 0;
        boolean reachable =
                mode == Mode.USER ? forUser : !forUser || csrs.status().sum() && access != Access.EXECUTE;
        int readable = csrs.status().mxr() ? READ | EXECUTE : READ;
        return reachable && (pte & (access == Access.READ ? readable : access.pteBit)) != 0;
    }

    /** 0 if it could be done. */
    private long update(long at, int size, long pte) {
        if (!csrs.updatesPageTables()) {
            return PAGE_FAULT;
        }
        if (!csrs.pmp().allows(at, size, Access.WRITE, Mode.SUPERVISOR)) {
            return ACCESS_FAULT;
        }
        tables.write(at, size, pte);
        return 0;
    }

    private long allowed(long physical, int length, Access access, int mode) {
        return physical >= 0 && csrs.pmp().allows(physical, length, access, mode) ? physical : ACCESS_FAULT;
    }
}
