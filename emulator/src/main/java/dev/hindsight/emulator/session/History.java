package dev.hindsight.emulator.session;

import dev.hindsight.emulator.timeline.BranchInfo;
import dev.hindsight.emulator.timeline.Moment;
import java.util.List;

/**
 * What is recorded.
 *
 * @param here where the machine stands
 * @param start the first recorded step
 * @param end the last recorded step of the present branch
 * @param branches all branches, by number
 * @param bytes what the snapshots hold together
 * @param checkpoints how many places one can come back to without a longer replay
 */
public record History(Moment here, long start, long end, List<BranchInfo> branches, long bytes, int checkpoints) {
    public History {
        branches = List.copyOf(branches);
    }
}
