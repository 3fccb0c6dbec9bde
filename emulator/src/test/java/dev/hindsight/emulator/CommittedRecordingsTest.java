package dev.hindsight.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hindsight.emulator.board.MachineRevision;
import dev.hindsight.emulator.client.ClientEvent;
import dev.hindsight.emulator.client.TimelineClient;
import dev.hindsight.emulator.client.TimelineMover;
import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.recording.Recording;
import dev.hindsight.emulator.recording.Verification;
import dev.hindsight.emulator.session.TimelineSession;
import dev.hindsight.emulator.timeline.Stop;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Recordings of every revision of the machine, as they were written then. */
class CommittedRecordingsTest {
    private static Path recording(int revision) {
        return Path.of("src/test/resources/recordings/revision-%d.hindsight".formatted(revision));
    }

    @Test
    void theRecordingOfThisRevisionGivesTheSameStatesAgain() {
        try (Replay replay = Replay.open(recording(MachineRevision.CURRENT), MovedFiles.NONE)) {
            Verification.Result result =
                    new Verification(replay.recording(), replay.machine(), steps -> {}).run(16 << 20);

            assertThat(replay.recording().damage()).isEmpty();
            assertThat(result.mismatch())
                    .as("Raise MachineRevision.CURRENT, unless it was raised since the last release")
                    .isEmpty();
            assertThat(result.hashes()).isPositive();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = 1)
    void aRecordingOfAnotherRevisionSaysSoAndIsNotCalledDamaged(int revision) {
        assertThatThrownBy(() -> Replay.open(recording(revision), MovedFiles.NONE))
                .isInstanceOf(GuestException.class)
                .hasMessageContaining("on revision " + revision + " of the machine")
                .hasMessageContaining("This is revision " + MachineRevision.CURRENT + ",")
                .hasMessageContaining("hindsight 0.1.0")
                .hasMessageContaining("--force")
                .hasMessageNotContaining("damage");
    }

    @ParameterizedTest
    @ValueSource(ints = 1)
    void aRecordingOfAnotherRevisionIsReplayedWhereThatIsForced(int revision) {
        List<String> complaints = new ArrayList<>();
        ByteArrayOutputStream console = new ByteArrayOutputStream();
        try (Replay replay = Replay.open(recording(revision), MovedFiles.NONE, true);
                TimelineSession session =
                        replay.start(replay.config().withHistory(16 << 20).unpaced(), complaints::add)) {
            TimelineClient client = session.join("test", event -> {
                if (event instanceof ClientEvent.Console output) {
                    console.writeBytes(output.bytes().toArray());
                }
            });
            Stop stop = client.travel(mover -> mover.forward(StopPoints.NONE, TimelineMover.NO_LIMIT))
                    .join();

            assertThat(stop.reason()).isIn(Stop.Reason.END, Stop.Reason.EXIT);
            assertThat(console.toString(StandardCharsets.UTF_8)).startsWith("a");
            assertThat(complaints)
                    .containsExactly(
                            "Recorded on revision %d of the machine, replayed on revision %d: the guest may behave differently."
                                    .formatted(revision, MachineRevision.CURRENT));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, MachineRevision.CURRENT})
    void everyRecordingNamesItsRevision(int revision) {
        try (Recording recording = Recording.read(recording(revision))) {
            assertThat(recording.manifest().revision()).isEqualTo(revision);
            assertThat(recording.manifest().setting("revision")).hasValue(Integer.toString(revision));
        }
    }
}
