package dev.hindsight.adapter.dap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HistoryTest {
    @Test
    void aCrashStopsBeforeTheTrapWithTheStackThatLedToIt() {
        try (var debugging = Debugging.atEntry("corruption")) {
            JsonObject stop = debugging.move("continue");
            assertThat(stop.get("reason").getAsString()).isEqualTo("exception");
            assertThat(stop.get("text").getAsString()).startsWith("Load access fault");
            assertThat(debugging.stack())
                    .containsExactly(
                            "within_limits corruption.c:85",
                            "check_zones corruption.c:90",
                            "main corruption.c:121",
                            "_start start.S:19");
            assertThat(debugging
                            .request("exceptionInfo", "threadId", 1)
                            .get("description")
                            .getAsString())
                    .startsWith("Load access fault");
        }
    }

    @Test
    void oneGoesBackFromTheCrashToTheWriteThatCausedIt() {
        try (var debugging = Debugging.atEntry("corruption")) {
            debugging.move("continue");
            debugging.dataBreakpoint("zone->limits", "write");
            JsonObject stop = debugging.move("reverseContinue");
            assertThat(stop.get("reason").getAsString()).isEqualTo("data breakpoint");
            assertThat(debugging.stack()).startsWith("copy corruption.c:71", "rename_zone corruption.c:75");
            assertThat(stop.get("hitBreakpointIds").getAsJsonArray()).hasSize(1);
        }
    }

    @Test
    void restartFrameGoesToTheFirstInstructionOfTheCall() {
        try (var debugging = SteppingTest.at("calls-rv64-O0", 33)) {
            debugging.breakAt("calls.c");
            List<String> callers = debugging.stack().subList(2, 5);
            JsonObject middle = debugging.frames().get(1);
            assertThat(middle.get("canRestart").getAsBoolean()).isTrue();
            JsonObject stop =
                    debugging.move("restartFrame", "frameId", middle.get("id").getAsInt());
            assertThat(stop.get("reason").getAsString()).isEqualTo("restart");
            assertThat(debugging.stack()).startsWith("middle calls.c:36").hasSize(4);
            assertThat(debugging.stack().subList(1, 4)).isEqualTo(callers);
            debugging.breakpoints("setFunctionBreakpoints", Map.of("breakpoints", List.of(Map.of("name", "leaf"))));
            assertThat(debugging.go("continue")).isEqualTo("function breakpoint leaf calls.c:33");
        }
    }

    @Test
    void restartFrameFindsTheRightCallOfARecursiveFunction() {
        try (var debugging = SteppingTest.at("calls-rv32-O0", 49)) {
            debugging.breakAt("calls.c");
            // factorial of 5, 4, 3, 2 and 1 are under way.
            int depth = debugging.frames().size();
            for (int frame = 1; frame <= 4; frame++) {
                debugging.move("restartFrame", "frameId", debugging.frame(1));
                assertThat(debugging.frames()).hasSize(depth - frame);
                assertThat(debugging.where()).isEqualTo("factorial calls.c:47");
            }
            assertThat(debugging.stack().get(1)).startsWith("main calls.c:102");
        }
    }

    @Test
    void mainCanBeRestartedThoughItBeginsOnAnEmptyStack() {
        try (var debugging = SteppingTest.at("calls-rv64-O0", 33)) {
            debugging.breakAt("calls.c");
            debugging.move("restartFrame", "frameId", debugging.frame(3));
            assertThat(debugging.stack()).hasSize(2).first().asString().startsWith("main calls.c:96");
        }
    }

    @Test
    void whatNobodyCalledCannotBeRestarted() {
        try (var debugging = SteppingTest.at("calls-rv64-O0", 33)) {
            List<JsonObject> frames = debugging.frames();
            JsonObject outermost = frames.get(frames.size() - 1);
            assertThat(outermost.get("canRestart").getAsBoolean()).isFalse();
            assertThatThrownBy(() -> debugging.request(
                            "restartFrame", "frameId", outermost.get("id").getAsInt()))
                    .hasMessage("The call of _start cannot be found.");
        }
    }

    @Test
    void reverseContinueStopsAtTheBreakpointBeforeAndThenAtTheStartOfHistory() {
        try (var debugging = SteppingTest.at("calls-rv64-O0", 102)) {
            debugging.breakAt("calls.c", 33);
            assertThat(debugging.go("reverseContinue")).isEqualTo("breakpoint leaf calls.c:33");
            assertThat(debugging.evaluate("b")).isEqualTo("2");
            assertThat(debugging.go("reverseContinue")).isEqualTo("breakpoint leaf calls.c:33");
            assertThat(debugging.evaluate("b")).isEqualTo("1");
            JsonObject stop = debugging.move("reverseContinue");
            assertThat(stop.get("reason").getAsString()).isEqualTo("pause");
            assertThat(stop.get("description").getAsString()).isEqualTo("Start of recorded history");
            assertThat(debugging.step()).isZero();
            assertThat(debugging.move("stepBack").get("description").getAsString())
                    .isEqualTo("Start of recorded history");
        }
    }

    @Test
    void stepBackStopsAtABreakpointInACallOnItsWay() {
        try (var debugging = SteppingTest.at("calls-rv64-O0", 102)) {
            debugging.breakAt("calls.c", 38);
            assertThat(debugging.go("stepBack")).isEqualTo("breakpoint middle calls.c:38");
        }
    }

    @Test
    void nextStopsAtABreakpointInACallOnItsWay() {
        try (var debugging = SteppingTest.at("calls-rv64-O0", 101)) {
            debugging.breakAt("calls.c", 38);
            assertThat(debugging.go("next")).isEqualTo("breakpoint middle calls.c:38");
        }
    }

    @Test
    void theMachineStopsBeforeItsEndAndOneCanGoBackFromThere() {
        try (var debugging = Debugging.atEntry("calls-rv64-Og")) {
            JsonObject stop = debugging.move("continue");
            assertThat(stop.get("reason").getAsString()).isEqualTo("exit");
            debugging.breakAt("calls.c", 107);
            assertThat(debugging.go("reverseContinue")).isEqualTo("breakpoint main calls.c:107");
            debugging.breakAt("calls.c");
            assertThat(debugging.move("continue").get("reason").getAsString()).isEqualTo("exit");
            debugging.request("continue", "threadId", 1);
            assertThat(debugging.client.await("exited").get("exitCode").getAsInt())
                    .isZero();
            debugging.client.await("terminated");
            assertThatThrownBy(() -> debugging.request("stackTrace", "threadId", 1))
                    .hasMessage("The debug session has ended.");
        }
    }

    @Test
    void gotoTravelsToAStep() {
        try (var debugging = SteppingTest.at("calls-rv64-O0", 102)) {
            long here = debugging.step();
            debugging.console("goto 10");
            assertThat(debugging.client.await("stopped").get("reason").getAsString())
                    .isEqualTo("goto");
            assertThat(debugging.step()).isEqualTo(10);
            debugging.console("goto +" + (here - 10));
            debugging.client.await("stopped");
            assertThat(debugging.where()).isEqualTo("main calls.c:102");
            assertThat(debugging.console("when"))
                    .startsWith("step " + here + ", branch 0, history ends at step ")
                    .contains("guest time");
        }
    }

    @Test
    void aMoveThereAndBackLeadsToTheSameRegistersAndMemory() {
        try (var debugging = SteppingTest.at("calls-rv32-O0", 106)) {
            List<String> before = new ArrayList<>(debugging.scope("Registers"));
            before.addAll(debugging.scope("Globals"));
            debugging.move("reverseContinue");
            debugging.move("continue");
            List<String> after = new ArrayList<>(debugging.scope("Registers"));
            after.addAll(debugging.scope("Globals"));
            assertThat(after).isEqualTo(before);
        }
    }
}
