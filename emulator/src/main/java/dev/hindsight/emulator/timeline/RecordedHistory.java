package dev.hindsight.emulator.timeline;

import dev.hindsight.emulator.machine.Snapshot;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * History that was recorded before, for a timeline to be opened with. It is replayed and never lengthened: what a user
 * changes opens a new branch.
 *
 * @param lines the branches, by number from 0, parents before children
 * @param places where one can be without replaying; the timeline takes the snapshots over
 */
public record RecordedHistory(List<Line> lines, List<Bookmark> bookmarks, List<Place> places) {
    /** Nothing was recorded: the machine is live. */
    public static final RecordedHistory NONE = new RecordedHistory(List.of(), List.of(), List.of());

    public RecordedHistory {
        lines = List.copyOf(lines);
        bookmarks = List.copyOf(bookmarks);
        places = List.copyOf(places);
    }

    /**
     * A recorded branch.
     *
     * @param parent -1 for the first
     * @param sharedInputs how many inputs of the parent had taken effect at the fork
     * @param inputs those that came after
     * @param name empty if it has none
     * @param deleted whether it was deleted, with all that grew from it; its number is not given again
     * @param hashes of the state at some of its own steps, after the inputs there
     */
    public record Line(
            int parent,
            long forkStep,
            int sharedInputs,
            List<TimedInput> inputs,
            long end,
            String name,
            boolean deleted,
            SortedMap<Long, Long> hashes) {
        public Line {
            inputs = List.copyOf(inputs);
            hashes = Collections.unmodifiableSortedMap(new TreeMap<>(hashes));
        }

        /** The same, with nothing to compare a replay with. */
        public Line withoutHashes() {
            return new Line(parent, forkStep, sharedInputs, inputs, end, name, deleted, Collections.emptySortedMap());
        }
    }

    /** A state on a branch, where so many of its inputs had taken effect. */
    public record Place(int branch, int inputsApplied, Snapshot snapshot) {}
}
