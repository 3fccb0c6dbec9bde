package dev.hindsight.emulator;

import dev.hindsight.emulator.machine.Machine;
import dev.hindsight.emulator.session.Archive;
import dev.hindsight.emulator.session.TimelineSession;
import dev.hindsight.emulator.timeline.Journal;
import dev.hindsight.emulator.timeline.RecordedHistory;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** Time that passes only where a test says so: until then nobody was silent for long, and nobody loses patience. */
public final class StoppedClock {
    private final AtomicLong nanos = new AtomicLong();

    public void passes(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    /** A session whose clients live by this clock; the machine does not. */
    public TimelineSession share(Machine machine, long budget) {
        return TimelineSession.share(
                machine, budget, false, RecordedHistory.NONE, Journal.NONE, Archive.NONE, nanos::get);
    }
}
