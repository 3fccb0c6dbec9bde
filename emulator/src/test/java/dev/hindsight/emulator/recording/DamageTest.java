package dev.hindsight.emulator.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.hindsight.emulator.machine.Bytes;
import dev.hindsight.emulator.machine.Input;
import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.timeline.Bookmark;
import dev.hindsight.emulator.timeline.BranchInfo;
import dev.hindsight.emulator.timeline.CounterMachine;
import dev.hindsight.emulator.timeline.Journal;
import dev.hindsight.emulator.timeline.Moment;
import dev.hindsight.emulator.timeline.RecordedHistory;
import dev.hindsight.emulator.timeline.RunCallbacks;
import dev.hindsight.emulator.timeline.Timeline;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cut off and flipped at random, a recording opens up to the damage, or says that it cannot. */
class DamageTest {
    private static final long BUDGET = 1 << 20;
    private static final long END = 3_000_000;
    private static final Consumer<String> NO_COMPLAINT =
            complaint -> assertThat(complaint).isNull();

    private final MemoryFile file = recorded();

    /** Two branches with inputs, and a snapshot. */
    private static MemoryFile recorded() {
        MemoryFile file = new MemoryFile();
        Manifest manifest = new Manifest(
                "test",
                List.of(new ConfigurationEntry("harts", "1")),
                List.of(new GuestFile("program", "/a/guest.elf", 7, Optional.of("abc"), true)));
        Recorder recorder = new Recorder(manifest, file, 2, PagePacker.portable());
        recorder.embed(0, new byte[] {1, 2, 3, 4, 5, 6, 7}, 7);
        Timeline timeline = new Timeline(new CounterMachine(), BUDGET, output -> {}, RecordedHistory.NONE, recorder);
        timeline.seek(500, RunCallbacks.NONE);
        timeline.input(new Input.Serial(Bytes.utf8("hello")));
        timeline.seek(END, RunCallbacks.NONE);
        timeline.seek(1000, RunCallbacks.NONE);
        timeline.input(new Input.WriteRegister(0, 1, 99));
        timeline.input(new Input.Elapse(1_000));
        timeline.seek(2000, RunCallbacks.NONE);
        timeline.input(new Input.WriteMemory(0, 0x100, Bytes.utf8("x")));
        timeline.seek(3000, RunCallbacks.NONE);
        recorder.close(timeline);
        return file;
    }

    private static Recording read(MemoryFile file) {
        return Recording.read("it", file, PagePacker.portable());
    }

    @Test
    void whatIsWholeIsRead() {
        Recording recording = read(file);

        assertThat(recording.damage()).isEmpty();
        assertThat(recording.manifest().setting("harts")).contains("1");
        assertThat(recording.lines()).extracting(RecordedHistory.Line::end).containsExactly(END, 3000L);
        assertThat(recording.lines().get(1).inputs()).hasSize(3);
        assertThat(recording.marks()).hasSizeGreaterThan(3);
        assertThat(recording.snapshots()).isEqualTo(2);
        assertThat(verified(recording))
                .as("also where more inputs came at a step later")
                .isEqualTo(recording.allMarks().size() + 2)
                .isGreaterThan(recording.marks().size() + 2);
        assertThat(recording.lines()).as("put together once").isSameAs(recording.lines());
        assertThat(recording.marks()).isSameAs(recording.marks());
    }

    @Test
    void cutAnywhereItOpensUpToThere() {
        int opened = 0;
        for (int length = 0; length < file.size(); length++) {
            opened += open(file.cutAt(length), "cut at " + length);
        }
        assertThat(opened).isGreaterThan((int) file.size() / 2);
    }

    @Test
    void withAnyBitFlippedItOpensUpToThere() {
        Random random = new Random(11);
        for (int i = 0; i < 1000; i++) {
            int bit = random.nextInt((int) file.size() * 8);
            open(file.flipped(bit), "flipped bit " + bit);
        }
    }

    @Test
    void anyBytesAreASentence() {
        Random random = new Random(12);
        for (int i = 0; i < 1000; i++) {
            byte[] bytes = new byte[random.nextInt(500)];
            random.nextBytes(bytes);
            byte[] header = i % 2 == 0 ? new byte[0] : ChunkFrames.header(ChunkFrames.VERSION);
            System.arraycopy(header, 0, bytes, 0, Math.min(header.length, bytes.length));
            open(new MemoryFile(bytes), "random bytes " + i);
        }
    }

    /** As where a disk goes bad while a recording is open. */
    @Test
    void aSnapshotThatCannotBeReadIsToldAndDoneWithout() {
        MemoryFile damaged = new MemoryFile(file.bytes());
        Recording recording = read(damaged);
        long first = recording.stored().get(0).offset();
        damaged.flip((first + ChunkFrames.FRAME + 3) * Byte.SIZE);
        CounterMachine machine = new CounterMachine();
        List<String> told = new ArrayList<>();
        RecordedHistory past = recording.past(machine, told::add);
        assertThat(told)
                .containsExactly("The snapshot at step 1,500 of it cannot be used: "
                        + "The file was damaged after it was opened.");
        assertThat(past.places()).hasSize(1);
        assertThat(hashAt(1500, machine, past)).isEqualTo(hashAt(1500, new CounterMachine(), whole()));
    }

    private RecordedHistory whole() {
        return new RecordedHistory(read(file).lines(), List.of(), List.of());
    }

    private static long hashAt(long step, CounterMachine machine, RecordedHistory past) {
        Timeline timeline = new Timeline(machine, BUDGET, output -> {}, past, Journal.NONE);
        timeline.seek(new Moment(1, step), RunCallbacks.NONE);
        return timeline.hash();
    }

    @Test
    void aGuestsFileThatCannotBeReadIsASentence() {
        MemoryFile damaged = new MemoryFile(file.bytes());
        Recording recording = read(damaged);
        List<Long> pieces = new ArrayList<>();
        new ChunkReader(file).readAll((type, offset, payload) -> {
            if (type == ChunkType.FILE) {
                pieces.add(offset);
            }
        });
        damaged.flip((pieces.get(0) + ChunkFrames.FRAME + 3) * Byte.SIZE);
        assertThatThrownBy(() -> recording.content(0, piece -> {}))
                .isInstanceOf(RecordingException.class)
                .hasMessage("The guest's files in it cannot be used: The file was damaged after it was opened.");
    }

    /** Chunks that are framed well, with payloads that nobody wrote. */
    @Test
    void payloadsThatMakeNoSenseAreDamage() {
        Random random = new Random(13);
        for (int i = 0; i < 3000; i++) {
            MemoryFile odd = new MemoryFile(file.bytes());
            for (int chunk = 0; chunk < 4; chunk++) {
                byte[] payload = new byte[random.nextInt(12)];
                random.nextBytes(payload);
                for (int at = 0; at < payload.length; at++) {
                    payload[at] &= random.nextBoolean() ? 3 : -1;
                }
                odd.append(ChunkType.values()[random.nextInt(ChunkType.values().length)], payload);
            }
            read(odd).lines();
            read(odd).marks();
        }
    }

    @Test
    void aNewerVersionIsRefused() {
        byte[] newer = file.bytes();
        System.arraycopy(ChunkFrames.header(ChunkFrames.VERSION + 1), 0, newer, 0, ChunkFrames.HEADER);

        assertThatThrownBy(() -> read(new MemoryFile(newer)))
                .isInstanceOf(RecordingException.class)
                .hasMessage("it was written by a newer version of Hindsight (format 3, this one reads 2): "
                        + "update Hindsight.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "text", "\u007fELF"})
    void whatIsNoRecordingIsSaidToBeNone(String content) {
        assertThatThrownBy(() -> read(new MemoryFile(content.getBytes(StandardCharsets.UTF_8))))
                .isInstanceOf(RecordingException.class)
                .hasMessage("it is not a Hindsight recording.");
    }

    /** 1 if it could be opened; then its history is the one that was recorded, as far as it goes. */
    private static int open(MemoryFile damaged, String how) {
        try {
            Recording recording = read(damaged);
            assertThat(recording.damage()).as(how).isPresent();
            assertThat(recording.damage().orElseThrow())
                    .as(how)
                    .startsWith("it ")
                    .endsWith(".");
            if (how.hashCode() % 16 == 0) {
                assertThat(verified(recording))
                        .as(how)
                        .isGreaterThanOrEqualTo(recording.marks().size());
            }
            return 1;
        } catch (RecordingException refused) {
            assertThat(refused.getMessage()).as(how).startsWith("it ").endsWith(".");
            return 0;
        }
    }

    private static long verified(Recording recording) {
        var result = new Verification(recording, new CounterMachine(), steps -> {}).run(BUDGET);
        assertThat(result.mismatch()).isEmpty();
        return result.hashes();
    }

    @Test
    void aDivergenceIsFoundAtTheFirstHashThatDiffersAndASnapshotTellsWhatDiffers() {
        MemoryFile straight = new MemoryFile();
        Recorder recorder =
                new Recorder(new Manifest("test", List.of(), List.of()), straight, 1, PagePacker.portable());
        Timeline timeline = new Timeline(new CounterMachine(), BUDGET, output -> {}, RecordedHistory.NONE, recorder);
        timeline.seek(END, RunCallbacks.NONE);
        recorder.close(timeline);
        CounterMachine other = new CounterMachine();
        other.deliver(new Input.WriteRegister(0, 0, 1));
        var result = new Verification(read(straight), other, steps -> {}).run(BUDGET);

        assertThat(result.mismatch())
                .hasValueSatisfying(sentence -> assertThat(sentence)
                        .matches("The state at step [0-9,]+ of branch 0 differs from the recorded one: "
                                + "at step 3,000,000, .* -> .*\\."));
    }

    @Test
    void aGuestThatEndsEarlierThanRecordedIsADivergence() {
        var result = new Verification(read(file), new CounterMachine(100, Long.MAX_VALUE, Long.MAX_VALUE), steps -> {})
                .run(BUDGET);

        assertThat(result.mismatch())
                .hasValueSatisfying(
                        sentence -> assertThat(sentence).startsWith("The replay ended early, at step 100 of "));
    }

    @Test
    void aTimelineThatIsOpenedFromItHasItsBranches() {
        CounterMachine machine = new CounterMachine();
        Timeline timeline =
                new Timeline(machine, BUDGET, output -> {}, read(file).past(machine, NO_COMPLAINT), Journal.NONE);

        assertThat(timeline.branches()).hasSize(2);
        assertThat(timeline.moment()).isEqualTo(new Moment(0, 0));
        assertThat(timeline.seek(new Moment(1, 9_999), RunCallbacks.NONE).description())
                .isEqualTo("End of recorded history");
        assertThat(timeline.moment()).isEqualTo(new Moment(1, 3000));
        timeline.input(new Input.Elapse(5));
        assertThat(timeline.seek(9_999, RunCallbacks.NONE).moment()).isEqualTo(new Moment(2, 9_999));
    }

    @Test
    void aReplayIsComparedWithTheRecordedHashes() {
        CounterMachine other = new CounterMachine();
        Timeline timeline = new Timeline(
                other,
                BUDGET,
                output -> {},
                new RecordedHistory(read(file).lines(), List.of(), List.of()),
                Journal.NONE);
        List<String> told = new ArrayList<>();
        timeline.onDivergence(divergence -> told.add(divergence.description()));
        timeline.forward(StopPoints.NONE, END, RunCallbacks.NONE);
        assertThat(told).isEmpty();

        CounterMachine wrong = new CounterMachine();
        wrong.deliver(new Input.WriteRegister(0, 0, 1));
        Timeline doubtful = new Timeline(
                wrong,
                BUDGET,
                output -> {},
                new RecordedHistory(read(file).lines(), List.of(), List.of()),
                Journal.NONE);
        doubtful.onDivergence(divergence -> told.add(divergence.description()));
        doubtful.forward(StopPoints.NONE, END, RunCallbacks.NONE);
        assertThat(told).isNotEmpty().first().asString().contains("differs from the recording");
    }

    @Test
    void namesAndDeletionsOfBranchesStay() {
        MemoryFile kept = new MemoryFile();
        Recorder recorder = new Recorder(new Manifest("test", List.of(), List.of()), kept, 0, PagePacker.portable());
        Timeline timeline = new Timeline(new CounterMachine(), BUDGET, output -> {}, RecordedHistory.NONE, recorder);
        timeline.seek(1000, RunCallbacks.NONE);
        for (int branch = 1; branch <= 2; branch++) {
            timeline.seek(new Moment(0, 100 * branch), RunCallbacks.NONE);
            timeline.input(new Input.Elapse(branch));
        }
        timeline.nameBranch(2, "second");
        timeline.deleteBranch(1, false);
        recorder.close(timeline);

        CounterMachine machine = new CounterMachine();
        Timeline again =
                new Timeline(machine, BUDGET, output -> {}, read(kept).past(machine, NO_COMPLAINT), Journal.NONE);
        assertThat(again.branches())
                .extracting(BranchInfo::id, BranchInfo::name)
                .containsExactly(tuple(0, ""), tuple(2, "second"));
    }

    @Test
    void bookmarksStayWithTheirNumbersAndNotes() {
        MemoryFile kept = new MemoryFile();
        Recorder recorder = new Recorder(new Manifest("test", List.of(), List.of()), kept, 0, PagePacker.portable());
        Timeline timeline = new Timeline(new CounterMachine(), BUDGET, output -> {}, RecordedHistory.NONE, recorder);
        timeline.seek(1000, RunCallbacks.NONE);
        timeline.bookmark("first", "", timeline.mark());
        timeline.bookmark("second", "Here it goes wrong.", timeline.mark());
        timeline.deleteBookmark(1);
        List<Bookmark> made = timeline.bookmarks();
        recorder.close(timeline);

        CounterMachine machine = new CounterMachine();
        Timeline again =
                new Timeline(machine, BUDGET, output -> {}, read(kept).past(machine, NO_COMPLAINT), Journal.NONE);
        assertThat(again.bookmarks()).isEqualTo(made).hasSize(1);
        assertThat(again.bookmark("third", "", again.mark()).id()).isEqualTo(3);
    }
}
