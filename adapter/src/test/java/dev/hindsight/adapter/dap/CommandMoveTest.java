package dev.hindsight.adapter.dap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Moves that are typed in the Debug Console: when the answer comes, the client knows the place reached. */
class CommandMoveTest {
    private static final int ROUNDS = 300;

    @Test
    void theAnswerToAMoveComesAfterTheClientWasToldOfTheStop() {
        try (var debugging = Debugging.atEntry("bench/integer")) {
            int before = debugging.transcript().size();
            for (int round = 0; round < ROUNDS; round++) {
                debugging.console("goto " + (1000 + 977L * (round % 7)));
            }
            List<String> order = debugging.transcript().stream()
                    .skip(before)
                    .filter(line -> line.startsWith("<- "))
                    .map(CommandMoveTest::kind)
                    .toList();
            for (int round = 0; round < ROUNDS; round++) {
                assertThat(order.subList(3 * round, 3 * round + 3))
                        .containsExactly("event continued", "event stopped", "response evaluate");
            }
        }
    }

    @Test
    void whateverIsAskedAfterTheAnswerIsAboutThePlaceReached() {
        try (var debugging = Debugging.atEntry("bench/integer")) {
            for (int round = 0; round < ROUNDS / 3; round++) {
                long step = 1000 + 977L * (round % 7);
                debugging.console("goto " + step);
                // Sent together: each is served where the machine stands.
                CompletableFuture<JsonObject> when =
                        debugging.client.send("evaluate", Map.of("expression", "when", "context", "repl"));
                CompletableFuture<JsonObject> stack = debugging.client.send("stackTrace", Map.of("threadId", 1));
                CompletableFuture<JsonObject> next =
                        debugging.client.send("evaluate", Map.of("expression", "goto 0", "context", "repl"));
                assertThat(debugging.client.answer(when).get("result").getAsString())
                        .startsWith("step " + step + ", ");
                assertThat(debugging.client.answer(stack).getAsJsonArray("stackFrames"))
                        .isNotEmpty();
                assertThat(debugging.client.answer(next).get("result").getAsString())
                        .isEqualTo("step 0");
            }
        }
    }

    @Test
    void theStopSaysWhereAndWhy() {
        try (var debugging = SteppingTest.at("calls-rv64-O0", 33)) {
            long step = debugging.step();
            JsonObject end = debugging.move("continue");
            assertThat(end.get("reason").getAsString()).isEqualTo("breakpoint");
            debugging.console("goto " + step);
            JsonObject there = debugging.client.await("stopped");
            assertThat(there.get("reason").getAsString()).isEqualTo("goto");
            assertThat(there.get("description").getAsString())
                    .isEqualTo("step %d, calls.c:33 (goto %d)".formatted(step, step));
            debugging.console("goto 0");
            assertThat(debugging.client.await("stopped").get("description").getAsString())
                    .isEqualTo("step 0, 0x1000 (goto 0)");
            debugging.console("goto -1");
            assertThat(debugging.client.await("stopped").get("description").getAsString())
                    .isEqualTo("Start of recorded history: step 0, 0x1000 (goto -1)");
        }
    }

    @Test
    void aMoveThatIsRefusedChangesNothingAndTellsOfNoMove() {
        try (var debugging = Debugging.atEntry("console")) {
            debugging.request("continue", "threadId", 1);
            assertThatThrownBy(() -> debugging.console("goto 5")).hasMessage("The machine is running: pause it first.");
            debugging.request("pause", "threadId", 1);
            debugging.client.await("stopped");
            assertThatThrownBy(() -> debugging.console("switch nowhere")).hasMessageContaining("nowhere");
            assertThat(debugging.client.poll("continued")).isEmpty();
        }
    }

    private static String kind(String line) {
        JsonObject message = JsonParser.parseString(line.substring(3)).getAsJsonObject();
        String type = message.get("type").getAsString();
        return type + " "
                + message.get(type.equals("event") ? "event" : "command").getAsString();
    }
}
