package dev.hindsight.emulator.timeline;

import dev.hindsight.emulator.machine.Difference;
import dev.hindsight.emulator.machine.Machine;
import dev.hindsight.emulator.machine.Snapshot;
import dev.hindsight.emulator.machine.StopPoints;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What happens where a replay does not come to the state that was recorded: the user is told what differs, as far as a
 * snapshot from then can tell, and history goes on from that snapshot.
 */
final class DivergenceHandler {
    /** Who has heard so often will not listen any more. */
    private static final int MOST_TOLD = 20;
    /** So many steps are replayed to learn what differs: a third of a second. */
    private static final long FARTHEST = 1 << 26;

    private final Machine machine;
    private final ReplayCursor cursor;
    private final Checkpoints checkpoints;
    private final Set<Moment> told = new HashSet<>();
    private long raised;
    private Consumer<Divergence> listener = divergence -> {};

    DivergenceHandler(Machine machine, ReplayCursor cursor, Checkpoints checkpoints) {
        this.machine = machine;
        this.cursor = cursor;
        this.checkpoints = checkpoints;
    }

    void tell(Consumer<Divergence> next) {
        listener = next;
    }

    /** How often a replay was not what was recorded. */
    long raised() {
        return raised;
    }

    /** The machine stands at {@code step}, on its way there or past it, and its hash is not the one recorded. */
    void raise(long step) {
        raised++;
        Branch branch = cursor.branch();
        checkpoints.dropPassing();
        int most = cursor.heldBackAfter();
        cursor.holdBackAfter(ReplayCursor.ALL);
        String what = compare(branch, step, most);
        cursor.holdBackAfter(most);
        Moment moment = new Moment(branch.id(), step);
        if (told.size() < MOST_TOLD && told.add(moment)) {
            listener.accept(new Divergence(
                    moment, "The replay of step %,d differs from the recording: %s.".formatted(step, what)));
        }
    }

    private String compare(Branch branch, long step, int most) {
        Checkpoint witness = checkpoints.ceiling(branch, step);
        if (witness == null || witness.step() - step > FARTHEST) {
            return "what differs is unknown, because no snapshot near it is left";
        }
        if (witness.step() > step) {
            cursor.run(witness.step(), StopPoints.NONE);
        }
        String difference = differenceTo(witness.snapshot());
        cursor.holdBackAfter(most);
        goOn(branch, step, most);
        return witness.step() == step ? difference : "at step %,d, %s".formatted(witness.step(), difference);
    }

    private String differenceTo(Snapshot recorded) {
        Snapshot replayed = machine.capture();
        List<Difference> found = machine.differences(recorded, replayed, 1);
        replayed.release();
        return found.isEmpty() ? "only the hashes differ" : found.get(0).text();
    }

    /** From a snapshot that was taken while recording, not from what is in doubt. */
    private void goOn(Branch branch, long step, int most) {
        @Nullable Checkpoint from = checkpoints.floor(branch, step, most);
        if (from != null) {
            cursor.restore(from, branch);
            cursor.run(step, StopPoints.NONE);
        }
    }
}
