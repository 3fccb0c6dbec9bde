package dev.hindsight.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.recording.Manifest;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuestSettingsTest {
    @ParameterizedTest
    @ValueSource(strings = {"virt", "virt-legacy", "fe310"})
    void aRecordingKnowsABundledBoardByItsName(String board) {
        Path program = Path.of("a.elf");
        GuestConfig config = GuestConfig.of(program).on(MachineConfig.STANDARD.withBoard(board));
        Manifest manifest = new Manifest("test", GuestSettings.of(config), List.of());

        GuestConfig again = GuestSettings.config(
                manifest, (role, number) -> role.equals(GuestParts.PROGRAM) ? Optional.of(program) : Optional.empty());

        assertThat(again).isEqualTo(config);
        assertThat(GuestParts.of(config)).extracting(GuestParts.Part::role).containsExactly(GuestParts.PROGRAM);
    }
}
