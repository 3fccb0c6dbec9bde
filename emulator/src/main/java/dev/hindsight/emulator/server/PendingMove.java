package dev.hindsight.emulator.server;

import dev.hindsight.emulator.command.Answer;
import dev.hindsight.emulator.timeline.Stop;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A move that a user of gdb asked for in words, left for gdb's next resume to make: gdb then sees its machine run and stop,
 * and so does whatever stands on top of gdb. Belongs to the connection's thread.
 */
final class PendingMove {
    /** Only to be told where the machine stands. */
    static final Answer.Going JOIN = new Answer.Going(mover -> mover.arrived(Stop.Reason.STEP, ""), Answer::arrived);

    private Answer.@Nullable Going wanted;
    private boolean found;
    private String told = "";

    void want(Answer.Going going) {
        wanted = going;
    }

    /** What the next resume is to do instead of what it says. */
    Optional<Answer.Going> take() {
        Optional<Answer.Going> taken = Optional.ofNullable(wanted);
        wanted = null;
        return taken;
    }

    void done(Answer.Going going, Stop stop) {
        found = stop.reason() != Stop.Reason.NOT_FOUND;
        told = going.told().apply(stop);
    }

    void refused(String why) {
        found = false;
        told = why;
    }

    /** Whether what was sought was found. */
    boolean found() {
        return found;
    }

    /** What to tell the user of the last one. */
    String told() {
        return told;
    }
}
