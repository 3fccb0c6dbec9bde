package dev.hindsight.emulator.timeline;

import dev.hindsight.emulator.machine.Snapshot;

/**
 * A snapshot that we keep to come back fast, on the branch where it was taken.
 *
 * @param applied how many inputs of the branch's log had taken effect
 * @param passing left while approaching a place; goes first when memory is short
 */
record Checkpoint(Snapshot snapshot, Branch branch, int applied, boolean passing) {
    long step() {
        return snapshot.steps();
    }
}
