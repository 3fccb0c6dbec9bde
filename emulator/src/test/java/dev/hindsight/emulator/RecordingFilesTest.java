package dev.hindsight.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hindsight.emulator.client.ClientEvent;
import dev.hindsight.emulator.client.TimelineClient;
import dev.hindsight.emulator.client.TimelineMover;
import dev.hindsight.emulator.machine.Bytes;
import dev.hindsight.emulator.machine.Input;
import dev.hindsight.emulator.machine.Machine;
import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.recording.RecordingPlan;
import dev.hindsight.emulator.recording.Verification;
import dev.hindsight.emulator.session.TimelineSession;
import dev.hindsight.emulator.timeline.Moment;
import dev.hindsight.emulator.timeline.Stop;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Recordings of real guests, from file to file. */
class RecordingFilesTest {
    private static final Path ROOT = Path.of(System.getProperty("hindsight.root", ".."));
    private static final long END = 700_000;

    @TempDir
    private Path folder;

    private Path elf;
    private Path file;
    private final ByteArrayOutputStream console = new ByteArrayOutputStream();

    @BeforeEach
    void copyTheGuest() throws IOException {
        elf = Files.copy(ROOT.resolve("examples/console.elf"), folder.resolve("guest.elf"));
        file = folder.resolve("run.hindsight");
    }

    private GuestConfig config() {
        return GuestConfig.of(elf)
                .on(MachineConfig.STANDARD.withMemory(8 << 20))
                .savingTo(folder)
                .unpaced();
    }

    private RecordingPlan plan(boolean embed, int snapshots) {
        return new RecordingPlan(file, false, embed, snapshots, sentence -> {
            throw new AssertionError(sentence);
        });
    }

    /** A run with two branches; the first was typed on, the second began by a write in its past. */
    private void record(RecordingPlan plan) {
        try (TimelineSession session = Emulator.record(config(), plan)) {
            TimelineClient client = session.join("test", event -> {});
            client.travel(mover -> mover.seek(5_000)).join();
            client.type(Bytes.utf8("set 50\n"));
            client.travel(mover -> mover.seek(END)).join();
            client.travel(mover -> mover.seek(END / 2)).join();
            client.write(new Input.WriteRegister(0, 28, 0x5a5a));
            client.travel(mover -> mover.seek(END / 2 + 10_000)).join();
            client.travel(mover -> mover.seek(new Moment(0, END))).join();
        }
    }

    private long plainHash(long step) {
        Machine machine = Emulator.machine(config());
        if (step >= 5_000) {
            machine.run(5_000, StopPoints.NONE);
            machine.deliver(new Input.Serial(Bytes.utf8("set 50\n")));
        }
        machine.run(step, StopPoints.NONE);
        return machine.hash();
    }

    private void hear(ClientEvent event) {
        if (event instanceof ClientEvent.Console output) {
            console.writeBytes(output.bytes().toArray());
        }
    }

    private static long hash(TimelineClient client, long step) {
        long[] hash = new long[1];
        client.travel(mover -> {
                    Stop stop = mover.seek(new Moment(0, step));
                    hash[0] = mover.hash();
                    return stop;
                })
                .join();
        return hash[0];
    }

    @Test
    void aRecordingIsTheSameHistoryAgain() throws IOException {
        record(plan(false, 0));

        assertThat(Files.size(file)).isLessThan(2_000);
        try (Replay replay = Replay.open(file, MovedFiles.NONE);
                TimelineSession session = replay.start()) {
            TimelineClient client = session.join("test", this::hear);
            assertThat(replay.recording().damage()).isEmpty();
            assertThat(client.view()).isEqualTo(new Moment(0, 0));
            assertThat(client.history().end()).isEqualTo(END);
            assertThat(client.history().branches()).hasSize(2);
            for (long step : List.of(0L, 4_999L, 5_000L, 300_001L, END)) {
                assertThat(hash(client, step)).as("step %d", step).isEqualTo(plainHash(step));
            }
        }
    }

    @Test
    void theEndOfARecordingIsAStopAndWhatWasPrintedIsShownOnce() {
        record(plan(false, 0));

        try (Replay replay = Replay.open(file, MovedFiles.NONE);
                TimelineSession session = replay.start()) {
            TimelineClient client = session.join("test", this::hear);
            for (int i = 0; i < 2; i++) {
                Stop stop = client.travel(mover -> mover.forward(StopPoints.NONE, TimelineMover.NO_LIMIT))
                        .join();
                assertThat(stop.reason()).isEqualTo(Stop.Reason.END);
                assertThat(stop.description()).isEqualTo("End of recorded history");
                assertThat(stop.step()).isEqualTo(END);
                client.travel(mover -> mover.seek(100)).join();
            }
            assertThat(console.toString(StandardCharsets.UTF_8)).containsOnlyOnce("set 50");
        }
    }

    @Test
    void whoTypesInThePastOpensALiveBranch() {
        record(plan(false, 0));

        try (Replay replay = Replay.open(file, MovedFiles.NONE);
                TimelineSession session = replay.start()) {
            TimelineClient client = session.join("test", this::hear);
            client.travel(mover -> mover.seek(END / 4)).join();
            client.type(Bytes.utf8("get\n"));
            Stop stop = client.travel(mover -> mover.seek(2 * END)).join();

            assertThat(stop.reason()).isEqualTo(Stop.Reason.STEP);
            assertThat(stop.moment()).isEqualTo(new Moment(2, 2 * END));
            assertThat(hash(client, END)).isEqualTo(plainHash(END));
        }
    }

    @Test
    void whatADebuggerDidToDevicesAndResetsAreRecorded() {
        long hash;
        try (TimelineSession session = Emulator.record(config(), plan(false, 0))) {
            TimelineClient client = session.join("test", event -> {});
            client.travel(mover -> mover.seek(END / 2)).join();
            client.write(new Input.WriteMemory(0, 0x1000_0000, Bytes.utf8("!")));
            client.write(new Input.WriteMemory(0, 0x200_4000, Bytes.of(new byte[4])));
            client.travel(mover -> mover.seek(END / 3 * 2)).join();
            client.write(new Input.Reset());
            hash = hash(client, END);
        }

        try (Replay replay = Replay.open(file, MovedFiles.NONE);
                TimelineSession session = replay.start()) {
            TimelineClient client = session.join("test", this::hear);
            assertThat(hash(client, END)).isEqualTo(hash);
            assertThat(hash(client, 100)).isNotEqualTo(hash);
            assertThat(hash(client, END)).isEqualTo(hash);
            assertThat(console.toString(StandardCharsets.UTF_8)).containsOnlyOnce("!");
        }
    }

    @Test
    void everyHashOfARecordingIsVerified() {
        record(plan(false, 2));

        try (Replay replay = Replay.open(file, MovedFiles.NONE)) {
            var result = new Verification(replay.recording(), replay.machine(), steps -> {}).run(1 << 25);

            assertThat(result.mismatch()).isEmpty();
            assertThat(result.hashes()).isGreaterThan(4);
            assertThat(result.steps()).isEqualTo(END + 10_000);
        }
    }

    @Test
    void snapshotsInsideLeadToTheEndAtOnce() {
        record(plan(false, 2));

        try (Replay replay = Replay.open(file, MovedFiles.NONE);
                TimelineSession session = replay.start()) {
            TimelineClient client = session.join("test", this::hear);
            assertThat(replay.recording().snapshots()).isEqualTo(2);
            assertThat(hash(client, END)).isEqualTo(plainHash(END));
            assertThat(console.size()).as("nothing was replayed").isZero();
            assertThat(hash(client, END - 1)).isEqualTo(plainHash(END - 1));
        }
    }

    @Test
    void anEmbeddedGuestNeedsNoFiles() throws IOException {
        record(plan(true, 0));
        Files.delete(elf);

        try (Replay replay = Replay.open(file, MovedFiles.NONE);
                TimelineSession session = replay.start()) {
            TimelineClient client = session.join("test", this::hear);
            Path unpacked = replay.config().files().program().orElseThrow();
            assertThat(unpacked).hasFileName("guest.elf").exists();
            elf = unpacked;
            assertThat(hash(client, END)).isEqualTo(plainHash(END));
            session.close();
            replay.close();
            assertThat(unpacked).doesNotExist();
        }
    }

    @Test
    void aMissingGuestIsASentenceAndMayHaveMoved() throws IOException {
        record(plan(false, 0));
        Path moved = Files.move(
                elf, Files.createDirectory(folder.resolve("elsewhere")).resolve("other.elf"));

        assertThatThrownBy(() -> Replay.open(file, MovedFiles.NONE))
                .isInstanceOf(GuestException.class)
                .hasMessage(elf + ", which the recording needs, does not exist. "
                        + "Name the recorded file (replay FILE guest.elf), or record again with --embed.");
        try (Replay replay = Replay.open(file, MovedFiles.program(moved))) {
            assertThat(replay.config().files().program()).isEqualTo(Optional.of(moved));
        }
    }

    @Test
    void anotherGuestIsRefused() throws IOException {
        record(plan(false, 0));
        Files.copy(ROOT.resolve("examples/race.elf"), folder.resolve("race.elf"));
        Files.delete(elf);
        Files.copy(folder.resolve("race.elf"), elf);

        assertThatThrownBy(() -> Replay.open(file, MovedFiles.NONE))
                .isInstanceOf(GuestException.class)
                .hasMessageStartingWith(elf + " is not the file that was recorded: its content differs.");
        assertThatThrownBy(() -> Replay.open(file, MovedFiles.program(folder.resolve("race.elf"))))
                .isInstanceOf(GuestException.class)
                .hasMessageContaining(
                        "race.elf is not the program that was recorded: name the recorded file, guest.elf");
    }

    @Test
    void historyThatNobodyRecordedCanBeSavedLater() {
        long here;
        try (TimelineSession session = Emulator.start(config())) {
            TimelineClient client = session.join("test", event -> {});
            client.travel(mover -> mover.seek(5_000)).join();
            client.type(Bytes.utf8("set 50\n"));
            client.travel(mover -> mover.seek(END)).join();
            client.bookmark("done", "");
            for (long value : new long[] {1, 2, 3}) {
                client.travel(mover -> mover.seek(new Moment(0, END / 2))).join();
                client.write(new Input.WriteRegister(0, 28, value));
                client.travel(mover -> mover.seek(END / 2 + 10_000 * value)).join();
            }
            client.nameBranch(3, "last");
            client.deleteBranch(2, false);
            client.travel(mover -> mover.seek(END / 2 + 5)).join();
            here = hash(client);

            assertThat(save(client, file).description()).startsWith("Saved; replay it with: hindsight replay ");

            assertThat(hash(client)).as("it stands where it stood").isEqualTo(here);
            assertThat(client.history().here()).isEqualTo(new Moment(3, END / 2 + 5));
            assertThatThrownBy(() -> save(client, file))
                    .hasRootCauseMessage(file + " exists already; choose another name.");
        }
        try (Replay replay = Replay.open(file, MovedFiles.NONE);
                TimelineSession session = replay.start()) {
            TimelineClient client = session.join("test", event -> {});
            assertThat(client.history().branches())
                    .extracting(branch -> branch.id() + " " + branch.name() + " " + branch.end())
                    .containsExactly("0  " + END, "1  360000", "3 last 380000");
            assertThat(client.history().bookmark("done")).isPresent();
            client.travel(mover -> mover.seek(new Moment(3, END / 2 + 5))).join();
            assertThat(hash(client)).isEqualTo(here);
            client.travel(mover -> mover.seek(new Moment(0, END))).join();
            assertThat(hash(client)).isEqualTo(plainHash(END));
        }
    }

    @Test
    void aGuestWhoseFileHasChangedIsNotSaved() throws IOException {
        try (TimelineSession session = Emulator.start(config())) {
            TimelineClient client = session.join("test", event -> {});
            Files.write(elf, new byte[] {0}, StandardOpenOption.APPEND);
            assertThatThrownBy(() -> save(client, file))
                    .hasRootCauseMessage(elf + " has changed since it was loaded, so a recording would not match it.");
            assertThat(file).doesNotExist();
            assertThatThrownBy(() -> save(client, folder.resolve("no/such/folder")))
                    .hasMessageContaining("has changed");
            assertThat(client.travel(mover -> mover.seek(10)).join().step()).isEqualTo(10);
        }
    }

    @Test
    void aSaveThatIsCancelledLeavesNothingAndStaysWhereItWas() {
        record(plan(false, 0));
        Path saved = folder.resolve("saved.hindsight");
        try (Replay replay = Replay.open(file, MovedFiles.NONE);
                TimelineSession session = replay.start(replay.config().savingTo(folder), complaint -> {})) {
            TimelineClient other = session.join("other", event -> {});
            AtomicBoolean cancels = new AtomicBoolean(true);
            // The guest prints while what it did is computed again.
            TimelineClient client = session.join("test", event -> {
                if (event instanceof ClientEvent.Console && cancels.getAndSet(false)) {
                    other.interrupt();
                }
            });
            client.travel(mover -> mover.seek(2)).join();
            Stop stop = save(client, saved);

            assertThat(stop.reason()).isEqualTo(Stop.Reason.PAUSE);
            assertThat(stop.description()).isEqualTo("Saving was cancelled, and nothing was written.");
            assertThat(stop.moment()).isEqualTo(new Moment(0, 2));
            assertThat(saved).doesNotExist();

            assertThat(save(client, saved).moment()).isEqualTo(new Moment(0, 2));
        }
        try (Replay replay = Replay.open(saved, MovedFiles.NONE)) {
            var result = new Verification(replay.recording(), replay.machine(), steps -> {}).run(1 << 25);
            assertThat(result.mismatch()).isEmpty();
            assertThat(result.steps()).isEqualTo(END + 10_000);
        }
    }

    private static Stop save(TimelineClient client, Path file) {
        return client.travel(client.saving(file)).join();
    }

    private static long hash(TimelineClient client) {
        AtomicLong hash = new AtomicLong();
        client.travel(mover -> {
                    hash.set(mover.hash());
                    return mover.arrived(Stop.Reason.STEP, "");
                })
                .join();
        return hash.get();
    }
}
