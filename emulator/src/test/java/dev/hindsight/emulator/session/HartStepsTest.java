package dev.hindsight.emulator.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.Emulator;
import dev.hindsight.emulator.GuestConfig;
import dev.hindsight.emulator.MachineConfig;
import dev.hindsight.emulator.client.TimelineClient;
import dev.hindsight.emulator.machine.Machine;
import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.timeline.Stop;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A step of one hart of several: the schedule runs until that hart has made it, in both directions. */
class HartStepsTest {
    private static final Path GUEST =
            Path.of(System.getProperty("hindsight.root"), "emulator/src/test/guests/harts-rv64.elf");
    private static final int STEPS = 300_000;
    private static final int MOVES = 300;

    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void theScheduleRunsUntilTheHartHasMadeItsStep(int harts) {
        GuestConfig config = GuestConfig.of(GUEST)
                .on(MachineConfig.STANDARD.withHarts(harts))
                .unpaced();
        int[] who = schedule(Emulator.machine(config));
        Random random = new Random(harts);
        try (TimelineSession session = Emulator.start(config)) {
            TimelineClient client = session.join("test", event -> {});
            client.travel(mover -> mover.seek(STEPS)).join();
            for (int i = 0; i < MOVES; i++) {
                int hart = random.nextInt(harts);
                if (i % 10 == 0) {
                    long place = random.nextInt(STEPS);
                    client.travel(mover -> mover.seek(place)).join();
                }
                boolean forward = random.nextBoolean();
                int from = Math.toIntExact(client.view().step());
                Stop stop = client.travel(mover -> forward ? mover.stepForward(hart, 1) : mover.stepBackward(hart))
                        .join();
                long expected = forward ? next(who, hart, from) + 1 : last(who, hart, from);
                if (expected <= STEPS) {
                    assertThat(stop.step()).isEqualTo(Math.max(expected, 0));
                    assertThat(stop.reason()).isEqualTo(expected < 0 ? Stop.Reason.START : Stop.Reason.STEP);
                }
                if (stop.step() > STEPS) {
                    client.travel(mover -> mover.seek(STEPS / 2)).join();
                }
            }
        }
    }

    /** Who makes each step. */
    private static int[] schedule(Machine machine) {
        int[] who = new int[STEPS];
        for (int step = 0; step < STEPS; step++) {
            who[step] = machine.inspect().nextHart();
            machine.run(step + 1, StopPoints.NONE);
        }
        return who;
    }

    private static long next(int[] who, int hart, int from) {
        return LongStream.range(from, STEPS)
                .filter(step -> who[(int) step] == hart)
                .findFirst()
                .orElse(STEPS);
    }

    private static long last(int[] who, int hart, int from) {
        return LongStream.iterate(Math.min(from, STEPS) - 1L, step -> step >= 0, step -> step - 1)
                .filter(step -> who[(int) step] == hart)
                .findFirst()
                .orElse(-1);
    }
}
