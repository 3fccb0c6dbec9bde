package dev.hindsight.adapter.dap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SteppingTest {
    private static final String O0 = "calls-rv64-O0";

    @Test
    void nextGoesOverCallsAndIntoTheCallerAtTheEnd() {
        try (var debugging = at(O0, 37)) {
            assertThat(debugging.go("next")).isEqualTo("step middle calls.c:38");
            assertThat(debugging.go("next")).isEqualTo("step middle calls.c:39");
            assertThat(debugging.go("next")).isEqualTo("step middle calls.c:40");
            assertThat(debugging.go("next")).isEqualTo("step outer calls.c:43");
            assertThat(debugging.go("next")).isEqualTo("step outer calls.c:44");
        }
    }

    @Test
    void stepInGoesIntoEachCallBehindItsPrologue() {
        try (var debugging = at(O0, 101)) {
            assertThat(debugging.go("stepIn")).isEqualTo("step outer calls.c:43");
            assertThat(debugging.go("stepIn")).isEqualTo("step middle calls.c:37");
            assertThat(debugging.go("stepIn")).isEqualTo("step leaf calls.c:33");
            assertThat(debugging.go("stepOut")).isEqualTo("step middle calls.c:37");
            assertThat(debugging.go("stepIn")).isEqualTo("step middle calls.c:38");
        }
    }

    @Test
    void stepInTakesTheCallsOfALineOneAfterAnother() {
        try (var debugging = at(O0, 106)) {
            assertThat(debugging.go("stepIn")).isEqualTo("step sum_of calls.c:66");
            assertThat(debugging.go("stepOut")).isEqualTo("step main calls.c:106");
            assertThat(debugging.go("stepIn")).isEqualTo("step shadow calls.c:79");
            assertThat(debugging.go("stepOut")).isEqualTo("step main calls.c:106");
            assertThat(debugging.go("stepIn")).isEqualTo("step apply calls.c:88");
            assertThat(debugging.go("stepIn")).isEqualTo("step factorial calls.c:48");
        }
    }

    @Test
    void theCallOfMainIsOneLineInBothDirections() {
        try (var debugging = Debugging.atEntry(O0)) {
            debugging.breakAt("start.S", 19);
            debugging.move("continue");
            debugging.breakAt("start.S");
            assertThat(debugging.go("next")).isEqualTo("step _start start.S:20");
            assertThat(debugging.go("stepBack")).isEqualTo("step _start start.S:19");
        }
    }

    @Test
    void stepBackGoesOverTheCallsOfTheLineBefore() {
        try (var debugging = at(O0, 102)) {
            assertThat(debugging.go("stepBack")).isEqualTo("step main calls.c:101");
            assertThat(debugging.go("stepBack")).isEqualTo("step main calls.c:99");
        }
    }

    @Test
    void stepBackFromAFunctionsFirstLineGoesToTheLineOfTheCall() {
        try (var debugging = at(O0, 33)) {
            assertThat(debugging.go("stepBack")).isEqualTo("step middle calls.c:37");
            assertThat(debugging.go("stepBack")).isEqualTo("step outer calls.c:43");
            assertThat(debugging.go("stepBack")).isEqualTo("step main calls.c:101");
        }
    }

    @Test
    void stepBackFromWithinALineGoesToItsBeginning() {
        try (var debugging = at(O0, 33)) {
            debugging.breakAt("calls.c");
            debugging.go("stepOut");
            long within = debugging.step();
            assertThat(debugging.go("stepBack")).isEqualTo("step middle calls.c:37");
            assertThat(debugging.step()).isLessThan(within);
            assertThat(debugging.go("stepIn")).isEqualTo("step leaf calls.c:33");
        }
    }

    @Test
    void stepBackGoesOverRecursiveCallsOfTheSameFunction() {
        try (var debugging = at(O0, 50)) {
            // The outermost factorial(5); its call is stepped over, to its end.
            long line50 = debugging.step();
            debugging.breakAt("calls.c");
            assertThat(debugging.go("next")).isEqualTo("step factorial calls.c:51");
            assertThat(debugging.stack()).hasSize(3);
            assertThat(debugging.go("stepBack")).isEqualTo("step factorial calls.c:50");
            assertThat(debugging.step()).isEqualTo(line50);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"calls-rv32-O0", "calls-rv32-Og", "calls-rv64-O0", "calls-rv64-Og"})
    void stepBackUndoesNext(String guest) {
        try (var debugging = at(guest, 97)) {
            Deque<String> visited = new ArrayDeque<>();
            visited.push(debugging.where() + " at " + debugging.step());
            for (int i = 0; i < 14; i++) {
                debugging.go("next");
                visited.push(debugging.where() + " at " + debugging.step());
            }
            visited.pop();
            while (!visited.isEmpty()) {
                debugging.go("stepBack");
                assertThat(debugging.where() + " at " + debugging.step()).isEqualTo(visited.pop());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"calls-rv32-Og", "calls-rv64-O0", "race"})
    void instructionsGoBackAsTheyCame(String guest) {
        try (var debugging = guest.equals("race") ? at(guest, "race.c", 36) : at(guest, 37)) {
            Deque<String> visited = new ArrayDeque<>();
            for (int i = 0; i < 20; i++) {
                visited.push(place(debugging));
                debugging.move(i % 2 == 0 ? "stepIn" : "next", "granularity", "instruction");
            }
            while (!visited.isEmpty()) {
                debugging.move("stepBack", "granularity", "instruction");
                if (place(debugging).equals(visited.peek())) {
                    visited.pop();
                }
            }
        }
    }

    private static String place(Debugging debugging) {
        return debugging.frames().get(0).get("instructionPointerReference").getAsString() + " at " + debugging.step();
    }

    @Test
    void interruptsOnTheWayAreNotSteppedInto() {
        try (var debugging = at("race", "race.c", 51)) {
            debugging.breakAt("race.c");
            for (int i = 0; i < 40; i++) {
                debugging.go(i % 3 == 0 ? "stepIn" : "next");
                assertThat(debugging.stack()).noneMatch(frame -> frame.startsWith("on_timer"));
            }
            for (int i = 0; i < 40; i++) {
                debugging.go("stepBack");
                assertThat(debugging.stack()).noneMatch(frame -> frame.startsWith("on_timer"));
            }
        }
    }

    @Test
    void stepBackFromAnInterruptHandlerGoesToWhatItInterrupted() {
        try (var debugging = at("race", "race.c", 40)) {
            debugging.breakAt("race.c");
            List<String> stack = debugging.stack();
            assertThat(stack.get(0)).startsWith("on_timer");
            assertThat(stack.get(1)).startsWith("trap trap.S");
            for (int i = 0; i < 40 && debugging.where().matches("(on_timer|trap) .*"); i++) {
                debugging.go("stepBack");
            }
            assertThat(debugging.where()).isEqualTo(stack.get(2));
        }
    }

    @Test
    void nextOfOneInstructionGoesOverACall() {
        try (var debugging = at(O0, 37)) {
            List<String> stack = debugging.stack();
            for (int i = 0; i < 6; i++) {
                debugging.move("next", "granularity", "instruction");
                assertThat(debugging.stack()).hasSameSizeAs(stack);
            }
            assertThat(debugging.where()).isEqualTo("middle calls.c:38");
        }
    }

    @Test
    void stepsInAssemblyGoLineByLineInBothDirections() {
        try (var debugging = Debugging.atEntry("corruption")) {
            debugging.breakAt("start.S", 12);
            assertThat(debugging.go("continue")).isEqualTo("breakpoint _start start.S:12");
            debugging.breakAt("start.S");
            assertThat(debugging.go("next")).isEqualTo("step _start start.S:13");
            assertThat(debugging.go("next")).isEqualTo("step _start start.S:14");
            assertThat(debugging.go("stepBack")).isEqualTo("step _start start.S:13");
            assertThat(debugging.go("stepBack")).isEqualTo("step _start start.S:12");
        }
    }

    static Debugging at(String guest, int line) {
        return at(guest, "calls.c", line);
    }

    static Debugging at(String guest, String file, int line) {
        Debugging debugging = Debugging.atEntry(guest);
        debugging.breakAt(file, line);
        assertThat(debugging.go("continue")).startsWith("breakpoint").endsWith(file + ":" + line);
        return debugging;
    }
}
