package dev.hindsight.emulator.recording;

import dev.hindsight.emulator.state.StateException;
import dev.hindsight.emulator.timeline.RecordedHistory;
import dev.hindsight.emulator.timeline.TimedInput;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Puts a branch together as its chunks come. */
final class LineBuilder {
    private final @Nullable LineBuilder parent;
    private final int parentNumber;
    private final long forkStep;
    private final int sharedInputs;
    private final List<TimedInput> inputs = new ArrayList<>();
    private final List<HashMark> marks = new ArrayList<>();
    private long end;
    private String name = "";
    private boolean deleted;

    private LineBuilder(@Nullable LineBuilder parent, int parentNumber, long forkStep, int sharedInputs) {
        this.parent = parent;
        this.parentNumber = parentNumber;
        this.forkStep = forkStep;
        this.sharedInputs = sharedInputs;
        this.end = forkStep;
    }

    static LineBuilder root() {
        return new LineBuilder(null, -1, 0, 0);
    }

    static LineBuilder fork(LineBuilder parent, int parentNumber, long step, int sharedInputs) {
        if (step < 0 || parent.inputsUpTo(step) < sharedInputs) {
            throw new StateException("A branch begins at a step that its parent does not have.");
        }
        parent.reached(step);
        return new LineBuilder(parent, parentNumber, step, sharedInputs);
    }

    void input(TimedInput input) {
        long last = inputs.isEmpty() ? forkStep : inputs.get(inputs.size() - 1).step();
        if (input.step() < last
                || !marks.isEmpty()
                        && input.step() < marks.get(marks.size() - 1).step()) {
            throw new StateException("An input is out of order.");
        }
        inputs.add(input);
        reached(input.step());
    }

    void reached(long step) {
        end = Math.max(end, step);
    }

    /** How many inputs have taken effect at {@code step}, those of the parent included. */
    int inputsUpTo(long step) {
        int most = Integer.MAX_VALUE;
        LineBuilder line = this;
        while (line.parent != null && step < line.forkStep) {
            most = Math.min(most, line.sharedInputs);
            line = line.parent;
        }
        return Math.min(most, line.sharedInputs + line.ownInputsUpTo(step));
    }

    /** They lie in the order of their steps. */
    private int ownInputsUpTo(long step) {
        int low = 0;
        int high = inputs.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (inputs.get(middle).step() <= step) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    void name(String given) {
        name = given;
    }

    void delete() {
        deleted = true;
        name = "";
    }

    void hash(HashMark mark) {
        if (mark.inputsApplied() > inputsUpTo(mark.step()) || mark.inputsApplied() < inputsUpTo(mark.step() - 1)) {
            throw new StateException("A hash belongs to a state that does not exist.");
        }
        reached(mark.step());
        marks.add(mark);
    }

    /** Also those that more inputs at the same step overtook. */
    List<HashMark> allMarks() {
        return marks;
    }

    /** Without those: the state at a step is the one after all inputs there. */
    List<HashMark> marks() {
        return marks.stream()
                .filter(mark -> inputsUpTo(mark.step()) == mark.inputsApplied())
                .toList();
    }

    RecordedHistory.Line build() {
        SortedMap<Long, Long> hashes = new TreeMap<>();
        marks().forEach(mark -> hashes.put(mark.step(), mark.hash()));
        return new RecordedHistory.Line(parentNumber, forkStep, sharedInputs, inputs, end, name, deleted, hashes);
    }
}
