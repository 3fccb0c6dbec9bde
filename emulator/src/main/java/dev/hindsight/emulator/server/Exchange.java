package dev.hindsight.emulator.server;

/**
 * Which side's turn it is, between the thread that reads and the thread that answers.
 *
 * <p>A Ctrl-C that arrives when its resume was read but does not run yet must not be lost, and one that arrives when the
 * stop is already told must not hit the next run. A NAK means our last reply only where no request came since: gdb also
 * sends them when an answer takes it too long.
 */
final class Exchange {
    private static final long NONE = -1;

    private long came;
    private long answered;
    private long interrupted = NONE;
    private boolean gone;

    synchronized void requestCame() {
        came++;
    }

    /** Called before the answer is sent, so that what the debugger sends next is seen in order. */
    synchronized void requestAnswered() {
        answered++;
    }

    synchronized boolean allAnswered() {
        return came == answered;
    }

    /** The debugger means the last request that it sent. */
    synchronized void interrupt() {
        interrupted = allAnswered() ? NONE : came;
    }

    /** The debugger has left: nothing is to run for it any more. */
    synchronized void leave() {
        gone = true;
    }

    /** Whether the request that is being answered must not run. */
    synchronized boolean isInterrupted() {
        return gone || interrupted == answered + 1;
    }
}
