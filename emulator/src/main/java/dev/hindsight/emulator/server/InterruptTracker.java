package dev.hindsight.emulator.server;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Whose turn it is between the thread that reads and the thread that answers, and what a Ctrl-C means.
 *
 * <p>gdb sends one whenever it believes that its command runs. A command like {@code stepi 1000}, {@code next} or a
 * software watchpoint is many resumes with questions in between, and gdb may believe so in between, too: the next resume
 * of the same command must not run. One that crossed the command's last stop reply must not hit the next command. gdb asks
 * for its threads where it shows a stop to its user, and only there: that is the end of a command. But the commands of a
 * breakpoint may resume at once, as no user can; then it goes on.
 *
 * <p>A NAK means our last reply only where no request came since: gdb also sends them when an answer takes it too long.
 */
final class InterruptTracker {
    /** Who was silent for so long waited for a user. In nanoseconds. */
    static final long LULL = TimeUnit.MILLISECONDS.toNanos(100);

    private static final long NONE = -1;

    private final LongSupplier clock;
    private long came;
    private long answered;
    private long answeredAt;
    /** The last request that came before the last Ctrl-C. */
    private long interrupted = NONE;
    /** The first resume of the command that the debugger makes. */
    private long command = NONE;
    /** The last stop may have been at a breakpoint that has commands. */
    private boolean hasCommands;

    private boolean stopIsShown;
    private boolean gone;

    /** {@code clock} gives nanoseconds. */
    InterruptTracker(LongSupplier clock) {
        this.clock = clock;
    }

    synchronized void requestCame() {
        came++;
        if (stopIsShown && allAnswered(came - 1) && clock.getAsLong() - answeredAt > LULL) {
            commandEnded();
        }
    }

    /** Called before the answer is sent, so that what the debugger sends next is seen in order. */
    synchronized void requestAnswered() {
        answered++;
        answeredAt = clock.getAsLong();
    }

    synchronized boolean allAnswered() {
        return allAnswered(came);
    }

    private boolean allAnswered(long requests) {
        return requests == answered;
    }

    synchronized void interrupt() {
        interrupted = came;
    }

    /** The request that is being answered is a resume. Whether a command begins with it. */
    synchronized boolean resumed() {
        stopIsShown = false;
        boolean begins = command == NONE;
        if (begins) {
            command = answered + 1;
        }
        return begins;
    }

    /** It has stopped; {@code hasCommands} where that may be at a breakpoint whose commands resume. */
    synchronized void stopped(boolean hasCommands) {
        this.hasCommands = hasCommands;
    }

    /** The debugger shows its user the stop. */
    synchronized void stopIsShown() {
        if (hasCommands) {
            stopIsShown = true;
        } else {
            commandEnded();
        }
    }

    /** What is resumed next belongs to another command. */
    synchronized void commandEnded() {
        stopIsShown = false;
        command = NONE;
    }

    /** The debugger has left: nothing is to run for it any more. */
    synchronized void leave() {
        gone = true;
    }

    /** Whether the request that is being answered is to end. */
    synchronized boolean isInterrupted() {
        return gone || interrupted > answered;
    }

    /** Whether the command is to end to which the resume belongs that is being answered. */
    synchronized boolean commandIsInterrupted() {
        return gone || command != NONE && interrupted >= command;
    }
}
