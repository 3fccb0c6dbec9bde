package dev.hindsight.adapter.dap;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import dev.hindsight.emulator.GuestConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SearchingTest {
    /** Nobody reads there, and no index knows that. */
    private static final String LONG_SEARCH = "find back read 0x80f00000";

    private static final long HERE = 3_000_000;

    @ParameterizedTest
    @ValueSource(strings = {"cancel", "pause"})
    void aLongSearchIsShownAndIsCancelledWhereItBegan(String how) throws Exception {
        Hold hold = new Hold();
        Path guest = Debugging.guest("bench/integer");
        try (var machine = hold.start(GuestConfig.of(guest));
                var door = DapDoor.open(machine, List.of(guest), 0);
                var debugging = Debugging.attach(door.port())) {
            debugging.client.await("stopped");
            debugging.console("goto " + HERE);
            debugging.client.await("stopped");
            hold.begin();
            CompletableFuture<JsonObject> answer =
                    debugging.client.send("evaluate", Map.of("expression", LONG_SEARCH, "context", "repl"));
            JsonObject start = debugging.client.await("progressStart");
            assertThat(start.get("title").getAsString()).isEqualTo("Searching history");
            assertThat(start.get("message").getAsString()).isEqualTo("3,000,000 steps");
            assertThat(start.get("cancellable").getAsBoolean()).isTrue();
            if (how.equals("cancel")) {
                debugging.request(
                        "cancel", "progressId", start.get("progressId").getAsString());
            } else {
                debugging.request("pause", "threadId", 1);
            }
            assertThat(debugging.client.answer(answer).get("result").getAsString())
                    .isEqualTo("step " + HERE + ": The search was cancelled.");
            assertThat(debugging.client.await("progressEnd").get("progressId")).isEqualTo(start.get("progressId"));
            assertThat(debugging.client.await("stopped").get("description").getAsString())
                    .isEqualTo("The search was cancelled: step %d, %s (%s)"
                            .formatted(HERE, place(debugging), LONG_SEARCH));
            assertThat(debugging.step()).isEqualTo(HERE);
        }
    }

    /** {@code integer.c:12}. */
    private static String place(Debugging debugging) {
        return debugging.where().replaceFirst(".* ", "");
    }

    @Test
    void whatIsFoundIsToldWithItsPlace() {
        try (var debugging = Debugging.atEntry("interrupts-rv64")) {
            debugging.move("continue");
            assertThat(debugging.console("find back call set_timer")).contains(": Call of 0x");
            JsonObject stop = debugging.client.await("stopped");
            assertThat(stop.get("description").getAsString())
                    .matches("Call of 0x.*: step \\d+, interrupts\\.c:\\d+ \\(find back call set_timer\\)");
            assertThat(debugging.where()).startsWith("main interrupts.c:");
        }
    }
}
