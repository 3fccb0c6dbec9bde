package dev.hindsight.adapter.dap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BreakpointTest {
    private static final String GUEST = "calls-rv64-O0";

    @Test
    void aLineWithoutCodeMovesToTheNextWithCode() {
        try (var debugging = Debugging.atEntry(GUEST)) {
            List<JsonObject> set = debugging.breakAt("calls.c", 100, 33, 5000);
            assertThat(set).extracting(it -> it.get("verified").getAsBoolean()).containsExactly(true, true, false);
            assertThat(set.get(0).get("line").getAsInt()).isEqualTo(101);
            assertThat(set.get(2).get("message").getAsString()).isEqualTo("There is no code on or after this line.");
            JsonObject stop = debugging.move("continue");
            assertThat(stop.getAsJsonArray("hitBreakpointIds").get(0).getAsInt())
                    .isEqualTo(set.get(0).get("id").getAsInt());
            assertThat(debugging.where()).isEqualTo("main calls.c:101");
        }
    }

    @Test
    void functionAndInstructionBreakpointsSayWhatTheyAre() {
        try (var debugging = Debugging.atEntry(GUEST)) {
            List<JsonObject> functions = debugging.breakpoints(
                    "setFunctionBreakpoints",
                    Map.of("breakpoints", List.of(Map.of("name", "middle"), Map.of("name", "nowhere"))));
            assertThat(functions)
                    .extracting(it -> it.get("verified").getAsBoolean())
                    .containsExactly(true, false);
            assertThat(debugging.go("continue")).isEqualTo("function breakpoint middle calls.c:37");
            String address =
                    debugging.frames().get(1).get("instructionPointerReference").getAsString();
            debugging.breakpoints(
                    "setInstructionBreakpoints",
                    Map.of("breakpoints", List.of(Map.of("instructionReference", address))));
            assertThat(debugging.go("continue")).isEqualTo("instruction breakpoint outer calls.c:43");
        }
    }

    @Test
    void aConditionHoldsInBothDirections() {
        try (var debugging = Debugging.atEntry(GUEST)) {
            debugging.setSource("calls.c", Debugging.map("line", 55, "condition", "i == 3"));
            assertThat(debugging.go("continue")).isEqualTo("breakpoint count_to calls.c:55");
            assertThat(debugging.evaluate("i")).isEqualTo("3");
            long step = debugging.step();
            assertThat(debugging.move("continue").get("reason").getAsString()).isEqualTo("exit");
            assertThat(debugging.go("reverseContinue")).isEqualTo("breakpoint count_to calls.c:55");
            assertThat(debugging.step()).isEqualTo(step);
        }
    }

    @Test
    void hitsAreCountedInTheOrderOfTimeWhicheverWayOneComes() {
        try (var debugging = Debugging.atEntry(GUEST)) {
            debugging.setSource("calls.c", Debugging.map("line", 55, "hitCondition", "4"));
            debugging.move("continue");
            assertThat(debugging.evaluate("i")).isEqualTo("3");
            assertThat(debugging.move("continue").get("reason").getAsString()).isEqualTo("exit");
            debugging.setSource("calls.c", Debugging.map("line", 55, "hitCondition", "7"));
            debugging.move("reverseContinue");
            assertThat(debugging.evaluate("i")).isEqualTo("6");
            debugging.setSource("calls.c", Debugging.map("line", 55, "hitCondition", "< 3"));
            debugging.move("reverseContinue");
            assertThat(debugging.evaluate("i")).isEqualTo("1");
            List<JsonObject> wrong = debugging.setSource("calls.c", Debugging.map("line", 55, "hitCondition", "often"));
            assertThat(wrong.get(0).get("message").getAsString())
                    .isEqualTo("\"often\" is not a hit condition: write one such as 5, > 5 or % 5.");
        }
    }

    @Test
    void aLogPointWritesAndGoesOn() {
        try (var debugging = Debugging.atEntry(GUEST)) {
            debugging.setSource("calls.c", Debugging.map("line", 55, "logMessage", "i is {i}, {nothing}"));
            assertThat(debugging.move("continue").get("reason").getAsString()).isEqualTo("exit");
            assertThat(debugging.output("console")).contains("i is 0, <").contains("i is 9, <");
        }
    }

    @Test
    void aDataBreakpointStopsBehindTheAccessGoingForwardAndBeforeItGoingBack() {
        try (var debugging = SteppingTest.at(GUEST, 103)) {
            debugging.breakAt("calls.c");
            debugging.dataBreakpoint("counter", "write");
            debugging.move("continue");
            JsonObject forward = debugging.move("continue");
            assertThat(forward.get("reason").getAsString()).isEqualTo("data breakpoint");
            assertThat(forward.get("description").getAsString()).isEqualTo("counter: 0 \u2192 1");
            assertThat(debugging.evaluate("counter")).isEqualTo("1");
            JsonObject backward = debugging.move("reverseContinue");
            assertThat(backward.get("description").getAsString()).isEqualTo("counter: 0 \u2192 1");
            assertThat(debugging.evaluate("counter")).isEqualTo("0");
        }
    }

    @Test
    void aDataBreakpointOnReadingStopsAtReads() {
        try (var debugging = SteppingTest.at(GUEST, 103)) {
            debugging.breakAt("calls.c");
            debugging.dataBreakpoint("message", "read");
            debugging.move("continue");
            assertThat(debugging.where()).isEqualTo("main calls.c:112");
        }
    }

    @Test
    void aConditionOfADataBreakpointSpeaksOfTheValueAfterTheAccess() {
        try (var debugging = SteppingTest.at(GUEST, 103)) {
            debugging.breakAt("calls.c");
            String id = debugging.dataId("counter");
            debugging.breakpoints(
                    "setDataBreakpoints",
                    Map.of("breakpoints", List.of(Map.of("dataId", id, "condition", "counter == 10"))));
            debugging.move("continue");
            assertThat(debugging.evaluate("counter")).isEqualTo("10");
            assertThat(debugging.move("continue").get("reason").getAsString()).isEqualTo("exit");
            debugging.move("reverseContinue");
            assertThat(debugging.evaluate("counter")).isEqualTo("6");
        }
    }

    @Test
    void anAddressCanBeWatched() {
        try (var debugging = SteppingTest.at(GUEST, 103)) {
            debugging.breakAt("calls.c");
            JsonObject info = debugging.request(
                    "dataBreakpointInfo", "name", debugging.address("counter"), "asAddress", true, "bytes", 4);
            debugging.breakpoints(
                    "setDataBreakpoints",
                    Map.of(
                            "breakpoints",
                            List.of(Map.of("dataId", info.get("dataId").getAsString(), "accessType", "write"))));
            assertThat(debugging.go("continue")).startsWith("data breakpoint count_to");
        }
    }

    @Test
    void whatIsNowhereCannotBeWatchedAndSaysWhy() {
        try (var debugging = SteppingTest.at(GUEST, 103)) {
            JsonObject info = debugging.request("dataBreakpointInfo", "name", "nothing");
            assertThat(info.has("dataId")).isFalse();
            assertThat(info.get("description").getAsString()).contains("nothing");
            assertThatThrownBy(() -> debugging.breakpoints(
                            "setDataBreakpoints", Map.of("breakpoints", List.of(Map.of("dataId", "junk")))))
                    .hasMessage("\"junk\" is not a dataId from dataBreakpointInfo.");
        }
    }

    @Test
    void aMegabyteIsRefusedAtOnceWhereverItStands() {
        String megabyte = "1".repeat(1 << 20);
        try (var debugging = Debugging.atEntry(GUEST)) {
            for (String field : List.of("condition", "hitCondition", "logMessage")) {
                assertThat(debugging
                                .setSource("calls.c", Debugging.map("line", 33, field, megabyte))
                                .get(0)
                                .get("message")
                                .getAsString())
                        .isEqualTo("A condition, hit condition or log message can have at most 10,000 characters.");
            }
            assertThat(debugging
                            .breakpoints(
                                    "setFunctionBreakpoints", Map.of("breakpoints", List.of(Map.of("name", megabyte))))
                            .get(0)
                            .get("message")
                            .getAsString())
                    .startsWith("There is no function 111")
                    .hasSizeLessThan(1100);
            assertThatThrownBy(() -> debugging.evaluate(megabyte)).hasMessageEndingWith("at most 10,000 are allowed.");
            assertThatThrownBy(() -> debugging.console(megabyte)).hasMessageEndingWith("at most 10,000 are allowed.");
            assertThatThrownBy(() -> debugging.console("goto " + megabyte))
                    .hasMessageEndingWith("at most 10,000 are allowed.");
            assertThat(debugging.move("continue").get("reason").getAsString()).isEqualTo("exit");
        }
    }
}
