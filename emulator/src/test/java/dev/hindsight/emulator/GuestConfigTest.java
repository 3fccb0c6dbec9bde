package dev.hindsight.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuestConfigTest {
    private static final MachineConfig STANDARD = MachineConfig.STANDARD;

    @TempDir
    private Path folder;

    @Test
    void memoryIsWholePagesThatFitOneArray() {
        for (long memory : new long[] {0, -4096, 4095, 4097, 2L << 30}) {
            assertThatThrownBy(() -> STANDARD.withMemory(memory))
                    .isInstanceOf(GuestException.class)
                    .hasMessageStartingWith("Memory must be");
        }
    }

    @Test
    void historyNeedsSomeMemory() {
        assertThatThrownBy(() -> GuestConfig.of(Path.of("guest.elf")).withHistory(4096))
                .isInstanceOf(GuestException.class)
                .hasMessage("History needs at least 1M, not 4K.");
    }

    @Test
    void timeMustPass() {
        assertThatThrownBy(() -> new MachineConfig("virt", Optional.empty(), 1, OptionalLong.empty(), List.of(), 0, 0))
                .isInstanceOf(GuestException.class)
                .hasMessageContaining("clock");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1767225600, 1767225600", "2026-01-01, 1767225600", "2026-01-01T00:00:01Z, 1767225601"})
    void theDateIsWrittenAsPeopleDo(String text, long seconds) {
        assertThat(StartDate.parse(text)).isEqualTo(seconds);
    }

    @Test
    void filesThatCannotBeReadAreSentences() throws IOException {
        Path image = Files.writeString(folder.resolve("Image"), "any bytes");
        assertThatThrownBy(() -> Emulator.machine(kernel(folder.resolve("missing"))))
                .isInstanceOf(GuestException.class)
                .hasMessage(folder.resolve("missing") + " does not exist.");
        assertThatThrownBy(() -> Emulator.machine(kernel(folder)))
                .isInstanceOf(GuestException.class)
                .hasMessage(folder + " cannot be read: it is a directory.");
        assertThatThrownBy(() -> Emulator.machine(
                        kernel(image).on(STANDARD.withBoard(folder.resolve("b").toString()))))
                .isInstanceOf(GuestException.class)
                .hasMessageEndingWith("does not exist.");
        assertThatThrownBy(() -> Emulator.machine(kernel(image).on(STANDARD.withIsa("rv64imq"))))
                .isInstanceOf(GuestException.class)
                .hasMessageContaining("extension q");
    }

    @Test
    void aKernelWithoutBiosIsStartedByOurs() throws IOException {
        Path image = Files.writeString(folder.resolve("Image"), "any bytes");
        var machine = Emulator.machine(kernel(image));
        byte[] there = machine.inspect().read(0, 0x8020_0000L, 9);
        assertThat(new String(there, StandardCharsets.UTF_8)).isEqualTo("any bytes");
        assertThat(machine.inspect().read(0, 0x8000_0000L, 4)).isNotEqualTo(new byte[4]);
    }

    private static GuestConfig kernel(Path image) {
        return GuestConfig.of(new GuestFiles(
                Optional.empty(), Optional.of(image), Optional.empty(), Optional.empty(), Optional.empty()));
    }
}
