package dev.hindsight.emulator.server;

import dev.hindsight.emulator.client.Move;
import dev.hindsight.emulator.client.TimelineMover;
import dev.hindsight.rsp.wire.PacketCursor;
import dev.hindsight.rsp.wire.RspException;
import java.util.List;
import java.util.Map;

/** {@code c s C S vCont}: forward, replaying what is recorded and then recording on. */
final class ForwardCommands implements PacketGroup {
    private final ResumeHandler resumes;
    private final BreakpointTable table;
    private final Threads threads;
    private final ThreadSteps steps;

    ForwardCommands(ResumeHandler resumes, BreakpointTable table, Threads threads, ThreadSteps steps) {
        this.resumes = resumes;
        this.table = table;
        this.threads = threads;
        this.steps = steps;
    }

    @Override
    public Map<String, Command> commands() {
        return Map.of(
                "?", arguments -> resumes.standing(),
                "c", arguments -> resumeHere(arguments),
                "s", arguments -> stepHere(arguments),
                "C", arguments -> resumeHere(withoutSignal(arguments)),
                "S", arguments -> stepHere(withoutSignal(arguments)),
                // Without C and S in this list gdb does not use vCont at all.
                "vCont?", arguments -> "vCont;c;C;s;S;t;r",
                "vCont;", this::vCont);
    }

    @Override
    public List<String> words() {
        return List.of("vContSupported+");
    }

    private String resumeHere(PacketCursor arguments) {
        requireHere(arguments);
        resumes.letOneRun(threads.movesOne());
        return resume();
    }

    private String stepHere(PacketCursor arguments) {
        requireHere(arguments);
        resumes.letOneRun(threads.movesOne());
        return step(threads.forMoving());
    }

    private static void requireHere(PacketCursor arguments) {
        if (!arguments.atEnd()) {
            throw new RspException("Resuming at another address is not supported: write pc first.");
        }
    }

    /** A signal means nothing to a machine. */
    private static PacketCursor withoutSignal(PacketCursor arguments) {
        arguments.hex();
        return arguments;
    }

    /**
     * The first thread that is to step decides, whatever the others are told: holding others back would make another
     * history. If none steps, all run.
     */
    private String vCont(PacketCursor arguments) {
        if (arguments.atEnd()) {
            throw new RspException("vCont needs at least one action.");
        }
        String actions = arguments.rest();
        resumes.letOneRun(isOfOneThread(actions));
        return resume(new PacketCursor(actions));
    }

    /** gdb says what the others do, too, where they are to run. */
    private static boolean isOfOneThread(String actions) {
        PacketCursor action = new PacketCursor(actions);
        action.until(':');
        return !actions.contains(";") && !action.atEnd() && action.threadId().isOne();
    }

    private String resume(PacketCursor arguments) {
        boolean first = true;
        while (!arguments.atEnd()) {
            PacketCursor action = new PacketCursor(arguments.until(';'));
            char kind = action.letter();
            switch (kind) {
                case 's', 'S' -> {
                    if (kind == 'S') {
                        action.hex();
                    }
                    int thread = thread(action);
                    return first && arguments.atEnd() ? stepAlone(thread) : step(thread);
                }
                case 'r' -> {
                    return range(action);
                }
                case 'c', 'C' -> {}
                case 't' -> {
                    return resumes.standing();
                }
                default -> throw new RspException("vCont does not support the action '" + kind + "'.");
            }
            first = false;
        }
        return resume();
    }

    private int thread(PacketCursor action) {
        return action.skip(':') ? threads.one(action.threadId()) : threads.forMoving();
    }

    private String range(PacketCursor action) {
        long start = action.hex();
        action.expect(',');
        long end = action.hex();
        int thread = thread(action);
        return resumes.step(mover -> WatchpointStops.forward(mover, steps.forwardWhileIn(mover, thread, start, end)));
    }

    private String step(int thread) {
        threads.stepping(thread);
        return resumes.step(stepOf(thread));
    }

    private String stepAlone(int thread) {
        threads.stepping(thread);
        return resumes.stepAlone(thread, stepOf(thread));
    }

    private Move<TimelineMover> stepOf(int thread) {
        return mover -> WatchpointStops.forward(mover, steps.forward(mover, thread));
    }

    private String resume() {
        return resumes.forward(mover -> WatchpointStops.forward(
                mover,
                mover.forward(
                        table.all()
                                .seenBy(threads.hart(threads.forReading(), mover.now()))
                                .passingEbreakAt(mover.step()),
                        TimelineMover.NO_LIMIT)));
    }
}
