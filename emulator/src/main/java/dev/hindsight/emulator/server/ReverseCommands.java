package dev.hindsight.emulator.server;

import dev.hindsight.emulator.session.Mover;
import dev.hindsight.emulator.timeline.Stop;
import java.util.List;
import java.util.Map;

/** {@code bs bc}: backward. gdb makes a source-level reverse step of hundreds of {@code bs}. */
final class ReverseCommands implements CommandGroup {
    private final Travel travel;
    private final Points points;
    private final Harts harts;

    ReverseCommands(Travel travel, Points points, Harts harts) {
        this.travel = travel;
        this.points = points;
        this.harts = harts;
    }

    @Override
    public Map<String, Command> commands() {
        return Map.of(
                "bs", arguments -> travel.step(mover -> Watching.backward(mover, step(mover, harts.forMoving()))),
                "bc",
                        arguments -> travel.resume(mover -> Watching.backward(
                                mover, mover.backward(points.all().seenBy(harts.forReading()), 0))));
    }

    @Override
    public List<String> words() {
        return List.of("ReverseStep+", "ReverseContinue+");
    }

    private Stop step(Mover mover, int hart) {
        harts.stopped(hart);
        return points.hasWatches() ? stepWatching(mover, hart) : mover.stepBackward(hart);
    }

    private Stop stepWatching(Mover mover, int hart) {
        return mover.backward(points.watches().seenBy(hart).untilStepOf(hart), 0);
    }
}
