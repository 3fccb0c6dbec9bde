package dev.hindsight.emulator.device;

import dev.hindsight.emulator.bus.AccessFault;
import dev.hindsight.emulator.bus.Device;
import dev.hindsight.emulator.bus.InterruptLine;
import dev.hindsight.emulator.state.StateVisitor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The platform-level interrupt controller: passes the interrupts of devices to contexts, each of which is a hart in one
 * privilege mode. A source becomes pending when its device drives its line while that is raised, and is no longer pending
 * when it is claimed or the line is lowered: completing it does not look at the line again, and what is driven between
 * claim and completion pends after that. Guests rely on it that do not serve everything that raised the line. Registers are
 * words; what does not exist reads 0. [RISC-V PLIC 1.0.0; QEMU's where that leaves a choice: the above, 3 bits of priority,
 * any context completes]
 */
public final class Plic implements Device {
    private static final int PENDING = 0x1000;
    private static final int ENABLE = 0x2000;
    private static final int ENABLE_STRIDE = 0x80;
    private static final int CONTEXT = 0x20_0000;
    private static final int CONTEXT_STRIDE = 0x1000;
    private static final int CLAIM = 4;
    private static final int PRIORITY_MASK = 7;

    private final int words;
    private final int contexts;
    private final List<Source> sources = new ArrayList<>();
    private final long[] priority;
    private final long[] threshold;
    /** Words of 32 sources, context by context. */
    private final long[] enable;

    /** A bit for each source, in words of 32: its line was raised when it was driven, and nobody has claimed it since. */
    private final long[] driven;

    private final long[] claimed;

    private record Source(int id, InterruptLine line) {}

    /** Sources are numbered from 1 to {@code last}; 0 is no interrupt. */
    public Plic(int last, int contexts) {
        this.words = last / 32 + 1;
        this.contexts = contexts;
        this.priority = new long[last + 1];
        this.threshold = new long[contexts];
        this.enable = new long[words * contexts];
        this.driven = new long[words];
        this.claimed = new long[words];
    }

    /** Makes {@code line} the source with this number, which has none yet. */
    public void connect(int source, InterruptLine line) {
        if (source < 1 || source >= priority.length || sources.stream().anyMatch(each -> each.id == source)) {
            throw new IllegalArgumentException("Interrupt " + source + " cannot be connected.");
        }
        Source added = new Source(source, line);
        sources.add(added);
        sources.sort(Comparator.comparingInt(Source::id));
        line.connect(() -> drive(added));
    }

    /** Whether this context has an interrupt to take. */
    public boolean pending(int context) {
        return first(context) != 0;
    }

    @Override
    public long read(int offset, int size) {
        checkWord(offset, size);
        long value = peek(offset, size);
        if (isClaim(offset) && value != 0) {
            claim((int) value);
        }
        return value;
    }

    @Override
    public boolean readsQuietly(int offset) {
        return !isClaim(offset);
    }

    @Override
    public long peek(int offset, int size) {
        long word = register(offset & ~3) >>> 8 * (offset & 3);
        return size >= 4 ? word : word & (1L << 8 * size) - 1;
    }

    @Override
    public void write(int offset, int size, long value) {
        checkWord(offset, size);
        if (offset < PENDING) {
            if (offset / 4 < priority.length) {
                priority[offset / 4] = value & PRIORITY_MASK;
            }
        } else if (isEnable(offset)) {
            enable[enableIndex(offset)] = value & 0xffff_ffffL;
        } else if (isContext(offset) && offset % CONTEXT_STRIDE == 0) {
            threshold[contextOf(offset)] = value & PRIORITY_MASK;
        } else if (isClaim(offset) && Long.compareUnsigned(value & 0xffff_ffffL, priority.length) < 0) {
            set(claimed, (int) value, false);
        }
    }

    @Override
    public void visit(StateVisitor visitor) {
        visitor.numbers("priority", priority, 0, priority.length);
        visitor.numbers("threshold", threshold, 0, threshold.length);
        visitor.numbers("enable", enable, 0, enable.length);
        visitor.numbers("pending", driven, 0, driven.length);
        visitor.numbers("claimed", claimed, 0, claimed.length);
    }

    private long register(int offset) {
        if (offset < PENDING) {
            return offset / 4 < priority.length ? priority[offset / 4] : 0;
        }
        if (offset < ENABLE) {
            return pendingWord((offset - PENDING) / 4);
        }
        if (isEnable(offset)) {
            return enable[enableIndex(offset)];
        }
        if (isContext(offset) && offset % CONTEXT_STRIDE == 0) {
            return threshold[contextOf(offset)];
        }
        return isClaim(offset) ? first(contextOf(offset)) : 0;
    }

    private long pendingWord(int word) {
        long bits = 0;
        for (Source source : sources) {
            if (source.id / 32 == word && isPending(source)) {
                bits |= 1L << source.id % 32;
            }
        }
        return bits;
    }

    /** The source with the highest priority above the threshold, of several the one with the lowest number; else 0. */
    private int first(int context) {
        int best = 0;
        long least = threshold[context];
        for (Source source : sources) {
            if (priority[source.id] > least
                    && isEnabled(source.id, context)
                    && !has(claimed, source.id)
                    && isPending(source)) {
                best = source.id;
                least = priority[source.id];
            }
        }
        return best;
    }

    private boolean isPending(Source source) {
        return source.line.raised() && (has(driven, source.id) || source.line.rose());
    }

    private void drive(Source source) {
        source.line.settle();
        set(driven, source.id, source.line.raised());
    }

    private void claim(int id) {
        sources.stream().filter(source -> source.id == id).forEach(source -> source.line.settle());
        set(driven, id, false);
        set(claimed, id, true);
    }

    private boolean isEnabled(int source, int context) {
        return (enable[context * words + source / 32] >>> source % 32 & 1) != 0;
    }

    private static boolean has(long[] bits, int source) {
        return (bits[source / 32] >>> source % 32 & 1) != 0;
    }

    private static void set(long[] bits, int source, boolean on) {
        long bit = source == 0 ? 0 : 1L << source % 32;
        bits[source / 32] = on ? bits[source / 32] | bit : bits[source / 32] & ~bit;
    }

    private boolean isEnable(int offset) {
        int at = offset - ENABLE;
        return at >= 0 && at < contexts * ENABLE_STRIDE && at % ENABLE_STRIDE / 4 < words;
    }

    private int enableIndex(int offset) {
        int at = offset - ENABLE;
        return at / ENABLE_STRIDE * words + at % ENABLE_STRIDE / 4;
    }

    private boolean isContext(int offset) {
        return offset >= CONTEXT && contextOf(offset) < contexts;
    }

    private boolean isClaim(int offset) {
        return isContext(offset) && offset % CONTEXT_STRIDE == CLAIM;
    }

    private static int contextOf(int offset) {
        return (offset - CONTEXT) / CONTEXT_STRIDE;
    }

    private static void checkWord(int offset, int size) {
        if (size != 4) {
            throw new AccessFault(offset);
        }
    }
}
