package dev.hindsight.adapter.cli.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.function.ObjDoubleConsumer;
import java.util.stream.IntStream;

/** Times every move through one door, over one history. */
final class Moves {
    private final TimedClient door;
    private final Landmarks marks;
    private final Effort effort;
    /** The same places for every door and every run. */
    private final Random random = new Random(2026);

    private final ObjDoubleConsumer<String> figures;

    /** {@code figures} is told each figure as soon as it is there, by its metric's name without the door's prefix. */
    Moves(TimedClient door, Landmarks marks, Effort effort, ObjDoubleConsumer<String> figures) {
        this.door = door;
        this.marks = marks;
        this.effort = effort;
        this.figures = figures;
    }

    void measure() {
        stepBackAtTheEnd();
        stepBackAnywhere();
        reverseContinue();
        lastWrite();
    }

    private void stepBackAtTheEnd() {
        door.seek(marks.end());
        both("step_back", sample(effort.steps(), i -> door.stepBack()));
    }

    /** The first step back after a seek may replay a little; it prepares the second, which is what a user repeats. */
    private void stepBackAnywhere() {
        List<Double> seeks = new ArrayList<>();
        List<Double> steps = new ArrayList<>();
        for (int i = 0; i < effort.places(); i++) {
            seeks.add(door.seek(4 + (long) (random.nextDouble() * (marks.end() - 4))));
            door.stepBack();
            steps.add(door.stepBack());
        }
        both("step_back_random", samples(steps));
        both("seek", samples(seeks));
    }

    private void reverseContinue() {
        both("reverse_continue", fromTheEnd(i -> door.reverseContinue(marks.recent())));
        figures.accept(
                "reverse_continue_cold",
                fromTheEnd(i -> door.reverseContinue(marks.entry())).median());
        figures.accept(
                "reverse_continue_none",
                fromTheEnd(i -> door.reverseContinue(marks.never())).median());
    }

    private void lastWrite() {
        List<Long> written = marks.written();
        if (!written.isEmpty()) {
            both("last_write", fromTheEnd(i -> door.lastWrite(written.get(i % written.size()), 4)));
        }
    }

    private Samples fromTheEnd(IntToDoubleFunction search) {
        return sample(effort.searches(), i -> {
            door.seek(marks.end());
            return search.applyAsDouble(i);
        });
    }

    private void both(String metric, Samples samples) {
        figures.accept(metric + "_p50", samples.median());
        figures.accept(metric + "_p99", samples.quantile(99));
    }

    private static Samples sample(int count, IntToDoubleFunction move) {
        return new Samples(IntStream.range(0, count).mapToDouble(move));
    }

    private static Samples samples(List<Double> values) {
        return new Samples(values.stream().mapToDouble(Double::doubleValue));
    }
}
