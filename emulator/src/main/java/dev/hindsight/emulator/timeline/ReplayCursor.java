package dev.hindsight.emulator.timeline;

import dev.hindsight.emulator.machine.Exit;
import dev.hindsight.emulator.machine.Hit;
import dev.hindsight.emulator.machine.Input;
import dev.hindsight.emulator.machine.Machine;
import dev.hindsight.emulator.machine.Output;
import dev.hindsight.emulator.machine.StopPoints;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The machine on a branch: every run delivers the recorded inputs where they belong, on arrival at their step, and tells
 * the console output that was not there before.
 */
final class ReplayCursor {
    /** No input is held back. */
    static final int ALL = Integer.MAX_VALUE;

    private final Machine machine;
    private final Consumer<List<Output>> console;
    private Branch branch;
    private int applied;
    /** No more inputs than so many take effect on arrival. */
    private int most = ALL;

    private boolean broken;
    private long stepsRun;

    ReplayCursor(Machine machine, Branch branch, Consumer<List<Output>> console) {
        this.machine = machine;
        this.branch = branch;
        this.console = console;
    }

    Branch branch() {
        return branch;
    }

    long step() {
        return machine.steps();
    }

    /** How many steps it made, the same ones again too. */
    long stepsRun() {
        return stepsRun;
    }

    /** How many inputs of the branch's log have taken effect. */
    int applied() {
        return applied;
    }

    boolean atEnd() {
        return machine.steps() == branch.end() && applied == branch.log().size();
    }

    /** Runs to {@code limit} or the first stop; a run that keeps the last hit returns it with the limit. */
    Exit run(long limit, StopPoints stops) {
        @Nullable Hit last = null;
        while (machine.steps() < limit) {
            long from = machine.steps();
            if (applied >= most && branch.log().step(applied) == from) {
                throw new IllegalStateException("An input is held back at step " + from + ".");
            }
            Exit exit = step(Math.min(limit, branch.log().step(applied)), stops);
            stepsRun += machine.steps() - from;
            arrive();
            tellNewOutput();
            branch.ran(from, machine.steps());
            if (!(exit instanceof Exit.Limit reached)) {
                return exit;
            }
            last = reached.lastHit() == null ? last : reached.lastHit();
        }
        return new Exit.Limit(last);
    }

    private Exit step(long limit, StopPoints stops) {
        broken = true;
        Exit exit = machine.run(limit, stops);
        broken = false;
        return exit;
    }

    /** Whether the machine failed in the middle of a step, for example at a disk that cannot be read any more. */
    boolean isBroken() {
        return broken;
    }

    /** Goes to a checkpoint, which may lie on an ancestor of {@code target}, and is then on {@code target}. */
    void restore(Checkpoint checkpoint, Branch target) {
        machine.restore(checkpoint.snapshot());
        broken = false;
        branch = target;
        applied = checkpoint.applied();
        arrive();
        // What those inputs made devices send was told when they came.
        machine.drain();
    }

    /**
     * On arrival, only the first {@code inputs} of the log take effect: to stand at a state that was there before more
     * came at the same step.
     */
    void holdBackAfter(int inputs) {
        most = inputs;
    }

    int heldBackAfter() {
        return most;
    }

    /** Whether all inputs that are recorded here have taken effect. */
    boolean hasArrived() {
        return branch.log().step(applied) != machine.steps();
    }

    /** Records an input here, at the branch's end, where it takes effect at once. */
    void record(Input input) {
        machine.deliver(input);
        branch.log().append(machine.steps(), input);
        applied++;
        tell(machine.drain());
    }

    /** The future from here on is another one. */
    void fork(int id) {
        branch = branch.fork(id, machine.steps(), applied);
    }

    /** "The state at step k" is the one after the inputs there. */
    void arrive() {
        while (applied < most && branch.log().step(applied) == machine.steps()) {
            deliver(branch.log().input(applied));
            applied++;
        }
    }

    /** Where it cannot be delivered, the guest came another way than when it was recorded. */
    private void deliver(Input input) {
        try {
            machine.deliver(input);
        } catch (IllegalArgumentException impossible) {
            throw new TimelineException(
                    "The input at step %,d cannot be applied here, so the replay differs from the recording: %s"
                            .formatted(machine.steps(), impossible.getMessage()));
        }
    }

    private void tellNewOutput() {
        List<Output> drained = machine.drain();
        if (!drained.isEmpty()) {
            tell(drained.stream()
                    .filter(output -> !branch.hasRun(output.step()))
                    .toList());
        }
    }

    private void tell(List<Output> fresh) {
        if (!fresh.isEmpty()) {
            console.accept(fresh);
        }
    }
}
