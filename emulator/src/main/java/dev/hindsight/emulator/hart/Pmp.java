package dev.hindsight.emulator.hart;

import dev.hindsight.emulator.state.StateVisitor;

/** Physical memory protection: 16 regions with a grain of 4 bytes. [Priv 1.12 §3.7] */
public final class Pmp {
    static final int ENTRIES = 16;

    private static final int PAGE = 4096;
    private static final int LOCKED = 0x80;
    private static final int MODE = 3 << 3;
    private static final int TOP_OF_RANGE = 1 << 3;
    private static final int FOUR_BYTES = 2 << 3;
    private static final int READ = 1;
    private static final int WRITE = 2;
    private static final int WRITABLE = LOCKED | MODE | 7;

    private final long addressMask;
    private final long[] config = new long[ENTRIES];
    private final long[] address = new long[ENTRIES];
    /** What follows from the registers: each region's first byte and length, 0 where it is off. */
    private final long[] first = new long[ENTRIES];

    private final long[] length = new long[ENTRIES];
    private int used;
    private boolean bindsMachine;
    private int version;

    Pmp(int xlen) {
        addressMask = xlen == 64 ? (1L << 54) - 1 : 0xffff_ffffL;
    }

    /** Counts writes, so that a cache of what is allowed can tell whether it is stale. */
    public int version() {
        return version;
    }

    /**
     * Whether machine mode may be refused something within a page: an entry is locked, or ends inside a page, so that an
     * access may match it in part.
     */
    public boolean bindsMachine() {
        return bindsMachine;
    }

    /**
     * Whether a hart in {@code mode} may make this access to all of the bytes. The lowest entry that matches any of them
     * decides, and refuses in every mode what it does not match as a whole.
     */
    public boolean allows(long start, int size, Access access, int mode) {
        if (access == Access.DEBUG) {
            return true;
        }
        for (int i = 0; i < used; i++) {
            if (overlaps(i, start, size)) {
                boolean bound = mode != Mode.MACHINE || (config[i] & LOCKED) != 0;
                return contains(i, start, size) && (!bound || (config[i] & access.pmpBit) != 0);
            }
        }
        return mode == Mode.MACHINE;
    }

    /** Whether every byte of this page is allowed the same. */
    public boolean isUniform(long page) {
        for (int i = 0; i < used; i++) {
            if (overlaps(i, page, PAGE)) {
                return contains(i, page, PAGE);
            }
        }
        return true;
    }

    private boolean overlaps(int entry, long start, int size) {
        return Long.compareUnsigned(start - first[entry], length[entry]) < 0
                || length[entry] != 0 && Long.compareUnsigned(first[entry] - start, size) < 0;
    }

    private boolean contains(int entry, long start, int size) {
        long offset = start - first[entry];
        return Long.compareUnsigned(offset, length[entry]) < 0
                && Long.compareUnsigned(length[entry] - offset, size) >= 0;
    }

    /** {@code count} bytes of configuration from entry {@code from} on, as pmpcfg holds them. */
    long readConfig(int from, int count) {
        long value = 0;
        for (int i = count - 1; i >= 0; i--) {
            value = value << 8 | config[from + i];
        }
        return count == 8 ? value : (int) value;
    }

    /** Locked entries, and a region that could only be written, keep their configuration. */
    void writeConfig(int from, int count, long value) {
        for (int i = 0; i < count; i++) {
            long next = value >>> 8 * i & WRITABLE;
            boolean reserved = (next & (READ | WRITE)) == WRITE;
            if ((config[from + i] & LOCKED) == 0 && !reserved) {
                config[from + i] = next;
            }
        }
        update();
        version++;
    }

    long readAddress(int entry) {
        return addressMask >>> 32 == 0 ? (int) address[entry] : address[entry];
    }

    void writeAddress(int entry, long value) {
        boolean bounds =
                entry + 1 < ENTRIES && (config[entry + 1] & LOCKED) != 0 && (config[entry + 1] & MODE) == TOP_OF_RANGE;
        if ((config[entry] & LOCKED) == 0 && !bounds) {
            address[entry] = value & addressMask;
            update();
            version++;
        }
    }

    void visit(StateVisitor visitor) {
        visitor.numbers("pmpcfg", config, 0, ENTRIES);
        visitor.numbers("pmpaddr", address, 0, ENTRIES);
        update();
    }

    private void update() {
        used = 0;
        bindsMachine = false;
        for (int i = 0; i < ENTRIES; i++) {
            place(i, (int) config[i] & MODE);
            used = (config[i] & MODE) != 0 ? i + 1 : used;
            bindsMachine |= (config[i] & LOCKED) != 0 || splitsPage(i);
        }
    }

    /** A range up to the highest register value is up to the end of everything: its last word is nowhere. */
    private boolean splitsPage(int i) {
        long end = first[i] + length[i];
        return length[i] != 0 && (first[i] % PAGE != 0 || end % PAGE != 0 && end != addressMask << 2);
    }

    private void place(int i, int mode) {
        if (mode == 0) {
            first[i] = 0;
            length[i] = 0;
        } else if (mode == TOP_OF_RANGE) {
            first[i] = i == 0 ? 0 : address[i - 1] << 2;
            length[i] = Math.max(0, (address[i] << 2) - first[i]);
        } else if (mode == FOUR_BYTES) {
            first[i] = address[i] << 2;
            length[i] = 4;
        } else {
            long ones = address[i] ^ address[i] + 1;
            first[i] = (address[i] & ~ones) << 2;
            length[i] = ones + 1 << 2;
        }
    }
}
