package dev.hindsight.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.client.ClientEvent;
import dev.hindsight.emulator.client.TimelineClient;
import dev.hindsight.emulator.machine.Bytes;
import dev.hindsight.emulator.machine.Input;
import dev.hindsight.emulator.machine.Machine;
import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.recording.RecordingPlan;
import dev.hindsight.emulator.session.TimelineSession;
import dev.hindsight.emulator.timeline.Stop;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flash that a debugger programs while the guest runs from it. */
class FlashTest {
    private static final Path ROOT = Path.of(System.getProperty("hindsight.root", ".."));
    private static final long FLASH = 0x2040_0000L;
    private static final int LENGTH = 4096;

    @TempDir
    private Path folder;

    private final StringBuilder console = new StringBuilder();
    private final GuestConfig guest = GuestConfig.of(ROOT.resolve("emulator/src/test/guests/fe310.elf"))
            .on(MachineConfig.STANDARD.withBoard(
                    ROOT.resolve("examples/fe310.board").toString()))
            .unpaced();

    private void hear(ClientEvent event) {
        if (event instanceof ClientEvent.Console output) {
            console.append(new String(output.bytes().toArray(), StandardCharsets.UTF_8));
        }
    }

    /** The guest's own flash, but that it says TOCKS. */
    private static Input.WriteFlash patch(Machine machine) {
        byte[] content = machine.inspect().read(0, FLASH, LENGTH);
        String text = new String(content, StandardCharsets.ISO_8859_1);
        assertThat(text).contains("ticks");
        return new Input.WriteFlash(
                FLASH, Bytes.of(text.replace("ticks", "TOCKS").getBytes(StandardCharsets.ISO_8859_1)));
    }

    private static long hash(TimelineClient client, long step) {
        long[] hash = new long[1];
        client.travel(mover -> {
                    Stop stop = mover.seek(step);
                    hash[0] = mover.hash();
                    return stop;
                })
                .join();
        return hash[0];
    }

    /** Of a machine that was programmed and reset at 200, and programmed back at 600. */
    private List<Long> plainHashes(List<Long> steps) {
        Machine plain = Emulator.machine(guest);
        Input.WriteFlash other = patch(plain);
        Input.WriteFlash own =
                new Input.WriteFlash(FLASH, Bytes.of(plain.inspect().read(0, FLASH, LENGTH)));
        List<Long> hashes = new ArrayList<>();
        for (long step : steps) {
            plain.run(step, StopPoints.NONE);
            if (step == 200) {
                plain.deliver(other);
                plain.deliver(new Input.Reset());
            }
            if (step == 600) {
                plain.deliver(own);
            }
            hashes.add(plain.hash());
        }
        return hashes;
    }

    private void program(TimelineClient client) {
        Input.WriteFlash other = patch(Emulator.machine(guest));
        Bytes own = Bytes.of(client.read(now -> now.read(0, FLASH, LENGTH)));
        client.travel(mover -> mover.seek(200)).join();
        client.write(other);
        client.write(new Input.Reset());
        client.travel(mover -> mover.seek(600)).join();
        client.write(new Input.WriteFlash(FLASH, own));
        client.write(new Input.WriteFlash(FLASH, own));
        client.travel(mover -> mover.seek(900)).join();
    }

    @Test
    void whatIsWrittenRunsAndThePastHasWhatStoodThere() {
        try (TimelineSession session = Emulator.start(guest)) {
            TimelineClient client = session.join("test", this::hear);
            program(client);
            walk(client);
            assertThat(client.history().branches()).hasSize(1);
        }
    }

    private void walk(TimelineClient client) {
        List<Long> steps = List.of(0L, 199L, 200L, 201L, 350L, 599L, 600L, 601L, 800L);
        List<Long> plain = plainHashes(steps);
        Random random = new Random(4);
        for (int i = 0; i < 40; i++) {
            int which = random.nextInt(steps.size());
            long step = steps.get(which);
            assertThat(hash(client, step)).as("step %d", step).isEqualTo(plain.get(which));
            String content = new String(client.read(now -> now.read(0, FLASH, LENGTH)), StandardCharsets.ISO_8859_1);
            assertThat(content).contains(step >= 200 && step < 600 ? "TOCKS" : "ticks");
        }
    }

    @Test
    void theGuestSaysWhatWasWritten() {
        try (TimelineSession session = Emulator.start(guest)) {
            TimelineClient client = session.join("test", this::hear);
            client.travel(mover -> mover.seek(100)).join();
            client.write(patch(Emulator.machine(guest)));
            client.travel(mover -> mover.forward(StopPoints.NONE, Long.MAX_VALUE))
                    .join();
            assertThat(console).hasToString("fe310: 1 2 3 4 5 TOCKS\n");
        }
    }

    @Test
    void aRecordingHasItWithSnapshotsAndWithout() {
        for (int snapshots : new int[] {0, 4}) {
            Path file = folder.resolve(snapshots + ".hindsight");
            RecordingPlan plan = new RecordingPlan(file, false, snapshots, sentence -> {
                throw new AssertionError(sentence);
            });
            try (TimelineSession session = Emulator.record(guest, plan)) {
                program(session.join("test", this::hear));
            }
            try (Replay replay = Replay.open(file, MovedFiles.NONE);
                    TimelineSession session = replay.start()) {
                assertThat(replay.recording().damage()).isEmpty();
                walk(session.join("test", this::hear));
            }
        }
    }

    @Test
    void aViewThatWasLeftBehindReadsTheFlashOfItsMoment() {
        try (TimelineSession session = Emulator.start(guest)) {
            TimelineClient client = session.join("test", this::hear);
            TimelineClient other = session.join("other", event -> {});
            client.travel(mover -> mover.seek(100)).join();
            other.catchUp();
            client.write(patch(Emulator.machine(guest)));
            client.travel(mover -> mover.seek(200)).join();
            assertThat(new String(other.read(now -> now.read(0, FLASH, LENGTH)), StandardCharsets.ISO_8859_1))
                    .contains("ticks");
            assertThat(new String(client.read(now -> now.read(0, FLASH, LENGTH)), StandardCharsets.ISO_8859_1))
                    .contains("TOCKS");
        }
    }
}
