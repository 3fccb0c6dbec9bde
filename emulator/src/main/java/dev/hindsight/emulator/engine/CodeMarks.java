package dev.hindsight.emulator.engine;

import dev.hindsight.emulator.bus.Ram;
import dev.hindsight.emulator.machine.Event;
import dev.hindsight.emulator.machine.StopPoints;
import java.util.BitSet;

/**
 * The instructions at which an engine must ask the {@link CodeProbe}: breakpoints, the first instructions of functions
 * whose calls are looked for, and what may return from a function or jump to its beginning. They are told as places in a
 * page, of every page: which address a page of code has is not known before it runs. Immutable.
 */
public final class CodeMarks {
    static final CodeMarks NONE = new CodeMarks(StopPoints.NONE);

    /** So many places a page has: instructions begin at even addresses. */
    static final int SLOTS = Ram.PAGE / 2;

    /** Marked whatever is there. */
    private final BitSet always = new BitSet(SLOTS);
    /** Marked if {@link CallReturnProbe#concerns} what is there. */
    private final BitSet bodies = new BitSet(SLOTS);

    CodeMarks(StopPoints stops) {
        for (long address : stops.breakpoints()) {
            always.set(slot(address));
        }
        for (Event event : stops.events()) {
            if (event instanceof Event.Call call) {
                always.set(slot(call.entry()));
                addBody(call.entry(), call.end());
            } else if (event instanceof Event.Return from) {
                addBody(from.entry(), from.end());
            }
        }
    }

    private void addBody(long entry, long end) {
        int first = slot(entry);
        long count = Math.min((end - entry + 1) / 2, SLOTS);
        for (int i = 0; i < count; i++) {
            bodies.set(first + i & SLOTS - 1);
        }
    }

    static int slot(long pc) {
        return (int) pc >>> 1 & SLOTS - 1;
    }

    /** Whether this instruction, decoded, carries a mark if it stands there. */
    boolean isMarked(int slot, long word) {
        return always.get(slot) || bodies.get(slot) && CallReturnProbe.concerns(word);
    }

    /** The places where not the same instructions carry marks. */
    BitSet differences(CodeMarks other) {
        BitSet one = (BitSet) always.clone();
        one.xor(other.always);
        BitSet two = (BitSet) bodies.clone();
        two.xor(other.bodies);
        one.or(two);
        return one;
    }
}
