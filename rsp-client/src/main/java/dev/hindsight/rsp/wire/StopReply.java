package dev.hindsight.rsp.wire;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The answer to a resume and to {@code ?}: why the target stopped. [GDB manual, Stop Reply Packets] */
public sealed interface StopReply {
    /**
     * The target stands.
     *
     * @param signal gdb's number, see {@link Signal}
     * @param address inside the watched range for watchpoints, otherwise 0
     * @param registers expedited values by number, in the target's byte order
     */
    record Stopped(int signal, Cause cause, long address, Optional<ThreadId> thread, Map<Integer, String> registers)
            implements StopReply {
        public Stopped {
            registers = new TreeMap<>(registers);
        }

        /** Stopped with nothing else to say. */
        public static Stopped by(int signal) {
            return new Stopped(signal, Cause.NONE, 0, Optional.empty(), Map.of());
        }
    }

    /** The guest ended itself. */
    record Exited(int status) implements StopReply {}

    /** The guest was ended by a signal. */
    record Killed(int signal) implements StopReply {}

    /** What made it stop, where the signal does not say enough. */
    enum Cause {
        NONE(""),
        SWBREAK("swbreak"),
        HWBREAK("hwbreak"),
        WATCH("watch"),
        RWATCH("rwatch"),
        AWATCH("awatch"),
        /** Going backward: no more history. */
        REPLAYLOG_BEGIN("replaylog"),
        /** Going forward in a recording: no more history. */
        REPLAYLOG_END("replaylog");

        private final String word;

        Cause(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }

        boolean isWatch() {
            return this == WATCH || this == RWATCH || this == AWATCH;
        }
    }

    static StopReply parse(String payload) {
        return StopReplyText.parse(payload);
    }

    default String format() {
        return StopReplyText.format(this);
    }
}
