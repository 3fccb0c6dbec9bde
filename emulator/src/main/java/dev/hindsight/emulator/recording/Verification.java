package dev.hindsight.emulator.recording;

import dev.hindsight.emulator.machine.Difference;
import dev.hindsight.emulator.machine.Machine;
import dev.hindsight.emulator.machine.Snapshot;
import dev.hindsight.emulator.timeline.Journal;
import dev.hindsight.emulator.timeline.Mark;
import dev.hindsight.emulator.timeline.Moment;
import dev.hindsight.emulator.timeline.RecordedHistory;
import dev.hindsight.emulator.timeline.RunCallbacks;
import dev.hindsight.emulator.timeline.Timeline;
import dev.hindsight.emulator.timeline.TimelineException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Replays every branch of a recording and compares every hash that it holds. */
public final class Verification {
    private final Recording recording;
    private final Machine machine;
    private final LongConsumer progress;
    private long hashes;
    private long steps;

    /**
     * @param hashes how many were compared
     * @param steps how many were replayed
     * @param mismatch a sentence on the first that was not as recorded, empty if all were
     */
    public record Result(long hashes, long steps, Optional<String> mismatch) {}

    /** {@code machine} stands before its first step; {@code progress} hears how many steps have been replayed. */
    public Verification(Recording recording, Machine machine, LongConsumer progress) {
        this.recording = recording;
        this.machine = machine;
        this.progress = progress;
    }

    /** How many steps there are to replay. */
    public static long length(Recording recording) {
        return recording.lines().stream()
                .filter(line -> !line.deleted())
                .mapToLong(line -> line.end() - line.forkStep())
                .sum();
    }

    /** {@code budget} is what the timeline may take that replays. */
    public Result run(long budget) {
        Optional<String> mismatch;
        try {
            mismatch = branches(budget).or(this::snapshots);
        } catch (TimelineException e) {
            mismatch = Optional.of(String.valueOf(e.getMessage()));
        }
        return new Result(hashes, steps, mismatch);
    }

    private Optional<String> branches(long budget) {
        // A timeline compares hashes on its own, and goes on: here, we do.
        RecordedHistory past = recording.pastWithoutStates();
        List<RecordedHistory.Line> lines = past.lines();
        Timeline timeline = new Timeline(machine, budget, output -> {}, past, Journal.NONE);
        for (int number = 0; number < lines.size(); number++) {
            Optional<String> mismatch =
                    lines.get(number).deleted() ? Optional.empty() : branch(timeline, number, lines.get(number));
            if (mismatch.isPresent()) {
                return mismatch;
            }
        }
        return Optional.empty();
    }

    private Optional<String> branch(Timeline timeline, int number, RecordedHistory.Line line) {
        long before = line.forkStep();
        List<HashMark> marks = recording.allMarks().stream()
                .filter(mark -> mark.branch() == number)
                .sorted(Comparator.comparingLong(HashMark::step).thenComparingInt(HashMark::inputsApplied))
                .toList();
        for (HashMark mark : marks) {
            timeline.seek(new Mark(new Moment(number, mark.step()), mark.inputsApplied()), RunCallbacks.NONE);
            advance(mark.step() - before);
            before = Math.max(before, mark.step());
            if (timeline.hash() != mark.hash()) {
                return Optional.of("The state at step %,d of branch %d differs from the recorded one%s."
                        .formatted(mark.step(), number, difference(timeline, mark)));
            }
            hashes++;
        }
        timeline.seek(new Moment(number, line.end()), RunCallbacks.NONE);
        advance(line.end() - before);
        return Optional.empty();
    }

    /** What differs, as far as a snapshot tells that was recorded then or later. */
    private String difference(Timeline timeline, HashMark mark) {
        Optional<SnapshotReader.Stored> witness = recording.stored().stream()
                .filter(stored -> stored.branch() == mark.branch() && stored.step() >= mark.step())
                .min(Comparator.comparingLong(SnapshotReader.Stored::step));
        if (witness.isEmpty()) {
            return "";
        }
        timeline.seek(new Moment(mark.branch(), witness.get().step()), RunCallbacks.NONE);
        Snapshot replayed = machine.capture();
        List<Difference> found = List.of();
        try {
            Snapshot recorded = recording.load(witness.get(), machine);
            found = machine.differences(recorded, replayed, 1);
            recorded.release();
        } catch (RecordingException otherMachine) {
            // That the states differ is known; of a machine with other parts, no more can be said.
        }
        replayed.release();
        return found.isEmpty()
                ? ""
                : ": at step %,d, %s"
                        .formatted(witness.get().step(), found.get(0).text());
    }

    private void advance(long made) {
        steps += Math.max(0, made);
        progress.accept(steps);
    }

    private Optional<String> snapshots() {
        for (SnapshotReader.Stored stored : recording.stored()) {
            Optional<HashMark> mark = recording.marks().stream()
                    .filter(each -> each.branch() == stored.branch() && each.step() == stored.step())
                    .findFirst();
            if (mark.isPresent()) {
                Snapshot state = recording.load(stored, machine);
                machine.restore(state);
                state.release();
                if (machine.hash() != mark.get().hash()) {
                    return Optional.of("The snapshot at step %,d of branch %d differs from the recorded state."
                            .formatted(stored.step(), stored.branch()));
                }
                hashes++;
            }
        }
        return Optional.empty();
    }
}
