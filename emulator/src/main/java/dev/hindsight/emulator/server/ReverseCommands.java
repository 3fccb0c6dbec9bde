package dev.hindsight.emulator.server;

import java.util.List;
import java.util.Map;

/** {@code bs bc}: backward. gdb makes a source-level reverse step of hundreds of {@code bs}. */
final class ReverseCommands implements PacketGroup {
    private final ResumeHandler resumes;
    private final BreakpointTable table;
    private final Threads threads;
    private final ThreadSteps steps;

    ReverseCommands(ResumeHandler resumes, BreakpointTable table, Threads threads, ThreadSteps steps) {
        this.resumes = resumes;
        this.table = table;
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
        resumes.letOneRun(threads.movesOne());
        return resumes.resume(mover -> WatchpointStops.backward(
                mover, mover.backward(table.all().seenBy(threads.hart(threads.forReading(), mover.now())), 0)));
    }

    private String step(int thread) {
        threads.stepping(thread);
        resumes.letOneRun(threads.movesOne());
        boolean inLine = threads.stepsLine();
        return resumes.step(mover -> WatchpointStops.backward(
                mover, inLine ? steps.backwardInLine(mover, thread) : steps.backward(mover, thread)));
    }

    @Override
    public List<String> words() {
        return List.of("ReverseStep+", "ReverseContinue+");
    }
}
