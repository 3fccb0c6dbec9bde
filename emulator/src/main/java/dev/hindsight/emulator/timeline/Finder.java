package dev.hindsight.emulator.timeline;

import dev.hindsight.emulator.machine.Hit;
import dev.hindsight.emulator.machine.StopPoints;
import java.util.Optional;

/** Performs a {@link Search}. If it finds nothing, or is interrupted, the timeline stands where it stood, exactly. */
final class Finder {
    /** The index is asked about so many steps at a time. */
    private static final long WINDOW = 1 << 22;

    private final Timeline timeline;
    private final Search search;
    private final RunCallbacks callbacks;

    Finder(Timeline timeline, Search search, RunCallbacks callbacks) {
        this.timeline = timeline;
        this.search = search;
        this.callbacks = callbacks;
    }

    Stop find() {
        Checkpoint origin = timeline.hold();
        try {
            Stop stop = search.number() > 0 ? numbered() : search.backward() ? backward() : forward();
            if (isFound(stop)) {
                return stop;
            }
            timeline.returnTo(origin);
            return stop.reason() == Stop.Reason.PAUSE
                    ? timeline.arrived(Stop.Reason.PAUSE, "The search was cancelled.")
                    : timeline.arrived(Stop.Reason.NOT_FOUND, nothing(stop));
        } finally {
            origin.snapshot().release();
        }
    }

    private boolean isFound(Stop stop) {
        boolean arrived = stop.reason() == Stop.Reason.STEP
                && search.step().isPresent()
                && search.step().getAsLong() == stop.step();
        return stop.hit().isPresent() || arrived;
    }

    private static String nothing(Stop stop) {
        if (stop.reason() == Stop.Reason.START) {
            return "Nothing was found back to the start of recorded history.";
        }
        String end = stop.description().isEmpty() ? "." : ". " + stop.description();
        return "Nothing was found up to step " + stop.step() + end;
    }

    private Stop backward() {
        if (search.to() < here()) {
            Stop there = timeline.seek(search.to(), callbacks);
            if (there.reason() != Stop.Reason.STEP) {
                return there;
            }
        }
        return timeline.backward(search.stops(), Math.max(search.from(), nearestStep(0)), callbacks);
    }

    private Stop forward() {
        long origin = here();
        long limit = Math.min(search.to(), nearestStep(Search.NO_LIMIT));
        if (search.from() > origin) {
            Stop there = timeline.seek(search.from(), callbacks);
            if (there.reason() != Stop.Reason.STEP) {
                return there;
            }
        }
        return new Scan(limit).next(here() == origin);
    }

    /** The step sought, if it lies ahead; otherwise {@code none}. */
    private long nearestStep(long none) {
        long step = search.step().orElse(here());
        boolean ahead = search.backward() ? step < here() : step > here();
        return ahead ? step : none;
    }

    private Stop numbered() {
        Stop stop = timeline.seek(Math.max(search.from(), timeline.start()), callbacks);
        if (stop.reason() != Stop.Reason.STEP) {
            return stop;
        }
        Scan scan = new Scan(search.to());
        stop = scan.next(false);
        for (long i = 1; i < search.number() && stop.hit().isPresent(); i++) {
            // After anything but a breakpoint, one at the new pc has not been looked at.
            stop = scan.next(stop.hit().get() instanceof Hit.Code);
        }
        return stop;
    }

    private long here() {
        return timeline.moment().step();
    }

    /** Goes forward from hit to hit, in slices. */
    private final class Scan {
        private final StopPoints stops = search.stops();
        private final long limit;
        private final long start = here();

        Scan(long limit) {
            this.limit = limit;
        }

        /** The next hit, or where there is none; {@code off}: a breakpoint at the present pc does not count. */
        Stop next(boolean off) {
            long first = here();
            while (true) {
                Stop skipped = skip();
                if (skipped.reason() != Stop.Reason.STEP) {
                    return skipped;
                }
                long slice = Math.min(limit, here() + BackwardSearch.slice(stops));
                boolean pass = off && here() == first;
                Stop stop = pass ? timeline.resume(stops, slice, callbacks) : timeline.forward(stops, slice, callbacks);
                boolean crashed = stop.reason() == Stop.Reason.EXCEPTION;
                boolean goesOn = crashed || stop.reason() == Stop.Reason.STEP && here() < limit;
                if (stop.hit().isPresent() || !goesOn) {
                    report(stop.reason() != Stop.Reason.PAUSE);
                    return stop;
                }
                report(false);
            }
        }

        /** To the next recorded step that may hold a hit by the index. */
        private Stop skip() {
            long end = Math.min(limit, timeline.end());
            long at = here();
            while (at < end) {
                long window = Math.min(end, at + WINDOW);
                Optional<Index.Span> worth = timeline.candidates(at, window, stops);
                if (worth.isPresent()) {
                    at = worth.get().from();
                    break;
                }
                at = window;
            }
            return at > here() ? timeline.seek(at, callbacks) : timeline.arrived(Stop.Reason.STEP, "");
        }

        /** How far it is to the end of what is recorded; what is recorded now was not there to be searched. */
        private void report(boolean done) {
            long searched = here() - start;
            long total = Math.max(searched, Math.min(limit, timeline.end()) - start);
            callbacks.progress(done ? total : searched, total);
        }
    }
}
