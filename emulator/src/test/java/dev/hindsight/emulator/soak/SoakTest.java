package dev.hindsight.emulator.soak;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.Emulator;
import dev.hindsight.emulator.GuestConfig;
import dev.hindsight.emulator.MachineConfig;
import dev.hindsight.emulator.client.ClientEvent;
import dev.hindsight.emulator.client.Coverage;
import dev.hindsight.emulator.client.TimelineClient;
import dev.hindsight.emulator.session.TimelineSession;
import dev.hindsight.emulator.timeline.RecordedHistory;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Several clients do anything that users may do, at random, on one machine with little room for history: each state has
 * one hash whoever comes there and however, plain runs agree, and memory stays within the budget.
 *
 * <p>{@code -Dhindsight.soak=SECONDS} says how long, all guests together; {@code -Dhindsight.seed=N} sets the dice.
 */
@Tag("tools")
class SoakTest {
    private static final Path ROOT = Path.of(System.getProperty("hindsight.root"));
    private static final long SECONDS = Long.getLong("hindsight.soak", 60);
    private static final long SEED = Long.getLong("hindsight.seed", 1);
    private static final int GUESTS = 4;
    private static final int CLIENTS = 3;
    private static final int PLAIN_RUNS = 40;

    private static final long MEBIBYTE = 1 << 20;
    private static final int MEMORY = 16;
    private static final int LEAST_BUDGET = 20;
    /** What the test itself needs, the states that it knows among it. */
    private static final long OWN = 100 * MEBIBYTE;

    @TempDir
    private Path folder;

    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "examples/console.elf",
                "examples/bench/memory.elf",
                "emulator/src/test/guests/devices-rv64.elf",
                "emulator/src/test/guests/harts-rv64.elf"
            })
    void whateverIsDoneEveryStateIsOneAndMemoryStaysWithinTheBudget(String guest) throws Exception {
        long idle = heap();
        GuestConfig config = config(guest);
        Witness witness = new Witness();
        Random random = new Random(SEED);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS) / GUESTS;
        BooleanSupplier more = () -> failures.isEmpty() && System.nanoTime() < end;
        try (TimelineSession session = TimelineSession.share(
                Emulator.machine(config), config.history(), config.pace(), RecordedHistory.NONE, witness)) {
            session.endConsole();
            List<Walker> walkers = new ArrayList<>();
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                TimelineClient client = session.join("client " + i, this::hear);
                long longest = guest.contains("memory") ? 60_000_000 : 6_000_000;
                Walker walker = new Walker(client, witness, new Random(SEED + i), longest, more);
                walkers.add(walker);
                threads.add(start(walker));
            }
            TimelineClient watcher = session.join("watcher", event -> {});
            while (more.getAsBoolean()) {
                changeBudget(watcher, random);
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(failures).as("seed %d, %s", SEED, guest).isEmpty();
            assertThat(heap() - idle)
                    .as("heap beside what was there before")
                    .isLessThan(MEMORY * MEBIBYTE + watcher.history().coverage().budget() + OWN);
            if (Long.getLong("hindsight.soak") != null) {
                System.out.printf(
                        "%s: %d moves, %d states, %d branches%n",
                        guest,
                        walkers.stream().mapToLong(Walker::moves).sum(),
                        witness.states(),
                        watcher.history().branches().size());
            }
        }
        witness.compareWithPlainRuns(() -> Emulator.machine(config), random, PLAIN_RUNS);
    }

    private GuestConfig config(String guest) throws IOException {
        MachineConfig machine = MachineConfig.STANDARD
                .withMemory(MEMORY * MEBIBYTE)
                .withHarts(guest.contains("harts") ? 4 : 1)
                .withDrives(Files.write(folder.resolve("disk"), new byte[300 * 512]));
        return GuestConfig.of(ROOT.resolve(guest))
                .on(machine)
                .withHistory(2 * LEAST_BUDGET * MEBIBYTE)
                .unpaced();
    }

    /** And sees that everything fits it. */
    private static void changeBudget(TimelineClient client, Random random) {
        client.setBudget((LEAST_BUDGET + random.nextInt(LEAST_BUDGET)) * MEBIBYTE);
        for (int i = 0; i < 200; i++) {
            Coverage coverage = client.history().coverage();
            assertThat(coverage.bytes()).isLessThanOrEqualTo(coverage.budget());
        }
    }

    private void hear(ClientEvent event) {
        if (event instanceof ClientEvent.Diverged diverged) {
            failures.add(new AssertionError(diverged.sentence()));
        }
    }

    private Thread start(Walker walker) {
        Thread thread = new Thread(walker, "walker");
        thread.setUncaughtExceptionHandler((of, failure) -> failures.add(failure));
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
