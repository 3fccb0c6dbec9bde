package dev.hindsight.adapter.dap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Several harts, which a client sees as threads. */
class HartsTest {
    private static final Map<String, Object> FOUR = Map.of("harts", 4, "stopOnEntry", true);

    @Test
    void hartsAreThreads() {
        try (Debugging session = begin()) {
            assertThat(Debugging.list(session.request("threads"), "threads"))
                    .extracting(thread -> thread.get("name").getAsString())
                    .containsExactly("hart 0", "hart 1", "hart 2", "hart 3");
            assertThatThrownBy(() -> session.request("stackTrace", "threadId", 5))
                    .hasMessageContaining("There is no thread 5.");
        }
    }

    @Test
    void aBreakpointTellsWhichHartMetIt() {
        try (Debugging session = begin()) {
            session.breakpoints("setFunctionBreakpoints", Map.of("breakpoints", List.of(Map.of("name", "pass"))));
            for (int hart : List.of(0, 1, 2, 3, 0)) {
                JsonObject stopped = move(session, "continue", 1);
                assertThat(stopped.get("threadId").getAsInt()).isEqualTo(hart + 1);
                assertThat(evaluate(session, hart, "$mhartid")).isEqualTo("" + hart);
                assertThat(top(session, hart)).startsWith("pass");
            }
            for (int hart : List.of(3, 2, 1, 0)) {
                JsonObject stopped = move(session, "reverseContinue", 1);
                assertThat(stopped.get("threadId").getAsInt()).isEqualTo(hart + 1);
            }
        }
    }

    @Test
    void aStepIsTheChosenThreadsInBothDirections() {
        try (Debugging session = begin()) {
            session.breakpoints(
                    "setFunctionBreakpoints",
                    Map.of("breakpoints", List.of(Map.of("name", "count", "condition", "$mhartid == 2"))));
            assertThat(move(session, "continue", 1).get("threadId").getAsInt()).isEqualTo(3);
            session.breakpoints("setFunctionBreakpoints", Map.of("breakpoints", List.of()));
            String first = top(session, 2);
            assertThat(move(session, "next", 3).get("threadId").getAsInt()).isEqualTo(3);
            String second = top(session, 2);
            assertThat(move(session, "next", 3).get("threadId").getAsInt()).isEqualTo(3);
            assertThat(top(session, 2)).startsWith("count").isNotEqualTo(second);
            assertThat(move(session, "stepBack", 3).get("threadId").getAsInt()).isEqualTo(3);
            assertThat(top(session, 2)).isEqualTo(second);
            move(session, "stepBack", 3);
            assertThat(top(session, 2)).startsWith("count");
            assertThat(first).startsWith("count");
        }
    }

    @Test
    void anInstructionOfAHartThatWaitsForItsTurnGoesBackAsItCame() {
        try (Debugging session = begin()) {
            session.breakpoints("setFunctionBreakpoints", Map.of("breakpoints", List.of(Map.of("name", "count"))));
            move(session, "continue", 1);
            session.breakpoints("setFunctionBreakpoints", Map.of("breakpoints", List.of()));
            String before = evaluate(session, 3, "$pc");
            session.request("stepIn", "threadId", 4, "granularity", "instruction");
            assertThat(session.client.await("stopped").get("threadId").getAsInt())
                    .isEqualTo(4);
            assertThat(evaluate(session, 3, "$pc")).isNotEqualTo(before);
            session.request("stepBack", "threadId", 4, "granularity", "instruction");
            assertThat(session.client.await("stopped").get("threadId").getAsInt())
                    .isEqualTo(4);
            assertThat(evaluate(session, 3, "$pc")).isEqualTo(before);
        }
    }

    private static Debugging begin() {
        Debugging session = Debugging.launch("harts-rv64", FOUR);
        session.client.request("configurationDone", Map.of());
        session.client.await("stopped");
        return session;
    }

    private static JsonObject move(Debugging session, String command, int thread) {
        session.request(command, "threadId", thread);
        return session.client.await("stopped");
    }

    private static String top(Debugging session, int hart) {
        JsonObject frame = frame(session, hart);
        return frame.get("name").getAsString() + ":" + frame.get("line").getAsInt();
    }

    private static String evaluate(Debugging session, int hart, String expression) {
        int frame = frame(session, hart).get("id").getAsInt();
        return session.request("evaluate", "expression", expression, "context", "watch", "frameId", frame)
                .get("result")
                .getAsString();
    }

    private static JsonObject frame(Debugging session, int hart) {
        return Debugging.list(session.request("stackTrace", "threadId", hart + 1), "stackFrames")
                .findFirst()
                .orElseThrow();
    }
}
