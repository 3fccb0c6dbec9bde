package dev.hindsight.emulator.machine;

/**
 * What a run can look for beside breakpoints and watches: something that a step does. Such a hit belongs to its step, as
 * an access does: the machine stops after it.
 */
public sealed interface Event {
    /** Whether a span that touched this may hold such an event; false is certain. */
    boolean mayBeIn(Footprint span);

    /**
     * A trap is taken.
     *
     * @param exceptions bit n: exceptions of cause n; the last bit stands for all greater ones too
     * @param interrupts the same of interrupts
     */
    record Traps(long exceptions, long interrupts) implements Event {
        private static final int LAST = Long.SIZE - 1;

        public static Traps any() {
            return new Traps(-1, -1);
        }

        public static Traps exception(int cause) {
            return new Traps(bit(cause), 0);
        }

        public static Traps interrupt(int cause) {
            return new Traps(0, bit(cause));
        }

        public boolean wants(int cause, boolean interrupt) {
            return ((interrupt ? interrupts : exceptions) & bit(cause)) != 0;
        }

        @Override
        public boolean mayBeIn(Footprint span) {
            long events = 0;
            for (int cause = 0; cause <= LAST; cause++) {
                events |= wants(cause, false) ? Footprint.exception(cause) : 0;
                events |= wants(cause, true) ? Footprint.interrupt(cause) : 0;
            }
            return span.mayHave(events);
        }

        private static long bit(int cause) {
            return 1L << Math.min(cause, LAST);
        }
    }

    /** A hart comes into this privilege mode (as mstatus.MPP encodes it) from another one. */
    record ModeChange(int into) implements Event {
        public static final int ANY = -1;

        public boolean wants(int from, int to) {
            return from != to && (into == ANY || into == to);
        }

        @Override
        public boolean mayBeIn(Footprint span) {
            return span.mayHave(Footprint.RETURN) || Traps.any().mayBeIn(span);
        }
    }

    /** The console has shown these bytes, one after the other; the hit is the step that sent the last of them. */
    record Shown(Bytes text) implements Event {
        /** A machine remembers so much of what it sent, that a text is found wherever a run begins. */
        public static final int LONGEST = 128;

        public Shown {
            if (text.length() < 1 || text.length() > LONGEST) {
                throw new IllegalArgumentException("A text to find must have 1 to " + LONGEST + " bytes.");
            }
        }

        @Override
        public boolean mayBeIn(Footprint span) {
            return span.mayHave(Footprint.OUTPUT);
        }
    }

    /**
     * A step leads to the first instruction of a function, which fills [entry, end): by a jump, a trap or a return from
     * one. It is none if the step was a branch or a jump of the function itself that links nothing: a loop to its
     * beginning.
     */
    record Call(long entry, long end) implements Event {
        public Call {
            requireRange(entry, end);
        }

        @Override
        public boolean mayBeIn(Footprint span) {
            return span.mayHaveRun(entry);
        }
    }

    /**
     * An instruction of the function returns: a jump to ra that links nothing, or a return from a trap. A tail call is
     * none: who is called returns then.
     */
    record Return(long entry, long end) implements Event {
        public Return {
            requireRange(entry, end);
        }

        @Override
        public boolean mayBeIn(Footprint span) {
            return span.mayHaveRun(entry, end);
        }
    }

    private static void requireRange(long entry, long end) {
        if (Long.compareUnsigned(entry, end) >= 0) {
            throw new IllegalArgumentException("A function has at least one byte.");
        }
    }
}
