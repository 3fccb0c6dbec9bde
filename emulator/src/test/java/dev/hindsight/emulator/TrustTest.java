package dev.hindsight.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.timeline.Divergence;
import dev.hindsight.emulator.timeline.RunCallbacks;
import dev.hindsight.emulator.timeline.Timeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The trust light, on a real board whose disk does what no device may do: it is another one when it is read again. */
class TrustTest {
    private static final Path GUEST =
            Path.of(System.getProperty("hindsight.root"), "emulator/src/test/guests/devices-rv64.elf");
    private static final int LENGTH = 300 * 512;

    @TempDir
    private Path folder;

    private final List<Divergence> told = new ArrayList<>();

    private Timeline recorded(Path disk) {
        GuestConfig config = GuestConfig.of(GUEST)
                .on(MachineConfig.STANDARD.withMemory(16L << 20).withDrives(disk))
                .unpaced();
        Timeline timeline = new Timeline(Emulator.machine(config), config.history(), output -> {});
        timeline.onDivergence(told::add);
        timeline.seek(2_000_000, RunCallbacks.NONE);
        return timeline;
    }

    @Test
    void aDiskThatChangedUnderTheMachineIsTold() throws IOException {
        Path disk = Files.write(folder.resolve("disk"), new byte[LENGTH]);
        Timeline timeline = recorded(disk);
        byte[] others = new byte[LENGTH];
        Arrays.fill(others, (byte) 0x5a);
        Files.write(disk, others);
        timeline.seek(0, RunCallbacks.NONE);
        timeline.forward(StopPoints.NONE, timeline.end(), RunCallbacks.NONE);
        assertThat(told).isNotEmpty();
        assertThat(told.get(0).description())
                .as("the first register or byte that differs, as it was recorded and as it is now")
                .containsPattern("differs from the recording: .+: .+ -> .+\\.");
    }

    @Test
    void theSameDiskIsTrusted() throws IOException {
        Timeline timeline = recorded(Files.write(folder.resolve("disk"), new byte[LENGTH]));
        for (long step = timeline.end(); step >= 0; step -= 100_000) {
            timeline.seek(step, RunCallbacks.NONE);
            timeline.forward(StopPoints.NONE, Math.min(timeline.end(), step + 700_000), RunCallbacks.NONE);
        }
        assertThat(told).isEmpty();
    }
}
