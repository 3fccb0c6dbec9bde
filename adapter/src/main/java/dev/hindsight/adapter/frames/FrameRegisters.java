package dev.hindsight.adapter.frames;

import dev.hindsight.adapter.symbols.Registers;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** The registers as one frame sees them, and where each of them is kept now. */
public final class FrameRegisters implements Registers {
    private static final Registers NOWHERE = new Registers() {
        @Override
        public long pc() {
            return 0;
        }

        @Override
        public OptionalLong read(int number) {
            return OptionalLong.empty();
        }
    };

    private final Registers machine;
    private final long pc;
    private final Map<Integer, Origin> changed;

    /** Where the value of a register of an outer frame is now. */
    sealed interface Origin {
        /** Saved by a callee. */
        record Saved(long address, long value) implements Origin {}

        /** Known by calculation alone, as the stack pointer before a call. */
        record Known(long value) implements Origin {}

        /** Overwritten by a callee. */
        record Lost() implements Origin {}
    }

    private FrameRegisters(Registers machine, long pc, Map<Integer, Origin> changed) {
        this.machine = machine;
        this.pc = pc;
        this.changed = Map.copyOf(changed);
    }

    /** Those of the innermost frame: the machine's own. */
    static FrameRegisters of(Registers machine, long pc) {
        return new FrameRegisters(machine, pc, Map.of());
    }

    /**
     * Those of the innermost frame of a thread that does not run. Those with an address are kept there; what has no value
     * nobody knows.
     */
    public static FrameRegisters stored(long pc, Map<Integer, Long> values, Map<Integer, Long> addresses) {
        var all = new HashMap<Integer, Origin>();
        values.forEach((number, value) -> all.put(
                number,
                addresses.containsKey(number)
                        ? new Origin.Saved(addresses.get(number), value)
                        : new Origin.Known(value)));
        return new FrameRegisters(NOWHERE, pc, all);
    }

    /** The same at another place. */
    FrameRegisters at(long otherPc) {
        return new FrameRegisters(machine, otherPc, changed);
    }

    /** Those of the caller, where some registers differ from here. */
    FrameRegisters caller(long callerPc, Map<Integer, Origin> different) {
        var all = new HashMap<Integer, Origin>(changed);
        all.putAll(different);
        return new FrameRegisters(machine, callerPc, all);
    }

    @Override
    public long pc() {
        return pc;
    }

    @Override
    public OptionalLong read(int number) {
        Origin origin = changed.get(number);
        if (origin instanceof Origin.Saved saved) {
            return OptionalLong.of(saved.value());
        }
        if (origin instanceof Origin.Known known) {
            return OptionalLong.of(known.value());
        }
        return origin == null ? machine.read(number) : OptionalLong.empty();
    }

    /** The address where a callee saved the register; empty if it is in the machine's own register or nowhere. */
    public OptionalLong savedAt(int number) {
        return changed.get(number) instanceof Origin.Saved saved
                ? OptionalLong.of(saved.address())
                : OptionalLong.empty();
    }

    /** Whether the frame's value is in the machine's own register. */
    public boolean isLive(int number) {
        return machine != NOWHERE && !changed.containsKey(number);
    }
}
