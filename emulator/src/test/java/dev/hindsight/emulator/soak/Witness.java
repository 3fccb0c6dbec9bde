package dev.hindsight.emulator.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.machine.Machine;
import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.timeline.Bookmark;
import dev.hindsight.emulator.timeline.Journal;
import dev.hindsight.emulator.timeline.Mark;
import dev.hindsight.emulator.timeline.TimedInput;
import dev.hindsight.emulator.timeline.Timeline;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Knows each state that anyone ever stood at by its hash, and what was put into the machine, so that a machine which only
 * ever runs forward can be asked whether it was right. Safe on any thread.
 */
final class Witness implements Journal {
    private final Map<Mark, Long> hashes = new ConcurrentHashMap<>();
    private final Map<Integer, List<TimedInput>> inputs = new HashMap<>(Map.of(0, List.of()));

    /** Somebody stands here; the state must be the one that was here before. */
    void sees(Mark mark, long hash, String how) {
        Long before = hashes.putIfAbsent(mark, hash);
        if (before != null && before != hash) {
            throw new AssertionError("two states at %s: the second came %s".formatted(mark, how));
        }
    }

    int states() {
        return hashes.size();
    }

    /** Compares states with those of machines that run straight there. */
    void compareWithPlainRuns(Supplier<Machine> machines, Random random, int most) {
        List<Mark> marks = new ArrayList<>(hashes.keySet());
        Collections.shuffle(marks, random);
        for (Mark mark : marks.subList(0, Math.min(most, marks.size()))) {
            Machine machine = machines.get();
            for (TimedInput each : inputsOf(mark.moment().branch()).subList(0, mark.inputs())) {
                machine.run(each.step(), StopPoints.NONE);
                machine.deliver(each.input());
            }
            machine.run(mark.moment().step(), StopPoints.NONE);
            assertThat(machine.hash()).as("plain run to %s", mark).isEqualTo(hashes.get(mark));
        }
    }

    private synchronized List<TimedInput> inputsOf(int branch) {
        return inputs.get(branch);
    }

    @Override
    public synchronized void branched(int branch, int parent, long step, int sharedInputs) {
        inputs.put(branch, List.copyOf(inputs.get(parent).subList(0, sharedInputs)));
    }

    @Override
    public synchronized void input(int branch, TimedInput input) {
        List<TimedInput> longer = new ArrayList<>(inputs.get(branch));
        longer.add(input);
        inputs.put(branch, longer);
    }

    @Override
    public void reached(int branch, long step, int inputsApplied, LongSupplier hash) {}

    @Override
    public void named(int branch, String name) {}

    @Override
    public void deleted(int branch) {}

    @Override
    public void bookmarked(Bookmark bookmark) {}

    @Override
    public void bookmarkDeleted(int id) {}

    @Override
    public void close(Timeline timeline) {}
}
