package dev.hindsight.adapter.dap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunningTest {
    @Test
    void aRunningMachineIsPausedAndGoesOn() {
        try (var debugging = Debugging.atEntry("console")) {
            debugging.request("continue", "threadId", 1);
            assertThatThrownBy(() -> debugging.request("stackTrace", "threadId", 1))
                    .hasMessage("The machine is running: pause it first.");
            assertThatThrownBy(() -> debugging.request("next", "threadId", 1))
                    .hasMessage("The machine is running: pause it first.");
            assertThat(debugging.request("threads").getAsJsonArray("threads")).hasSize(1);
            debugging.outputUntil("stdout", "> ");
            debugging.request("pause", "threadId", 1);
            assertThat(debugging.client.await("stopped").get("reason").getAsString())
                    .isEqualTo("pause");
            assertThat(debugging.stack()).last().asString().startsWith("_start");
            debugging.request("continue", "threadId", 1);
            debugging.request("pause", "threadId", 1);
            debugging.client.await("stopped");
        }
    }

    @Test
    void whatIsTypedReachesTheGuestAndItsAnswerTheClient() {
        try (var debugging = Debugging.launch("console", Map.of("stopAt", ""))) {
            debugging.client.request("configurationDone", Map.of());
            debugging.outputUntil("stdout", "> ");
            debugging.console("input set 50\\n");
            debugging.outputUntil("stdout", "ok\n> ");
            debugging.console("input quit\\x0a");
            assertThat(debugging.client.await("stopped").get("reason").getAsString())
                    .isEqualTo("exit");
        }
    }

    @Test
    void aBreakpointSetWhileTheMachineRunsIsHit() {
        try (var debugging = Debugging.atEntry("console")) {
            debugging.request("continue", "threadId", 1);
            debugging.breakAt("console.c", 26);
            JsonObject stop = debugging.client.await("stopped");
            assertThat(stop.get("reason").getAsString()).isEqualTo("breakpoint");
        }
    }

    @Test
    void outputThatWasShownIsNotShownAgain() {
        try (var debugging = Debugging.atEntry("calls-rv64-O0")) {
            debugging.move("continue");
            assertThat(debugging.output("stdout")).startsWith("jello counted");
            debugging.move("reverseContinue");
            debugging.move("continue");
            assertThat(debugging.output("stdout")).isEmpty();
        }
    }

    @Test
    void noStopOvertakesTheResponseOfItsMove() {
        try (var debugging = SteppingTest.at("calls-rv64-O0", 103)) {
            List<String> moves = List.of("next", "stepBack", "stepIn", "stepOut", "stepBack", "reverseContinue");
            moves.forEach(debugging::move);
            debugging.move("continue");
            assertThat(orderOf(debugging.transcript(), "stepBack"))
                    .containsSubsequence("response stepBack", "event stopped");
            List<String> order = orderOf(debugging.transcript(), "");
            for (int i = 0; i < order.size(); i++) {
                if (order.get(i).equals("event stopped")) {
                    assertThat(order.subList(0, i))
                            .filteredOn(it -> !it.equals("event output"))
                            .last()
                            .asString()
                            .matches("response (configurationDone|continue|next|step.*|reverseContinue)");
                }
            }
            assertThat(order).containsSubsequence("response launch", "event initialized");
        }
    }

    private static List<String> orderOf(List<String> transcript, String command) {
        var order = new ArrayList<String>();
        for (String line : transcript) {
            if (line.startsWith("<- {")) {
                JsonObject message = JsonParser.parseString(line.substring(3)).getAsJsonObject();
                String type = message.get("type").getAsString();
                order.add(type + " "
                        + message.get(type.equals("event") ? "event" : "command")
                                .getAsString());
            }
        }
        return order;
    }

    @Test
    void terminateEndsTheSessionAndDisconnectTheConnection() {
        try (var debugging = Debugging.atEntry("console")) {
            debugging.request("continue", "threadId", 1);
            debugging.request("terminate");
            debugging.client.await("terminated");
            assertThatThrownBy(() -> debugging.request("threads")).hasMessage("The debug session has ended.");
            debugging.request("disconnect");
        }
    }

    @Test
    void gdbCanBeLetIn() throws Exception {
        try (var debugging = Debugging.launch("calls-rv64-O0", Map.of("stopOnEntry", true, "gdbPort", 0))) {
            assertThat(debugging.output("console").lines())
                    .filteredOn(line -> line.startsWith("gdb"))
                    .singleElement()
                    .asString()
                    .matches("gdb on 127\\.0\\.0\\.1:\\d+");
        }
    }

    @Test
    void aSizeThatIsNoneAndOneThatIsTooSmallAreSentences() {
        assertThatThrownBy(() -> Debugging.launch("calls-rv64-O0", Map.of("memory", "lots")))
                .hasMessageStartingWith("\"lots\" is not a size");
        assertThatThrownBy(() -> Debugging.launch("calls-rv64-O0", Map.of("memory", "4K")))
                .isInstanceOf(DapFailure.class)
                .hasMessageEndingWith(".");
    }
}
