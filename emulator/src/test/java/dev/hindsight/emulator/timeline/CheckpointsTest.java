package dev.hindsight.emulator.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.machine.Snapshot;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckpointsTest {
    private final Checkpoints checkpoints = new Checkpoints(Long.MAX_VALUE, () -> 0, List::of);

    private Checkpoint leave(Branch branch, long step, int inputs) {
        Snapshot state = new Snapshot() {
            @Override
            public long steps() {
                return step;
            }

            @Override
            public void release() {}
        };
        Checkpoint checkpoint = new Checkpoint(state, branch, inputs, false);
        checkpoints.add(checkpoint, 0);
        return checkpoint;
    }

    @Test
    void aStateBeforeTheFirstInputOfAForkIsReachedFromItsParent() {
        Branch root = Branch.root(0);
        Checkpoint first = leave(root, 0, 0);
        Branch fork = root.fork(1, 0, 0);
        Checkpoint behindTheInput = leave(fork, 0, 1);

        assertThat(checkpoints.floor(fork, 0)).isEqualTo(behindTheInput);
        assertThat(checkpoints.floor(fork, 0, 0)).isEqualTo(first);
        assertThat(checkpoints.floor(fork, 100, 0)).isEqualTo(first);
    }
}
