package dev.hindsight.emulator.session;

import dev.hindsight.emulator.machine.Snapshot;
import dev.hindsight.emulator.timeline.Mark;
import dev.hindsight.emulator.timeline.Moment;
import dev.hindsight.emulator.timeline.Timeline;

/** A place that clients still read from after the machine left it; shared, released by the last of them. */
final class View {
    private final Snapshot snapshot;
    private final Mark mark;
    private final String movedBy;
    private int readers;

    View(Timeline timeline, String movedBy) {
        this.snapshot = timeline.capture();
        this.mark = timeline.mark();
        this.movedBy = movedBy;
    }

    Snapshot snapshot() {
        return snapshot;
    }

    Moment moment() {
        return mark.moment();
    }

    Mark mark() {
        return mark;
    }

    /** Who moved the machine away from here first. */
    String movedBy() {
        return movedBy;
    }

    /** Whether the machine stands at this very state again. */
    boolean isWhere(Timeline timeline) {
        return mark.equals(timeline.mark());
    }

    View join() {
        readers++;
        return this;
    }

    void leave() {
        if (--readers == 0) {
            snapshot.release();
        }
    }
}
