package dev.hindsight.emulator.server;

import dev.hindsight.emulator.machine.MachineInfo;
import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.session.Mover;
import dev.hindsight.emulator.timeline.Stop;
import dev.hindsight.rsp.wire.PacketCursor;
import dev.hindsight.rsp.wire.RspException;
import java.util.List;
import java.util.Map;

/** {@code c s C S vCont}: forward, replaying what is recorded and then recording on. */
final class ForwardCommands implements CommandGroup {
    private final Travel travel;
    private final Points points;
    private final Harts harts;
    private final Addresses addresses;

    ForwardCommands(Travel travel, Points points, Harts harts, MachineInfo info) {
        this.travel = travel;
        this.points = points;
        this.harts = harts;
        this.addresses = new Addresses(info);
    }

    @Override
    public Map<String, Command> commands() {
        return Map.of(
                "?", arguments -> travel.standing(),
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
        return resume();
    }

    private String stepHere(PacketCursor arguments) {
        requireHere(arguments);
        return step(harts.forMoving());
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
     * The first thread that is to step decides, whatever the others are told: holding harts back would make another
     * history. If none steps, all run.
     */
    private String vCont(PacketCursor arguments) {
        if (arguments.atEnd()) {
            throw new RspException("vCont wants at least one action.");
        }
        while (!arguments.atEnd()) {
            PacketCursor action = new PacketCursor(arguments.until(';'));
            char kind = action.letter();
            switch (kind) {
                case 's', 'S' -> {
                    if (kind == 'S') {
                        action.hex();
                    }
                    return step(hart(action));
                }
                case 'r' -> {
                    return range(action);
                }
                case 'c', 'C' -> {}
                case 't' -> {
                    return travel.standing();
                }
                default -> throw new RspException("vCont knows no action '" + kind + "'.");
            }
        }
        return resume();
    }

    private int hart(PacketCursor action) {
        return action.skip(':') ? harts.hart(action.threadId()) : harts.forMoving();
    }

    private String range(PacketCursor action) {
        long start = action.hex();
        action.expect(',');
        long end = action.hex();
        int hart = hart(action);
        return travel.step(mover -> Watching.forward(mover, stepWhileIn(mover, hart, start, end)));
    }

    private String step(int hart) {
        return travel.step(mover -> Watching.forward(mover, step(mover, hart)));
    }

    private String resume() {
        return travel.forward(mover -> Watching.forward(mover, mover.forward(stops(), Mover.NO_LIMIT)));
    }

    private StopPoints stops() {
        return points.all().seenBy(harts.forReading());
    }

    /** At least one step; gdb wants to be back once pc has left [start, end), or wherever else it may want to look. */
    private Stop stepWhileIn(Mover mover, int hart, long start, long end) {
        Stop stop = step(mover, hart);
        while (stop.reason() == Stop.Reason.STEP
                && isIn(addresses.of(mover.now().pc(hart)), start, end)) {
            stop = step(mover, hart);
        }
        return stop;
    }

    private boolean isIn(long pc, long start, long end) {
        return Long.compareUnsigned(pc - start, end - start) < 0
                && !points.all().hasBreakpoint(pc);
    }

    /** Runs the schedule until {@code hart} has made a step; watches count, and other harts' breakpoints. */
    private Stop step(Mover mover, int hart) {
        harts.stopped(hart);
        if (harts.count() == 1 && !points.hasWatches()) {
            return mover.stepForward(hart, 1);
        }
        return mover.resume(stops().untilStepOf(hart), Mover.NO_LIMIT);
    }
}
