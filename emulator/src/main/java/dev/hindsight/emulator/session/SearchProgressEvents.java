package dev.hindsight.emulator.session;

import java.util.concurrent.TimeUnit;

/** How far the search of a move is, told a few times a second; of a quick one nothing is told. */
final class SearchProgressEvents {
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(250);

    private long last;
    private long lastTold;
    private boolean told;

    SearchProgressEvents(long now) {
        lastTold = now;
    }

    /** Whether it is time to tell that so many steps of so many were searched; {@code now} in host nanoseconds. */
    boolean isDue(long searched, long total, long now) {
        if (searched < last) {
            // Another search of the same move.
            lastTold = now;
            told = false;
        }
        last = searched;
        if (now - lastTold < PAUSE && !(told && searched == total)) {
            return false;
        }
        lastTold = now;
        told = true;
        return true;
    }
}
