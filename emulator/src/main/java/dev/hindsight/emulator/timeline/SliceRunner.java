package dev.hindsight.emulator.timeline;

import dev.hindsight.emulator.machine.Exit;
import dev.hindsight.emulator.machine.Footprint;
import dev.hindsight.emulator.machine.Machine;
import dev.hindsight.emulator.machine.StopPoints;

/**
 * Runs through history in slices. Where the machine comes for the first time, checkpoints and cells of the index are left
 * behind; where it has been before, its state is compared with the hashes taken then.
 */
final class SliceRunner {
    /** A travel looks up from the machine this often: some milliseconds. */
    private static final long SLICE = 1 << 20;

    private final Machine machine;
    private final ReplayCursor cursor;
    private final Checkpoints checkpoints;
    private final Index index;
    private final CheckpointSchedule schedule;
    private final DivergenceHandler divergences;
    /** The machine's footprint is that of the steps from {@link #since} to here. */
    private boolean collecting;

    private long since;
    private long compared;
    private long captured;

    SliceRunner(
            Machine machine, ReplayCursor cursor, Checkpoints checkpoints, Index index, DivergenceHandler divergences) {
        this.machine = machine;
        this.cursor = cursor;
        this.checkpoints = checkpoints;
        this.index = index;
        this.schedule = new CheckpointSchedule(machine);
        this.divergences = divergences;
    }

    /** Runs a slice, to {@code limit} at most. */
    Exit run(long limit, StopPoints stops) {
        long from = machine.steps();
        Branch branch = cursor.branch();
        long slice = Math.min(limit, from + SLICE);
        // Live inputs wait at the end of what is recorded.
        long edge = from < branch.end() ? Math.min(slice, branch.end()) : slice;
        return from == branch.explored() ? explore(edge, stops) : retrace(edge, stops);
    }

    private Exit explore(long limit, StopPoints stops) {
        if (!collecting) {
            machine.takeFootprint();
            collecting = true;
            since = machine.steps();
        }
        Exit exit = runToRecordedHash(Math.min(limit, schedule.due(since)), stops);
        if (schedule.due(since) <= machine.steps()) {
            schedule.captures(machine.steps(), machine.captureBytes());
            leaveCheckpoint(false);
            closeCell();
            fitBudget();
        }
        return exit;
    }

    private Exit retrace(long limit, StopPoints stops) {
        long from = machine.steps();
        Branch branch = cursor.branch();
        if (from > branch.explored()) {
            return runToRecordedHash(limit, stops);
        }
        long known = Math.min(limit, branch.explored());
        Cell cell = index.endingBehind(branch, from);
        Exit exit = cursor.run(cell == null ? known : Math.min(known, cell.to()), stops);
        if (cell != null && cell.to() == machine.steps() && cell.applied() == cursor.applied()) {
            compare(cell);
        }
        return exit;
    }

    /** Where this process has not been, a recording may know better. */
    private Exit runToRecordedHash(long limit, StopPoints stops) {
        Branch branch = cursor.branch();
        Exit exit = cursor.run(Math.min(limit, branch.nextRecordedHash(machine.steps())), stops);
        // A recording knows the states after all inputs at their step.
        if (cursor.hasArrived() && !branch.mayHaveHash(machine.steps(), machine::hash)) {
            divergences.raise(machine.steps());
        }
        return exit;
    }

    /** Not where hashing what was written since would take longer than a tenth of the time that it took to write it. */
    private void compare(Cell cell) {
        if (CheckpointSchedule.stepsOf(machine.captureBytes()) <= cell.to() - compared) {
            compared = cell.to();
            if (machine.hash() != cell.hash()) {
                divergences.raise(cell.to());
            }
        }
    }

    private void closeCell() {
        Footprint footprint = machine.takeFootprint();
        if (machine.steps() > since) {
            index.add(cursor.branch(), new Cell(since, machine.steps(), footprint, machine.hash(), cursor.applied()));
        }
        since = machine.steps();
    }

    /** A cell that was closed took memory, too. Not before a checkpoint is restored that might have to go. */
    private void fitBudget() {
        checkpoints.makeRoom(0, machine.steps());
    }

    /** Goes to a checkpoint, which may lie on an ancestor of {@code branch}, and is then on {@code branch}. */
    void restore(Checkpoint checkpoint, Branch branch) {
        depart();
        cursor.restore(checkpoint, branch);
        fitBudget();
        compared = machine.steps();
        captured = machine.steps();
    }

    /** What comes next does not follow on what was run: a cell ends here. */
    void depart() {
        if (collecting
                && !cursor.isBroken()
                && machine.steps() == cursor.branch().explored()) {
            closeCell();
        }
        collecting = false;
    }

    /** Leaves a passing checkpoint here, if that takes no more than a tenth of the run since the last. */
    void leaveCheapCheckpoint() {
        if (CheckpointSchedule.stepsOf(machine.captureBytes()) <= machine.steps() - captured) {
            leaveCheckpoint(true);
        }
    }

    /** The one that is always there: from it every step can be reached. */
    void leaveFirstCheckpoint() {
        checkpoints.add(new Checkpoint(machine.capture(), cursor.branch(), cursor.applied(), false), machine.steps());
    }

    /** Leaves a checkpoint here, if there is room. */
    void leaveCheckpoint(boolean passing) {
        Branch owner = cursor.branch();
        long here = machine.steps();
        if (!checkpoints.has(owner, here) && checkpoints.makeRoom(machine.captureBytes(), here)) {
            captured = here;
            checkpoints.add(new Checkpoint(machine.capture(), owner, cursor.applied(), passing), here);
        }
    }
}
