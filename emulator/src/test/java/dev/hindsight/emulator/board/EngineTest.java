package dev.hindsight.emulator.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.engine.ExecutionEngine;
import dev.hindsight.emulator.machine.Bytes;
import dev.hindsight.emulator.machine.Exit;
import dev.hindsight.emulator.machine.Hit;
import dev.hindsight.emulator.machine.Input;
import dev.hindsight.emulator.machine.Snapshot;
import dev.hindsight.emulator.machine.StopPoints;
import java.io.IOException;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What every engine does as the interpreter does it in single steps: states, hits, and footprints that do not say too
 * little. A subclass for each engine.
 */
abstract class EngineTest {
    private static final int SPANS = 300;
    private static final int LONGEST_SPAN = 300;
    private static final int LONGEST_SLICE = 60;

    /** Makes the engine that is tested; whatever it does at random follows from {@code random}. */
    abstract ExecutionEngine.Factory engine(Random random);

    @TestFactory
    Stream<DynamicTest> itRunsEveryGuestAsSingleStepsDo() throws IOException {
        return TestGuests.all().entrySet().stream()
                .map(guest -> DynamicTest.dynamicTest(
                        guest.getKey(),
                        () -> new Comparison(
                                        guest.getValue().get(), guest.getValue().get())
                                .run()));
    }

    /** Two machines with the same guest, one span of steps after the other. */
    private final class Comparison {
        private final Random random = new Random(5);
        private final Board single;
        private final Board tested;
        private final RandomStops chooser = new RandomStops(random);
        private final TouchedBySteps touched = new TouchedBySteps();
        private Optional<Pair> back = Optional.empty();

        private record Pair(Snapshot single, Snapshot tested) {}

        Comparison(Board single, Board tested) {
            this.single = single;
            this.tested = tested;
        }

        void run() {
            useEngine();
            Input typed = new Input.Serial(Bytes.utf8("help\rstatus\r"));
            single.deliver(typed);
            tested.deliver(typed);
            boolean ended = false;
            for (int spans = 0; spans < SPANS && !ended; spans++) {
                long from = single.steps();
                span();
                ended = single.steps() == from && back.isEmpty();
                if (random.nextInt(20) == 0) {
                    useEngine();
                }
                if (back.isPresent() && random.nextInt(4) == 0) {
                    patch();
                }
                if (random.nextInt(3) == 0) {
                    touched.check(tested.takeFootprint());
                    seek();
                }
            }
            assertThat(single.steps()).isPositive();
            touched.check(tested.takeFootprint());
        }

        private void useEngine() {
            tested.useEngine(engine(new Random(random.nextInt())));
        }

        private void span() {
            StopPoints stops = chooser.next();
            long end = single.steps() + 1 + random.nextInt(LONGEST_SPAN);
            // With nothing to look for, the single steps show all writes, of which the tested machine watches none.
            boolean plain = stops == StopPoints.NONE;
            Exit expected = singleSteps(end, plain ? RandomStops.EVERY_WRITE : stops);
            Exit actual = slices(end, stops);
            String what = "%s to step %d".formatted(chooser, end);
            assertThat(tested.steps()).as(what).isEqualTo(single.steps());
            assertThat(actual)
                    .as(what)
                    .isEqualTo(plain && expected instanceof Exit.Limit ? new Exit.Limit(null) : expected);
            isEqual(what);
            if (!(expected instanceof Exit.Limit)) {
                touched.stands(single);
                single.run(single.steps() + 1, StopPoints.NONE);
                tested.run(tested.steps() + 1, StopPoints.NONE);
                isEqual(what + ", and a step beyond");
            }
        }

        private void isEqual(String what) {
            assertThat(tested.hash()).as(what).isEqualTo(single.hash());
            assertThat(tested.drain()).as(what).isEqualTo(single.drain());
        }

        /** Up to the limit or another exit; with the last of the hits that were kept. */
        private Exit singleSteps(long end, StopPoints stops) {
            Optional<Hit> last = Optional.empty();
            while (single.steps() < end) {
                touched.stands(single);
                chooser.passed(single);
                Exit exit = single.run(single.steps() + 1, stops);
                Optional<Hit> hit = hit(exit);
                hit.ifPresent(each -> touched.met(each, stops));
                hit.ifPresent(chooser::met);
                last = hit.or(lastOf(last));
                if (!(exit instanceof Exit.Limit)) {
                    return exit;
                }
            }
            return new Exit.Limit(last.orElse(null));
        }

        private Exit slices(long end, StopPoints stops) {
            Optional<Hit> last = Optional.empty();
            while (tested.steps() < end) {
                long slice = 1 + random.nextInt(random.nextBoolean() ? LONGEST_SLICE : LONGEST_SPAN);
                Exit exit = tested.run(Math.min(end, tested.steps() + slice), stops);
                last = hit(exit).or(lastOf(last));
                if (!(exit instanceof Exit.Limit)) {
                    return exit;
                }
                if (random.nextInt(8) == 0) {
                    tested.capture().release();
                }
            }
            return new Exit.Limit(last.orElse(null));
        }

        private static Supplier<Optional<Hit>> lastOf(Optional<Hit> last) {
            return () -> last;
        }

        private static Optional<Hit> hit(Exit exit) {
            if (exit instanceof Exit.Met met) {
                return Optional.of(met.hit());
            }
            return exit instanceof Exit.Limit limit ? Optional.ofNullable(limit.lastHit()) : Optional.empty();
        }

        /** Writes code from one place to another, until both go back. */
        private void patch() {
            long to = chooser.pc();
            byte[] code = single.inspect().read(0, chooser.pc(), Integer.BYTES);
            if (single.inspect().writable(0, to, code.length)) {
                Input written = new Input.WriteMemory(0, to, Bytes.of(code));
                single.deliver(written);
                tested.deliver(written);
            }
        }

        /** Both go back to where they were, or remember where they are. */
        private void seek() {
            back.ifPresent(to -> {
                single.restore(to.single());
                tested.restore(to.tested());
                to.single().release();
                to.tested().release();
                isEqual("after going back");
            });
            back = back.isPresent() ? Optional.empty() : Optional.of(new Pair(single.capture(), tested.capture()));
        }
    }
}
