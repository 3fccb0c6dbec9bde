package dev.hindsight.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.machine.Bytes;
import dev.hindsight.emulator.machine.Exit;
import dev.hindsight.emulator.machine.Hit;
import dev.hindsight.emulator.machine.Input;
import dev.hindsight.emulator.machine.Inspector;
import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.machine.Watch;
import dev.hindsight.emulator.timeline.Moment;
import dev.hindsight.emulator.timeline.RunCallbacks;
import dev.hindsight.emulator.timeline.Stop;
import dev.hindsight.emulator.timeline.Timeline;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The law, for every guest in the project: one state a step, whichever way one gets there. A plain run, without snapshots
 * or stops and in one piece, says what the states are; then the timeline walks about at random for thousands of moves.
 */
class GuestNavigationTest {
    private static final Path ROOT = Path.of(System.getProperty("hindsight.root"));
    private static final long STEPS = 3_000_000;
    private static final int SAMPLES = 1500;
    /** Fewer with -Dhindsight.moves, for who cannot wait. */
    private static final int MOVES = Integer.getInteger("hindsight.moves", 2500);

    private static final int SEARCHES = 12;

    private static final long[] TYPED_AT = {5_000, 60_000, 60_000, 900_000};
    private static final Bytes TYPED = Bytes.utf8("help\rset a 5\rget a\r");

    @TempDir
    private static Path folder;

    private static Path disk;

    @BeforeAll
    static void makeDisk() throws IOException {
        disk = Files.write(folder.resolve("disk"), new byte[300 * 512]);
    }

    static Stream<Path> guests() throws IOException {
        List<Path> guests = new ArrayList<>();
        for (String folder : List.of("examples", "examples/bench", "emulator/src/test/guests")) {
            try (DirectoryStream<Path> elves = Files.newDirectoryStream(ROOT.resolve(folder), "*.elf")) {
                elves.forEach(guests::add);
            }
        }
        return guests.stream().sorted();
    }

    private static GuestConfig config(Path guest) {
        return GuestConfig.of(guest)
                .on(machine(guest.getFileName().toString()))
                .withHistory(64L << 20)
                .unpaced();
    }

    private static MachineConfig machine(String guest) {
        if (guest.startsWith("fe310")) {
            return MachineConfig.STANDARD.withBoard(
                    ROOT.resolve("examples/fe310.board").toString());
        }
        return MachineConfig.STANDARD
                .withMemory(16L << 20)
                .withHarts(guest.startsWith("harts") ? 4 : 1)
                .withDrives(disk);
    }

    private static Timeline timeline(GuestConfig config) {
        return new Timeline(Emulator.machine(config), config.history(), output -> {});
    }

    /** The hash at each sampled step of a plain run, which ends at the last of them. */
    private record Plain(long[] steps, long[] hashes) {
        static Plain of(GuestConfig config, long steps, Random random) {
            var machine = Emulator.machine(config);
            long[] samples = Stream.concat(random.longs(SAMPLES - 2, 0, steps).boxed(), Stream.of(0L, steps))
                    .mapToLong(Long::longValue)
                    .sorted()
                    .toArray();
            long[] hashes = new long[samples.length];
            int typed = 0;
            for (int i = 0; i < samples.length; i++) {
                for (; typed < TYPED_AT.length && TYPED_AT[typed] <= samples[i]; typed++) {
                    machine.run(TYPED_AT[typed], StopPoints.NONE);
                    machine.deliver(new Input.Serial(TYPED));
                }
                machine.run(samples[i], StopPoints.NONE);
                hashes[i] = machine.hash();
            }
            return new Plain(samples, hashes);
        }

        int random(Random random) {
            return random.nextInt(steps.length);
        }

        long end() {
            return steps[steps.length - 1];
        }
    }

    /** As far as the guest goes: it may end, crash or sleep for ever before. */
    private static long record(Timeline timeline) {
        for (long at : TYPED_AT) {
            if (timeline.seek(at, RunCallbacks.NONE).reason() != Stop.Reason.STEP) {
                return timeline.end();
            }
            timeline.input(new Input.Serial(TYPED));
        }
        timeline.seek(STEPS, RunCallbacks.NONE);
        return timeline.end();
    }

    @ParameterizedTest
    @MethodSource("guests")
    void everyStepHasOneStateWhicheverWayItIsReached(Path guest) {
        GuestConfig config = config(guest);
        long seed = guest.getFileName().hashCode();
        Random random = new Random(seed);
        Timeline timeline = timeline(config);
        long end = record(timeline);
        Plain plain = Plain.of(config, end, random);
        for (int i = 0; i < MOVES; i++) {
            int sample = plain.random(random);
            long step = plain.steps()[sample];
            String how = arrive(timeline, step, random, end);
            assertThat(timeline.moment().step()).as("%s (seed %d)", how, seed).isEqualTo(step);
            assertThat(timeline.hash())
                    .as("%s: state at step %d, %s (seed %d)", guest.getFileName(), step, how, seed)
                    .isEqualTo(plain.hashes()[sample]);
        }
        assertThat(timeline.bytes()).isLessThanOrEqualTo(config.history());
    }

    private static String arrive(Timeline timeline, long step, Random random, long end) {
        switch (random.nextInt(5)) {
            case 0 -> {
                timeline.seek(step, RunCallbacks.NONE);
                return "by seek";
            }
            case 1 -> {
                timeline.seek(Math.min(end, step + 1 + random.nextInt(300)), RunCallbacks.NONE);
                while (timeline.moment().step() > step) {
                    timeline.seek(timeline.moment().step() - 1, RunCallbacks.NONE);
                }
                return "by steps back";
            }
            case 2 -> {
                timeline.seek(Math.max(0, step - random.nextInt(500)), RunCallbacks.NONE);
                while (timeline.moment().step() < step) {
                    timeline.forward(
                            StopPoints.NONE, Math.min(step, timeline.moment().step() + 7), RunCallbacks.NONE);
                }
                return "forward in small slices";
            }
            case 3 -> {
                timeline.seek(step, RunCallbacks.NONE);
                long pc = timeline.now().pc(0);
                timeline.seek(Math.min(end, step + random.nextInt(300)), RunCallbacks.NONE);
                StopPoints here = StopPoints.of(List.of(pc), List.of(Watch.write(0x80000000L, 1 << 20)));
                long from = timeline.moment().step();
                while (timeline.moment().step() > step
                        && timeline.backward(here, step, RunCallbacks.NONE).step() < from) {
                    from = timeline.moment().step();
                }
                return "by reverse continue over breakpoints and writes";
            }
            default -> {
                timeline.seek(Math.max(0, step - random.nextInt(400)), RunCallbacks.NONE);
                StopPoints writes = StopPoints.of(List.of(), List.of(Watch.write(0x80000000L, 16 << 20)));
                while (timeline.moment().step() < step) {
                    Stop stop = timeline.resume(writes, step, RunCallbacks.NONE);
                    if (stop.reason() != Stop.Reason.WATCHPOINT && stop.reason() != Stop.Reason.STEP) {
                        timeline.seek(step, RunCallbacks.NONE);
                    }
                }
                return "forward over watched writes";
            }
        }
    }

    /** The index may skip only what holds no hit: each search is compared with a plain run that remembers its last one. */
    @ParameterizedTest
    @MethodSource("guests")
    void aSearchBackwardFindsWhatAPlainRunMetLast(Path guest) {
        GuestConfig config = config(guest);
        Random random = new Random(guest.getFileName().hashCode());
        Timeline timeline = timeline(config);
        long end = record(timeline);
        for (int i = 0; i < SEARCHES; i++) {
            long sample = (long) (random.nextDouble() * end);
            timeline.seek(sample, RunCallbacks.NONE);
            Inspector then = timeline.now();
            int hart = then.nextHart();
            long sp = then.physical(hart, then.register(hart, 2).orElseThrow());
            StopPoints stops = i % 2 == 0
                    ? StopPoints.of(List.of(then.pc(hart)), List.of())
                    : StopPoints.of(List.of(), List.of(Watch.write(sp, 8)));
            Optional<Hit> last = lastOfPlainRun(config, end, stops);
            timeline.seek(end, RunCallbacks.NONE);
            Stop stop = timeline.backward(stops, 0, RunCallbacks.NONE);
            assertThat(stop.hit())
                    .as("search %d from step %d, %s", i, sample, stops)
                    .isEqualTo(last);
        }
    }

    private static Optional<Hit> lastOfPlainRun(GuestConfig config, long end, StopPoints stops) {
        var machine = Emulator.machine(config);
        Optional<Hit> last = Optional.empty();
        for (int typed = 0; machine.steps() < end; typed++) {
            boolean more = typed < TYPED_AT.length && TYPED_AT[typed] <= end;
            var exit = (Exit.Limit) machine.run(more ? TYPED_AT[typed] : end, stops.keepLast(true));
            last = Optional.ofNullable(exit.lastHit()).or(previous(last));
            if (more) {
                machine.deliver(new Input.Serial(TYPED));
            }
        }
        return last;
    }

    private static Supplier<Optional<Hit>> previous(Optional<Hit> last) {
        return () -> last;
    }

    @ParameterizedTest
    @MethodSource("guests")
    void aWriteInThePastChangesNothingThatWasRecorded(Path guest) {
        GuestConfig config = config(guest);
        Timeline timeline = timeline(config);
        long end = record(timeline);
        long recorded = timeline.hash();
        timeline.seek(end / 2, RunCallbacks.NONE);
        timeline.input(new Input.WriteRegister(0, 5, 0x5a5a));
        timeline.seek(end, RunCallbacks.NONE);
        timeline.seek(new Moment(0, end), RunCallbacks.NONE);
        assertThat(timeline.hash()).isEqualTo(recorded);
    }
}
