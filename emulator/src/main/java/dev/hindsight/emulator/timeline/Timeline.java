package dev.hindsight.emulator.timeline;

import dev.hindsight.emulator.machine.Exit;
import dev.hindsight.emulator.machine.Hit;
import dev.hindsight.emulator.machine.Input;
import dev.hindsight.emulator.machine.Inspector;
import dev.hindsight.emulator.machine.Machine;
import dev.hindsight.emulator.machine.Output;
import dev.hindsight.emulator.machine.Snapshot;
import dev.hindsight.emulator.machine.StopPoints;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A machine and its recorded history, travelled in both directions. Recording is always on.
 *
 * <p>Owned by one thread. Every travel polls {@link Live#interrupted()}; an interrupted forward travel stays where it is,
 * an interrupted backward search returns to where it started.
 */
public final class Timeline {
    /** The index takes an eighth of the budget at most. */
    private static final int INDEX_SHARE = 8;
    /** How far before the target of a replay checkpoints are left: the next steps back from there are then quick. */
    private static final long[] APPROACH = {1 << 20, 1 << 16, 1 << 12, 1 << 8};

    private final Machine machine;
    private final Playhead playhead;
    private final Checkpoints checkpoints;
    private final Index index;
    private final Doubt doubt;
    private final Survey survey;
    private final List<Branch> branches = new ArrayList<>();
    private final Set<Long> crashesTold = new HashSet<>();
    private boolean exitTold;

    /**
     * @param budget bytes that everything which grows with history may take together, but the inputs
     * @param console hears each byte of console output once, when it is first produced
     */
    public Timeline(Machine machine, long budget, Consumer<List<Output>> console) {
        this.machine = machine;
        this.index = new Index(budget / INDEX_SHARE);
        this.checkpoints = new Checkpoints(budget, this::bytes);
        branches.add(Branch.root(machine.steps()));
        this.playhead = new Playhead(machine, branches.get(0), console);
        this.doubt = new Doubt(machine, playhead, checkpoints);
        this.survey = new Survey(machine, playhead, checkpoints, index, doubt);
        survey.leaveCheckpoint(false);
    }

    /** {@code listener} hears where a replay does not find the state that was recorded. */
    public void onDivergence(Consumer<Divergence> listener) {
        doubt.tell(listener);
    }

    public Moment moment() {
        return new Moment(playhead.branch().id(), machine.steps());
    }

    /** How many recorded inputs led here: with the moment, it tells one state from every other. */
    public int inputsApplied() {
        return playhead.applied();
    }

    /** The first recorded step. */
    public long start() {
        return branches.get(0).forkStep();
    }

    /** The last recorded step of the present branch. */
    public long end() {
        return playhead.branch().end();
    }

    /** Whether an input here would be recorded without a new branch. */
    public boolean isAtEnd() {
        return playhead.atEnd();
    }

    public List<BranchInfo> branches() {
        return branches.stream()
                .map(b -> new BranchInfo(
                        b.id(), b.parent() == null ? -1 : b.parent().id(), b.forkStep(), b.end()))
                .toList();
    }

    public int checkpoints() {
        return checkpoints.count();
    }

    /** The memory that history holds, in bytes. */
    public long bytes() {
        return machine.retainedBytes() + index.bytes();
    }

    /** Reads the machine where it stands; ask again after each travel. */
    public Inspector now() {
        return machine.inspect();
    }

    public long hash() {
        return machine.hash();
    }

    /** The present state, for reading later with {@link #inspect}; the caller releases it. */
    public Snapshot capture() {
        checkpoints.makeRoom(machine.captureBytes(), machine.steps());
        return machine.capture();
    }

    public Inspector inspect(Snapshot snapshot) {
        return machine.inspect(snapshot);
    }

    /** An input here. At the live end it is recorded; in the past it opens a branch, and nothing recorded is changed. */
    public void input(Input input) {
        if (!playhead.atEnd()) {
            survey.depart();
            playhead.fork(branches.size());
            branches.add(playhead.branch());
        }
        playhead.record(input);
        exitTold = false;
    }

    /** Forward, replaying and then recording on, from a breakpoint's point of view: one at the present pc stops. */
    public Stop forward(StopPoints stops, long limit, Live live) {
        boolean wake = false;
        while (true) {
            if (live.interrupted()) {
                return arrived(Stop.Reason.PAUSE, "Paused");
            }
            takeInputs(live);
            if (machine.steps() >= limit) {
                return arrived(Stop.Reason.STEP, "");
            }
            long before = machine.steps();
            int inputs = playhead.applied();
            boolean paced = !wake && playhead.atEnd() && live.paces();
            Exit exit = survey.run(
                    wake ? before + 1 : limit,
                    stops.stoppingAtCrash(true, crashesTold).stoppingWhenIdle(paced));
            wake = false;
            exitTold &= machine.steps() == before;
            if (exit instanceof Exit.Idle idle) {
                if (!idle(idle, live)) {
                    return arrived(Stop.Reason.IDLE, "Every hart waits for an interrupt, and none can come.");
                }
                wake = playhead.applied() == inputs && !live.interrupted() && idle.nanos() != Exit.Idle.FOREVER;
            } else if (!(exit instanceof Exit.Limit)) {
                return stopped(exit);
            }
        }
    }

    /** As {@link #forward}, but first steps off a breakpoint at the present pc. */
    public Stop resume(StopPoints stops, long limit, Live live) {
        long next = machine.steps() + 1;
        boolean enough = stops.isUntilStepOf(machine.inspect().nextHart());
        Stop first = forward(stops.withBreakpoints(List.of()), Math.min(limit, next), live);
        boolean goOn = first.reason() == Stop.Reason.STEP && machine.steps() < limit && !enough;
        return goOn ? forward(stops, limit, live) : first;
    }

    /** To the last hit of {@code stops} before the present place, but not before {@code limit}. */
    public Stop backward(StopPoints stops, long limit, Live live) {
        forgetTold();
        long origin = machine.steps();
        long floor = Math.max(limit, start());
        survey.leaveCheckpoint(true);
        Optional<Hit> hit = new BackwardSearch(playhead, survey, checkpoints, index, stops.remembering(true), live)
                .lastBefore(origin, floor);
        if (live.interrupted()) {
            travel(playhead.branch(), origin, Live.NONE);
            return arrived(Stop.Reason.PAUSE, "Paused");
        }
        travel(playhead.branch(), hit.map(Hit::step).orElse(floor), Live.NONE);
        if (hit.isPresent()) {
            return met(hit.get());
        }
        return floor == start() ? atStart() : arrived(Stop.Reason.STEP, "");
    }

    /** To a step of the present branch; beyond its end, records on. START only where {@code step} lies before it. */
    public Stop seek(long step, Live live) {
        return seek(new Moment(playhead.branch().id(), step), live);
    }

    /** To a moment of any branch. */
    public Stop seek(Moment target, Live live) {
        if (target.branch() < 0 || target.branch() >= branches.size()) {
            throw new IllegalArgumentException("There is no branch " + target.branch() + ".");
        }
        forgetTold();
        Branch branch = branches.get(target.branch());
        travel(branch, Math.min(Math.max(target.step(), start()), branch.end()), live);
        if (live.interrupted()) {
            return arrived(Stop.Reason.PAUSE, "Paused");
        }
        if (target.step() > branch.end()) {
            return forward(StopPoints.NONE, target.step(), live);
        }
        return target.step() < start() ? atStart() : arrived(Stop.Reason.STEP, "");
    }

    /** A stop here, for a reason of the caller's. */
    public Stop arrived(Stop.Reason reason, String description) {
        return new Stop(reason, moment(), Optional.empty(), description, 0);
    }

    private Stop atStart() {
        return arrived(Stop.Reason.START, "Start of recorded history");
    }

    private void takeInputs(Live live) {
        if (playhead.atEnd()) {
            live.inputs().forEach(this::input);
        }
    }

    private boolean idle(Exit.Idle idle, Live live) {
        if (!live.idle(idle.nanos())) {
            return false;
        }
        List<Input> arrived = live.interrupted() ? List.of() : live.inputs();
        arrived.forEach(this::input);
        return true;
    }

    /** Replays to a recorded step, from the nearest checkpoint or from here, leaving checkpoints on the approach. */
    private void travel(Branch branch, long target, Live live) {
        Checkpoint nearest = checkpoints.floor(branch, target);
        if (nearest == null) {
            throw new IllegalStateException("no checkpoint at or before step " + target);
        }
        boolean onTheWay =
                playhead.branch() == branch && machine.steps() <= target && nearest.step() <= machine.steps();
        if (!onTheWay) {
            survey.restore(nearest, branch);
        }
        long base = machine.steps();
        for (long distance : APPROACH) {
            long place = target - distance;
            if (place - base >= distance) {
                replay(place, live);
                if (live.interrupted()) {
                    return;
                }
                survey.leaveCheckpoint(true);
                base = place;
            }
        }
        replay(target, live);
    }

    private void replay(long target, Live live) {
        while (machine.steps() < target && !live.interrupted()) {
            survey.run(target, StopPoints.NONE);
        }
    }

    private Stop stopped(Exit exit) {
        if (exit instanceof Exit.Breakpoint breakpoint) {
            return met(breakpoint.hit());
        }
        if (exit instanceof Exit.Access access) {
            return met(access.hit());
        }
        if (exit instanceof Exit.Stepped) {
            return arrived(Stop.Reason.STEP, "");
        }
        if (exit instanceof Exit.Crash crash) {
            crashesTold.add(crash.epc());
            int cause = crash.cause() >>> 31 == 0 ? (int) crash.cause() : -1;
            return new Stop(Stop.Reason.EXCEPTION, moment(), Optional.empty(), crash.text(), cause);
        }
        if (exit instanceof Exit.Halted halted) {
            Stop.Reason reason = exitTold ? Stop.Reason.ENDED : Stop.Reason.EXIT;
            String text = "The guest " + (exitTold ? "exited" : "exits") + " with status " + halted.status() + ".";
            exitTold = true;
            return new Stop(reason, moment(), Optional.empty(), text, halted.status());
        }
        throw new IllegalStateException("not a stop: " + exit);
    }

    private Stop met(Hit hit) {
        if (hit instanceof Hit.Step) {
            return arrived(Stop.Reason.STEP, "");
        }
        Stop.Reason reason = hit instanceof Hit.Code ? Stop.Reason.BREAKPOINT : Stop.Reason.WATCHPOINT;
        return new Stop(reason, moment(), Optional.of(hit), "", 0);
    }

    /** Who goes back may meet the same exit and the same crashes again, and is told again. */
    private void forgetTold() {
        crashesTold.clear();
        exitTold = false;
    }
}
