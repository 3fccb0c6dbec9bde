package dev.hindsight.adapter.dap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The tasks of an RTOS, which a client sees as threads beside the harts. */
class TasksTest {
    @ParameterizedTest
    @ValueSource(strings = {"rtos-rv64", "rtos-rv32", "rtos-old-rv32"})
    void tasksThatDoNotRunAreThreadsWithStacksOfTheirOwn(String guest) {
        try (Debugging session = atSquare(guest)) {
            assertThat(names(session))
                    .containsExactly(
                            "hart 0 [Sum]", "IDLE (ready)", "Green (blocked)", "Red (blocked)", "Lines (blocked)");
            assertThat(functions(session, "hart 0 [Sum]")).containsExactly("square", "sum");
            assertThat(functions(session, "Red (blocked)")).containsExactly("yield", "delay", "blink");
            assertThat(functions(session, "Lines (blocked)")).containsExactly("yield", "wait", "write_lines");
            assertThat(evaluate(session, "Red (blocked)", 2, "light == &red")).isEqualTo("1");
            assertThat(evaluate(session, "Green (blocked)", 2, "light == &green"))
                    .isEqualTo("1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zephyr-rv64", "zephyr-rv32"})
    void zephyrsThreadsAreThereToo(String guest) {
        try (Debugging session = atSquare(guest)) {
            assertThat(names(session))
                    .containsExactlyInAnyOrder(
                            "hart 0 [Sum]", "idle (ready)", "Green (blocked)", "Red (blocked)", "Lines (blocked)");
            assertThat(functions(session, "Red (blocked)")).startsWith("swap", "delay", "blink");
            assertThat(evaluate(session, "Green (blocked)", 2, "light == &green"))
                    .isEqualTo("1");
            assertThat(evaluate(session, "Green (blocked)", 0, "$s0 = 17")).isEqualTo("17");
            assertThat(evaluate(session, "Green (blocked)", 0, "$s0")).isEqualTo("17");
        }
    }

    @Test
    void whatWasSavedCanBeSetAndTheRestIsUnknown() {
        try (Debugging session = atSquare("rtos-rv64")) {
            assertThat(evaluate(session, "Red (blocked)", 0, "$s0 = 17")).isEqualTo("17");
            assertThat(evaluate(session, "Red (blocked)", 0, "$s0")).isEqualTo("17");
            assertThat(evaluate(session, "hart 0 [Sum]", 0, "$s0")).isNotEqualTo("17");
            String pc = evaluate(session, "hart 0 [Sum]", 0, "$pc");
            evaluate(session, "Red (blocked)", 0, "$pc = $pc + 2");
            assertThat(evaluate(session, "hart 0 [Sum]", 0, "$pc")).isEqualTo(pc);
            for (String unknown : List.of("$gp = 1", "$mcycle = 1", "$sp = 0")) {
                assertThatThrownBy(() -> evaluate(session, "Red (blocked)", 0, unknown))
                        .as(unknown)
                        .isInstanceOf(DapFailure.class);
            }
        }
    }

    @Test
    void aTaskThatDoesNotRunMakesNoStep() {
        try (Debugging session = atSquare("rtos-rv64")) {
            int red = number(session, "Red (blocked)");
            assertThatThrownBy(() -> session.request("next", "threadId", red))
                    .hasMessageContaining("This task is not running now");
            JsonObject frame = frame(session, "Red (blocked)", 2);
            assertThat(frame.get("canRestart").getAsBoolean()).isFalse();
            assertThatThrownBy(() -> session.request("stackTrace", "threadId", 99))
                    .hasMessageContaining("There is no thread 99.");
        }
    }

    @Test
    void tasksGoWithTheTimeBeforeThem() {
        try (Debugging session = atSquare("rtos-rv64")) {
            int red = number(session, "Red (blocked)");
            session.breakpoints("setFunctionBreakpoints", Map.of("breakpoints", List.of()));
            session.request("reverseContinue", "threadId", 1);
            session.client.await("stopped");
            assertThat(names(session)).containsExactly("hart 0");
            session.breakpoints("setFunctionBreakpoints", Map.of("breakpoints", List.of(Map.of("name", "square"))));
            session.request("continue", "threadId", 1);
            session.client.await("stopped");
            assertThat(number(session, "Red (blocked)")).isEqualTo(red);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rtos-rv64", "zephyr-rv64"})
    void aLineStepOverACallThatLetsOthersRunComesBack(String guest) {
        for (String light : List.of("red", "green")) {
            try (Debugging session = atSquare(guest)) {
                session.breakpoints(
                        "setFunctionBreakpoints",
                        Map.of("breakpoints", List.of(Map.of("name", "toggle", "condition", "light == &" + light))));
                move(session, "continue");
                session.breakpoints("setFunctionBreakpoints", Map.of("breakpoints", List.of()));
                move(session, "stepOut");
                for (int line : List.of(38, 40)) {
                    move(session, "next");
                    JsonObject frame = top(session);
                    assertThat(frame.get("name").getAsString()).isEqualTo("blink");
                    assertThat(frame.get("line").getAsInt()).as(light).isEqualTo(line);
                    assertThat(evaluateTop(session, "light == &" + light)).isEqualTo("1");
                }
                for (int line : List.of(38, 37, 36)) {
                    move(session, "stepBack");
                    assertThat(top(session).get("line").getAsInt()).as(light).isEqualTo(line);
                    assertThat(evaluateTop(session, "light == &" + light)).isEqualTo("1");
                }
            }
        }
    }

    @Test
    void aStepBackFromAFunctionThatWasInterruptedAtItsEntryLeadsToItsCall() {
        try (Debugging session = atSquare("rtos-old-rv32")) {
            String entry = evaluateTop(session, "$pc");
            session.console("goto 200000");
            session.client.await("stopped");
            for (int i = 0; i < 200 && !evaluateTop(session, "$pc").equals(entry); i++) {
                session.console("find back interrupt 7");
                session.client.await("stopped");
            }
            assertThat(evaluateTop(session, "$pc")).isEqualTo(entry);
            move(session, "continue");
            assertThat(evaluateTop(session, "$pc")).as("after the interrupt").isEqualTo(entry);
            move(session, "stepBack");
            assertThat(top(session).get("name").getAsString()).isEqualTo("sum");
            assertThat(top(session).get("line").getAsInt()).isEqualTo(57);
        }
    }

    private static void move(Debugging session, String command) {
        session.request(command, "threadId", 1);
        session.client.await("stopped");
    }

    private static JsonObject top(Debugging session) {
        return Debugging.list(session.request("stackTrace", "threadId", 1), "stackFrames")
                .findFirst()
                .orElseThrow();
    }

    private static String evaluateTop(Debugging session, String expression) {
        int frame = top(session).get("id").getAsInt();
        return session.request("evaluate", "expression", expression, "context", "repl", "frameId", frame)
                .get("result")
                .getAsString();
    }

    private static Debugging atSquare(String guest) {
        Debugging session = Debugging.launch(guest, Map.of("stopAt", ""));
        session.breakpoints("setFunctionBreakpoints", Map.of("breakpoints", List.of(Map.of("name", "square"))));
        session.client.request("configurationDone", Map.of());
        session.client.await("stopped");
        return session;
    }

    private static List<String> names(Debugging session) {
        return Debugging.list(session.request("threads"), "threads")
                .map(thread -> thread.get("name").getAsString())
                .toList();
    }

    private static int number(Debugging session, String name) {
        return Debugging.list(session.request("threads"), "threads")
                .filter(thread -> thread.get("name").getAsString().equals(name))
                .map(thread -> thread.get("id").getAsInt())
                .findFirst()
                .orElseThrow();
    }

    private static List<JsonObject> frames(Debugging session, String thread) {
        return Debugging.list(session.request("stackTrace", "threadId", number(session, thread)), "stackFrames")
                .toList();
    }

    private static JsonObject frame(Debugging session, String thread, int index) {
        return frames(session, thread).get(index);
    }

    private static List<String> functions(Debugging session, String thread) {
        return frames(session, thread).stream()
                .map(frame -> frame.get("name").getAsString())
                .toList();
    }

    private static String evaluate(Debugging session, String thread, int index, String expression) {
        int frame = frame(session, thread, index).get("id").getAsInt();
        return session.request("evaluate", "expression", expression, "context", "repl", "frameId", frame)
                .get("result")
                .getAsString();
    }
}
