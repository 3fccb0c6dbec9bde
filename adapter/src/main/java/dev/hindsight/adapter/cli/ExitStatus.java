package dev.hindsight.adapter.cli;

/** What the exit statuses of {@code hindsight} mean; every other status is the guest's own. */
final class ExitStatus {
    static final int USAGE = 2;
    /** As timeout(1): the guest sleeps, and nothing is left that could wake it. */
    static final int SLEEPS = 124;

    static final int FAILURE = 125;
    /** As a shell reports a program that crashed: 128 + SIGSEGV. */
    static final int CRASH = 139;

    /** A process's status is a byte; a larger one of a guest must not turn into success. */
    static int ofGuest(int status) {
        return status >= 0 && status <= 255 ? status : 255;
    }

    private ExitStatus() {}
}
