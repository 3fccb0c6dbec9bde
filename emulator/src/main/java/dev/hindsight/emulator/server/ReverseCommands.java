package dev.hindsight.emulator.server;

import java.util.List;
import java.util.Map;

/** {@code bs bc}: backward. gdb makes a source-level reverse step of hundreds of {@code bs}. */
final class ReverseCommands implements CommandGroup {
    private final Travel travel;
    private final Points points;
    private final Threads threads;
    private final ThreadSteps steps;

    ReverseCommands(Travel travel, Points points, Threads threads, ThreadSteps steps) {
        this.travel = travel;
        this.points = points;
        this.threads = threads;
        this.steps = steps;
    }

    @Override
    public Map<String, Command> commands() {
        return Map.of(
                "bs", arguments -> step(threads.forMoving()),
                "bc", arguments -> resume());
    }

    private String resume() {
        travel.letOneRun(threads.movesOne());
        return travel.resume(mover -> Watching.backward(
                mover, mover.backward(points.all().seenBy(threads.hart(threads.forReading(), mover.now())), 0)));
    }

    private String step(int thread) {
        threads.stepping(thread);
        travel.letOneRun(threads.movesOne());
        boolean inLine = threads.stepsLine();
        return travel.step(mover ->
                Watching.backward(mover, inLine ? steps.backwardInLine(mover, thread) : steps.backward(mover, thread)));
    }

    @Override
    public List<String> words() {
        return List.of("ReverseStep+", "ReverseContinue+");
    }
}
