package dev.hindsight.adapter.dap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hindsight.emulator.Emulator;
import dev.hindsight.emulator.GuestConfig;
import dev.hindsight.emulator.recording.RecordingPlan;
import dev.hindsight.emulator.session.TimelineSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What launch takes: guests and the machines to run them on. */
class LaunchTest {
    @TempDir
    private Path folder;

    @Test
    void firmwareIsDebuggedWhereTheKernelIsAnImage() throws IOException {
        Path kernel = Files.writeString(folder.resolve("Image"), "a kernel of sorts");
        Path firmware = Debugging.guest("calls-rv64-Og");
        try (Debugging session = launch(Map.of("kernel", kernel.toString(), "bios", firmware.toString()))) {
            session.breakpoints("setFunctionBreakpoints", Map.of("breakpoints", List.of(Map.of("name", "leaf"))));
            assertThat(session.go("continue")).startsWith("function breakpoint leaf calls.c:");
        }
    }

    @Test
    void anImageWithoutDebugInformationIsSaidToHaveNone() throws IOException {
        Path firmware = Files.write(folder.resolve("fw.bin"), new byte[] {0x13, 0, 0, 0, 0x13, 0, 0, 0});
        try (Debugging session = launch(Map.of("bios", firmware.toString()))) {
            assertThat(session.output("console")).contains("fw.bin has no debug information");
            assertThat(session.where()).isEqualTo("0x1000");
        }
    }

    @Test
    void aBoardIsAFile() {
        Path board = Path.of(System.getProperty("hindsight.root", ".."), "examples/fe310.board");
        Map<String, Object> arguments =
                Map.of("program", Debugging.guest("fe310").toString(), "board", board.toString());
        try (Debugging session = launch(arguments)) {
            session.breakpoints("setFunctionBreakpoints", Map.of("breakpoints", List.of(Map.of("name", "tick"))));
            assertThat(session.go("continue")).startsWith("function breakpoint tick fe310.c:");
            assertThat(session.go("stepBack")).startsWith("step main fe310.c:");
        }
    }

    @Test
    void aRecordingIsReplayedToItsEndAndNoFurther() {
        Path file = folder.resolve("run.hindsight");
        GuestConfig guest = GuestConfig.of(Debugging.guest("calls-rv64-Og")).unpaced();
        try (TimelineSession recorded =
                Emulator.record(guest, new RecordingPlan(file, false, true, 0, sentence -> {}))) {
            recorded.join("test", event -> {}).travel(mover -> mover.seek(300)).join();
        }
        try (Debugging session = launch(Map.of("recording", file.toString()))) {
            session.breakpoints("setFunctionBreakpoints", Map.of("breakpoints", List.of(Map.of("name", "main"))));
            assertThat(session.go("continue")).startsWith("function breakpoint main calls.c:");
            session.breakpoints("setFunctionBreakpoints", Map.of("breakpoints", List.of()));
            assertThat(session.go("continue")).startsWith("pause ");
        }
    }

    private static final String OLD_RECORDING = Path.of(
                    System.getProperty("hindsight.root", ".."),
                    "emulator/src/test/resources/recordings/revision-1.hindsight")
            .toString();

    @ParameterizedTest
    @MethodSource
    void whatCannotBeIsASentence(Map<String, Object> arguments, String sentence) {
        assertThatThrownBy(() -> launch(arguments)).hasMessageContaining(sentence);
    }

    static Stream<Arguments> whatCannotBeIsASentence() {
        String elf = Debugging.guest("calls-rv64-Og").toString();
        return Stream.of(
                Arguments.of(Map.of("program", elf, "kernel", elf), "not both"),
                Arguments.of(Map.of("kernel", "/no/such"), "There is no file /no/such."),
                Arguments.of(Map.of("program", elf, "harts", 9), "\"harts\" must be a number from 1 to 8."),
                Arguments.of(Map.of("program", elf, "drives", "disk"), "\"drives\" must be a list of strings."),
                Arguments.of(Map.of("program", elf, "isa", "rv64y"), "rv64y"),
                Arguments.of(Map.of("program", elf, "board", "/no/such"), "/no/such does not exist."),
                Arguments.of(Map.of("program", elf, "rtc", "soon"), "is not a date"),
                Arguments.of(Map.of("recording", elf), "is not a Hindsight recording."),
                Arguments.of(Map.of("recording", OLD_RECORDING), "or continue anyway with hindsight replay --force"),
                Arguments.of(Map.of("recording", elf, "memory", "1M"), "the recording holds its own \"memory\""),
                Arguments.of(
                        Map.of("recording", elf, "harts", 2), "the recording holds its own \"harts\"; leave it out."),
                Arguments.of(Map.of("recording", elf, "board", "virt"), "the recording holds its own \"board\""),
                Arguments.of(Map.of("initrd", elf), "launch needs"));
    }

    private static Debugging launch(Map<String, Object> arguments) {
        return Debugging.launchGuest(arguments);
    }
}
