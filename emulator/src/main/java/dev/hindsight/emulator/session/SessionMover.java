package dev.hindsight.emulator.session;

import dev.hindsight.emulator.client.Diversion;
import dev.hindsight.emulator.client.TimelineMover;
import dev.hindsight.emulator.machine.Input;
import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.machine.TimedInspector;
import dev.hindsight.emulator.timeline.BranchDifference;
import dev.hindsight.emulator.timeline.Mark;
import dev.hindsight.emulator.timeline.Moment;
import dev.hindsight.emulator.timeline.RunCallbacks;
import dev.hindsight.emulator.timeline.Search;
import dev.hindsight.emulator.timeline.Stop;
import dev.hindsight.emulator.timeline.Timeline;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;

/** A move's hold on the timeline, with the session as its world. */
class SessionMover implements TimelineMover {
    private final Timeline timeline;
    private final RunCallbacks callbacks;
    private final int harts;
    private final Consumer<Input> recorder;

    /** @param recorder takes an input that can be given where the timeline stands */
    SessionMover(Timeline timeline, RunCallbacks callbacks, int harts, Consumer<Input> recorder) {
        this.timeline = timeline;
        this.callbacks = callbacks;
        this.harts = harts;
        this.recorder = recorder;
    }

    @Override
    public TimedInspector now() {
        return timeline.now();
    }

    @Override
    public Mark mark() {
        return timeline.mark();
    }

    @Override
    public long end() {
        return timeline.end();
    }

    @Override
    public Stop forward(StopPoints stops, long limit) {
        return timeline.forward(stops.locatedAt(timeline.now()), limit, callbacks);
    }

    @Override
    public Stop resume(StopPoints stops, long limit) {
        return timeline.resume(stops.locatedAt(timeline.now()), limit, callbacks);
    }

    @Override
    public Stop backward(StopPoints stops, long limit) {
        return timeline.backward(stops.locatedAt(timeline.now()), limit, callbacks);
    }

    @Override
    public Stop search(Search search) {
        return timeline.search(search.locatedAt(timeline.now()), callbacks);
    }

    @Override
    public Stop seek(long step) {
        return timeline.seek(step, callbacks);
    }

    @Override
    public Stop seek(Moment moment) {
        return timeline.seek(moment, callbacks);
    }

    @Override
    public Stop seek(Mark mark) {
        return timeline.seek(mark, callbacks);
    }

    @Override
    public void write(Input input) {
        recorder.accept(WriteCheck.checked(input, timeline));
    }

    @Override
    public long divergences() {
        return timeline.divergences();
    }

    @Override
    public long hash() {
        return timeline.hash();
    }

    @Override
    public Stop stepForward(int hart, long count) {
        if (harts == 1) {
            long limit = count > NO_LIMIT - step() ? NO_LIMIT : step() + count;
            return timeline.forward(StopPoints.NONE, limit, callbacks);
        }
        Stop stop = arrived(Stop.Reason.STEP, "");
        for (long made = 0; made < count && stop.reason() == Stop.Reason.STEP; made++) {
            stop = timeline.forward(StopPoints.NONE.untilStepOf(hart), NO_LIMIT, callbacks);
        }
        return stop;
    }

    @Override
    public Stop stepBackward(int hart) {
        Stop stop = timeline.seek(step() - 1, callbacks);
        boolean there = harts == 1 || timeline.now().nextHart() == hart;
        return stop.reason() != Stop.Reason.STEP || there
                ? stop
                : timeline.backward(StopPoints.NONE.untilStepOf(hart), 0, callbacks);
    }

    @Override
    public Optional<BranchDifference> compare(int branch, int other, OptionalLong at, int most) {
        return timeline.compare(branch, other, at, most, callbacks);
    }

    @Override
    public <T> T divert(Function<Diversion, T> plan) {
        return DivertedMover.divert(timeline, callbacks, harts, plan);
    }

    @Override
    public Stop arrived(Stop.Reason reason, String description) {
        return timeline.arrived(reason, description);
    }
}
