package dev.hindsight.adapter.dap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import dev.hindsight.emulator.Emulator;
import dev.hindsight.emulator.GuestConfig;
import dev.hindsight.emulator.recording.RecordingPlan;
import dev.hindsight.emulator.session.TimelineSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where a launch stops first. */
class FirstStopTest {
    private static final String GUEST = "calls-rv64-O0";

    @TempDir
    private Path folder;

    @Test
    void aProgramStopsAtMainBehindItsPrologue() {
        try (var debugging = Debugging.launch(GUEST, Map.of())) {
            assertThat(begin(debugging).get("reason").getAsString()).isEqualTo("entry");
            assertThat(debugging.where()).isEqualTo("main calls.c:97");
            assertThat(debugging.move("continue").get("reason").getAsString()).isEqualTo("exit");
            assertThat(debugging.move("reverseContinue").get("description").getAsString())
                    .isEqualTo("Start of recorded history");
            assertThat(debugging.move("continue").get("reason").getAsString()).isEqualTo("exit");
        }
    }

    @Test
    void stopAtNamesAnotherFunctionOrNone() {
        try (var debugging = Debugging.launch(GUEST, Map.of("stopAt", "leaf"))) {
            assertThat(begin(debugging).get("reason").getAsString()).isEqualTo("entry");
            assertThat(debugging.where()).isEqualTo("leaf calls.c:33");
        }
        try (var debugging = Debugging.launch(GUEST, Map.of("stopAt", ""))) {
            assertThat(begin(debugging).get("reason").getAsString()).isEqualTo("exit");
        }
    }

    @Test
    void aFunctionThatIsNotThereIsRefused() {
        assertThatThrownBy(() -> Debugging.launch(GUEST, Map.of("stopAt", "nowhere")))
                .hasMessage("launch: \"stopAt\" is nowhere, but calls-rv64-O0.elf has no such function;"
                        + " name another, or \"\" for none.");
        assertThatThrownBy(() -> Debugging.launch(GUEST, Map.of("stopAt", 7)))
                .hasMessage("launch: \"stopAt\" must be a string.");
    }

    @Test
    void stopOnEntryWins() {
        try (var debugging = Debugging.launch(GUEST, Map.of("stopOnEntry", true, "stopAt", "leaf"))) {
            begin(debugging);
            assertThat(debugging.step()).isZero();
            assertThat(debugging.move("continue").get("reason").getAsString()).isEqualTo("exit");
        }
    }

    @Test
    void breakpointsBeforeMainCountAndMainStillStops() {
        try (var debugging = Debugging.launch(GUEST, Map.of())) {
            breakOnFunction(debugging, "_start");
            assertThat(begin(debugging).get("reason").getAsString()).isEqualTo("function breakpoint");
            assertThat(debugging.where()).startsWith("_start ");
            assertThat(debugging.go("next")).startsWith("step _start ");
            assertThat(debugging.go("continue")).isEqualTo("entry main calls.c:97");
        }
    }

    @Test
    void aBreakpointAtTheSamePlaceIsWhatWasHit() {
        try (var debugging = Debugging.launch(GUEST, Map.of())) {
            List<JsonObject> set = debugging.breakAt("calls.c", 97);
            JsonObject stop = begin(debugging);
            assertThat(stop.get("reason").getAsString()).isEqualTo("breakpoint");
            assertThat(stop.getAsJsonArray("hitBreakpointIds"))
                    .containsExactly(set.get(0).get("id"));
        }
    }

    @Test
    void aProgramWithoutMainStopsAtItsEntrySymbol() {
        try (var debugging = Debugging.launch("harts-rv64", Map.of())) {
            assertThat(begin(debugging).get("reason").getAsString()).isEqualTo("entry");
            assertThat(debugging.where()).startsWith("_start");
        }
    }

    @Test
    void anEndBeforeThePlaceSaysThatItWasNotReached() {
        try (var debugging = Debugging.launch(GUEST, Map.of("stopAt", "time_now"))) {
            JsonObject stop = begin(debugging);
            assertThat(stop.get("reason").getAsString()).isEqualTo("exit");
            assertThat(stop.get("description").getAsString()).endsWith("; time_now was not reached.");
        }
    }

    @Test
    void aCrashBeforeMainSaysThatMainWasNotReached() throws IOException {
        try (var debugging = Debugging.launchProgram(crashing(), Map.of())) {
            JsonObject stop = begin(debugging);
            assertThat(stop.get("reason").getAsString()).isEqualTo("exception");
            assertThat(stop.get("text").getAsString())
                    .startsWith("Illegal instruction")
                    .endsWith("; main was not reached.");
            assertThat(stop.get("description")).isEqualTo(stop.get("text"));
        }
    }

    /** The program, whose first instructions are none. */
    private Path crashing() throws IOException {
        byte[] elf = Files.readAllBytes(Debugging.guest(GUEST));
        int start = 0x1000;
        assertThat(elf[start]).isNotZero();
        for (int i = 0; i < 8; i++) {
            elf[start + i] = 0;
        }
        return Files.write(folder.resolve("crashing.elf"), elf);
    }

    @Test
    void whoJumpedElsewhereIsNotToldOfMainAnyMore() {
        try (var debugging = Debugging.launch(GUEST, Map.of())) {
            breakOnFunction(debugging, "_start");
            begin(debugging);
            debugging.console("goto end");
            debugging.client.await("stopped");
            breakOnFunction(debugging);
            assertThat(debugging.move("continue").get("reason").getAsString()).isEqualTo("exit");
        }
    }

    @Test
    void aKernelHasNoPlaceToStopAtByItself() throws IOException {
        Path kernel = Files.writeString(folder.resolve("Image"), "a kernel of sorts");
        String firmware = Debugging.guest(GUEST).toString();
        try (var debugging = Debugging.launched(Map.of("kernel", kernel.toString(), "bios", firmware))) {
            assertThat(begin(debugging).get("reason").getAsString()).isEqualTo("exit");
        }
        try (var debugging =
                Debugging.launched(Map.of("kernel", kernel.toString(), "bios", firmware, "stopAt", "main"))) {
            assertThat(begin(debugging).get("reason").getAsString()).isEqualTo("entry");
        }
        try (var debugging = Debugging.launched(Map.of("bios", firmware))) {
            assertThat(begin(debugging).get("reason").getAsString()).isEqualTo("entry");
        }
    }

    @Test
    void aRecordingOpensAtItsEndUnlessAPlaceIsSaid() {
        Path file = folder.resolve("run.hindsight");
        GuestConfig guest = GuestConfig.of(Debugging.guest(GUEST)).unpaced();
        try (TimelineSession recorded =
                Emulator.record(guest, new RecordingPlan(file, false, true, 0, sentence -> {}))) {
            recorded.join("test", event -> {}).travel(mover -> mover.seek(1000)).join();
        }
        Map<String, Object> recording = Map.of("recording", file.toString());
        try (var debugging = Debugging.launched(recording)) {
            breakOnFunction(debugging, "main");
            JsonObject stop = begin(debugging);
            assertThat(stop.get("reason").getAsString()).isEqualTo("pause");
            assertThat(stop.get("description").getAsString()).isEqualTo("End of recorded history");
            assertThat(debugging.step()).isEqualTo(1000);
            assertThat(debugging.go("reverseContinue")).isEqualTo("function breakpoint main calls.c:97");
        }
        try (var debugging = Debugging.launched(with(recording, "stopAt", "main"))) {
            assertThat(begin(debugging).get("reason").getAsString()).isEqualTo("entry");
            assertThat(debugging.where()).isEqualTo("main calls.c:97");
        }
        try (var debugging = Debugging.launched(with(recording, "stopOnEntry", true))) {
            begin(debugging);
            assertThat(debugging.step()).isZero();
        }
        try (var debugging = Debugging.launched(with(recording, "stopAt", "time_now"))) {
            assertThat(begin(debugging).get("description").getAsString())
                    .isEqualTo("End of recorded history; time_now was not reached.");
        }
    }

    private static Map<String, Object> with(Map<String, Object> arguments, String name, Object value) {
        var more = new HashMap<>(arguments);
        more.put(name, value);
        return more;
    }

    private static JsonObject begin(Debugging debugging) {
        debugging.client.request("configurationDone", Map.of());
        return debugging.client.await("stopped");
    }

    private static void breakOnFunction(Debugging debugging, String... names) {
        debugging.breakpoints(
                "setFunctionBreakpoints",
                Map.of(
                        "breakpoints",
                        List.of(names).stream()
                                .map(name -> Map.of("name", name))
                                .toList()));
    }
}
