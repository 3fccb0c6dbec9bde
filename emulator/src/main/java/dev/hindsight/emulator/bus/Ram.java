package dev.hindsight.emulator.bus;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Main memory, and one guard byte a page: where it is zero, a store may go straight to {@link #bytes()}; otherwise
 * {@link #beforeWrite} comes first. One load and branch thus serves dirty marks, watchpoints and self-modifying code.
 */
public final class Ram {
    public static final int PAGE_SHIFT = 12;
    public static final int PAGE = 1 << PAGE_SHIFT;

    /** Not written since {@link #clean}. */
    public static final byte CLEAN = 1;
    /** Someone watches a range of this page. */
    public static final byte WATCHED = 2;
    /** Instructions of this page were decoded. */
    public static final byte CODE = 4;
    /** A table that translations were read from lies in this page. */
    public static final byte PAGE_TABLE = 8;
    /** A hart may have reserved bytes of this page, and another hart writes here. */
    public static final byte RESERVED = 16;
    /** A {@link Mailbox} lies in this page. */
    public static final byte MAILBOX = 32;

    private static final VarHandle SHORT = view(short[].class);
    private static final VarHandle INT = view(int[].class);
    private static final VarHandle LONG = view(long[].class);

    private final long base;
    private final byte[] bytes;
    private final byte[] guard;
    private int[] dirty = new int[64];
    private int dirtyCount;
    private WriteListener codeListener = (offset, length) -> {};
    private Runnable tableListener = () -> {};
    private WriteListener reservedListener = (offset, length) -> {};

    /** Hears of writes to pages with a certain bit, before they happen. */
    @FunctionalInterface
    public interface WriteListener {
        void writing(int offset, int length);
    }

    public Ram(long base, int size) {
        this.base = base;
        this.bytes = new byte[size];
        this.guard = new byte[size >>> PAGE_SHIFT];
        Arrays.fill(guard, CLEAN);
    }

    public long base() {
        return base;
    }

    public int size() {
        return bytes.length;
    }

    public int pages() {
        return guard.length;
    }

    /** The content itself. */
    public byte[] bytes() {
        return bytes;
    }

    /** The guards themselves. */
    public byte[] guard() {
        return guard;
    }

    /** Hears of writes to pages with the {@link #CODE} bit, before they happen. */
    public void setCodeListener(WriteListener listener) {
        codeListener = listener;
    }

    /** Hears of writes to pages with the {@link #PAGE_TABLE} bit, before they happen. */
    public void setTableListener(Runnable listener) {
        tableListener = listener;
    }

    /** Hears of writes to pages with the {@link #RESERVED} bit, before they happen. */
    public void setReservedListener(WriteListener listener) {
        reservedListener = listener;
    }

    /** Whether all of these bytes are here. */
    public boolean contains(long address, long length) {
        long offset = address - base;
        return offset >= 0 && offset <= bytes.length - length;
    }

    public int offset(long address) {
        return (int) (address - base);
    }

    /** Reads 1, 2, 4 or 8 bytes, zero-extended. */
    public long read(int offset, int size) {
        return switch (size) {
            case 1 -> bytes[offset] & 0xff;
            case 2 -> (short) SHORT.get(bytes, offset) & 0xffff;
            case 4 -> (int) INT.get(bytes, offset) & 0xffffffffL;
            default -> (long) LONG.get(bytes, offset);
        };
    }

    /** Writes 1, 2, 4 or 8 bytes, minding the guards. */
    public void write(int offset, int size, long value) {
        beforeWrite(offset, size);
        switch (size) {
            case 1 -> bytes[offset] = (byte) value;
            case 2 -> SHORT.set(bytes, offset, (short) value);
            case 4 -> INT.set(bytes, offset, (int) value);
            default -> LONG.set(bytes, offset, value);
        }
    }

    /** Writes any number of bytes, minding the guards. */
    public void write(int offset, byte[] source) {
        write(offset, source, 0, source.length);
    }

    /** Writes {@code length} bytes of {@code source} from its index {@code at} on, minding the guards. */
    public void write(int offset, byte[] source, int at, int length) {
        if (length > 0) {
            beforeWrite(offset, length);
            System.arraycopy(source, at, bytes, offset, length);
        }
    }

    /** Replaces a whole page; instructions that did not change stay decoded. Leaves dirty marks alone. */
    public void load(int page, byte[] source, int from) {
        int start = page << PAGE_SHIFT;
        if ((guard[page] & CODE) != 0) {
            announceDifferences(start, source, from);
        }
        System.arraycopy(source, from, bytes, start, PAGE);
    }

    private void announceDifferences(int start, byte[] source, int from) {
        int at = 0;
        while (at < PAGE) {
            int equal = Arrays.mismatch(bytes, start + at, start + PAGE, source, from + at, from + PAGE);
            if (equal < 0) {
                return;
            }
            int word = at + equal & -Long.BYTES;
            codeListener.writing(start + word, Long.BYTES);
            at = word + Long.BYTES;
        }
    }

    /** What must happen before bytes change: pages become dirty, decoded instructions are forgotten. */
    public void beforeWrite(int offset, int length) {
        int met = 0;
        for (int page = offset >>> PAGE_SHIFT; page <= offset + length - 1 >>> PAGE_SHIFT; page++) {
            byte bits = guard[page];
            if ((bits & CLEAN) != 0) {
                guard[page] = (byte) (bits & ~CLEAN);
                addDirty(page);
            }
            met |= bits;
        }
        if ((met & CODE) != 0) {
            codeListener.writing(offset, length);
        }
        if ((met & PAGE_TABLE) != 0) {
            tableListener.run();
        }
        if ((met & RESERVED) != 0) {
            reservedListener.writing(offset, length);
        }
    }

    /** The pages written since {@link #clean}; only the first {@link #dirtyCount()} count. */
    public int[] dirtyPages() {
        return dirty;
    }

    public int dirtyCount() {
        return dirtyCount;
    }

    /** Marks every page as not written. */
    public void clean() {
        for (int i = 0; i < dirtyCount; i++) {
            guard[dirty[i]] |= CLEAN;
        }
        dirtyCount = 0;
    }

    private void addDirty(int page) {
        if (dirtyCount == dirty.length) {
            dirty = Arrays.copyOf(dirty, 2 * dirtyCount);
        }
        dirty[dirtyCount++] = page;
    }

    private static VarHandle view(Class<?> type) {
        return MethodHandles.byteArrayViewVarHandle(type, ByteOrder.LITTLE_ENDIAN);
    }
}
