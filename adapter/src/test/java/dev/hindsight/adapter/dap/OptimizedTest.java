package dev.hindsight.adapter.dap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a compiler leaves of calls and arguments when it optimizes; one guest in DWARF 5, one in DWARF 4 with GNU's extensions. */
class OptimizedTest {
    @ParameterizedTest
    @ValueSource(strings = {"optimized-rv64", "optimized-rv32"})
    void anArgumentIsNeverThatOfACallFurtherOut(String guest) {
        try (var debugging = atFunction(guest, "third")) {
            // first(3) calls second(3), which jumps to third(53).
            assertThat(localsWithin(debugging, "third")).containsOnly("a = 53");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"optimized-rv64", "optimized-rv32"})
    void anArgumentIsUnknownWhereTheFunctionMayHaveCalledItselfByJumps(String guest) {
        try (var debugging = atFunction(guest, "even")) {
            // main calls even(4), which jumps to odd(3), which jumps to even(3).
            assertThat(debugging.scope("Locals")).containsExactly("n = 4");
            debugging.move("continue");
            assertThat(localsWithin(debugging, "even")).contains("n = 3").allMatch(it -> it.matches("n = (3|<.*>)"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"optimized-rv64", "optimized-rv32"})
    void anArgumentThatIsNoLongerNeededIsTheOneThatTheCallerPassed(String guest) {
        try (var debugging = atFunction(guest, "hold")) {
            assertThat(localsWithin(debugging, "hold"))
                    .filteredOn(it -> it.startsWith("x"))
                    .containsOnly("x = 5");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"optimized-rv64", "optimized-rv32"})
    void anArgumentIsUnknownWhereTheFunctionMayHaveCalledItselfThroughAPointer(String guest) {
        try (var debugging = atFunction(guest, "choose")) {
            assertThat(localsWithin(debugging, "choose")).containsOnly("a = 20", "a = <optimized out>");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"optimized-rv64", "optimized-rv32"})
    void functionsThatEndedInAJumpAreFramesWhereTheWayIsUnique(String guest) {
        try (var debugging = atFunction(guest, "third")) {
            assertThat(functions(debugging)).containsExactly("third", "second", "first", "main", "_start");
            assertThat(debugging.stack().get(1)).isEqualTo("second optimized.c:21");
            assertThat(locals(debugging, 1)).containsExactly("a = 3");
        }
        try (var debugging = atFunction(guest, "held")) {
            assertThat(functions(debugging)).containsExactly("held", "pass", "hold", "main", "_start");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"optimized-rv64", "optimized-rv32"})
    void noFrameIsMadeUpWhereTheWayIsNot(String guest) {
        try (var debugging = atFunction(guest, "last")) {
            // From second directly, or by way of third.
            assertThat(functions(debugging)).containsExactly("last", "first", "main", "_start");
        }
        try (var debugging = atFunction(guest, "choose")) {
            debugging.breakpoints(
                    "setFunctionBreakpoints", Debugging.map("breakpoints", List.of(Debugging.map("name", "third"))));
            debugging.move("continue");
            assertThat(functions(debugging)).containsExactly("third", "around", "main", "_start");
        }
        try (var debugging = atFunction(guest, "odd")) {
            // Which of the calls of even it was does not show.
            assertThat(functions(debugging)).containsExactly("odd", "even", "main", "_start");
            assertThat(locals(debugging, 1)).containsExactly("n = <optimized out>");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"optimized-rv64", "optimized-rv32"})
    void movesTakeFramesOfTailCallsForWhatTheyAre(String guest) {
        try (var debugging = atFunction(guest, "third")) {
            debugging.breakpoints("setFunctionBreakpoints", Debugging.map("breakpoints", List.of()));
            List<Boolean> canRestart = debugging.frames().stream()
                    .map(frame -> frame.get("canRestart").getAsBoolean())
                    .toList();
            assertThat(canRestart).containsExactly(true, false, true, true, false);
            long here = debugging.step();
            debugging.request("restartFrame", "frameId", debugging.frame(0));
            debugging.client.await("stopped");
            assertThat(debugging.step()).isEqualTo(here);
            assertThat(debugging.go("stepBack")).isEqualTo("step second optimized.c:21");
            assertThat(functions(debugging)).containsExactly("second", "first", "main", "_start");
            assertThat(debugging.go("stepOut")).startsWith("step first ");
        }
        try (var debugging = atFunction(guest, "held")) {
            debugging.breakpoints("setFunctionBreakpoints", Debugging.map("breakpoints", List.of()));
            assertThat(debugging.go("stepOut")).startsWith("step hold ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"optimized-rv64", "optimized-rv32"})
    void aConditionSeesWhatTheCallersPassed(String guest) {
        try (var debugging = Debugging.atEntry(guest)) {
            debugging.setSource("optimized.c", Debugging.map("line", 14, "condition", "a == 55"));
            assertThat(debugging.go("continue")).isEqualTo("breakpoint third optimized.c:15");
            assertThat(debugging.scope("Locals")).containsExactly("a = 55");
        }
    }

    private static List<String> functions(Debugging debugging) {
        return debugging.stack().stream()
                .map(frame -> frame.replaceFirst(" .*", ""))
                .toList();
    }

    private static List<String> locals(Debugging debugging, int frame) {
        int scope = Debugging.list(debugging.request("scopes", "frameId", debugging.frame(frame)), "scopes")
                .findFirst()
                .orElseThrow()
                .get("variablesReference")
                .getAsInt();
        return debugging.variables(scope).map(Debugging::nameAndValue).toList();
    }

    /** The locals at each instruction from here on, for as long as it is of this function. */
    private static List<String> localsWithin(Debugging debugging, String function) {
        var found = new ArrayList<String>();
        while (debugging.where().startsWith(function + " ")) {
            found.addAll(debugging.scope("Locals"));
            debugging.move("next", "granularity", "instruction");
        }
        return found;
    }

    private static Debugging atFunction(String guest, String function) {
        Debugging debugging = Debugging.atEntry(guest);
        debugging.breakpoints(
                "setFunctionBreakpoints", Debugging.map("breakpoints", List.of(Debugging.map("name", function))));
        assertThat(debugging.go("continue")).contains(" " + function + " ");
        return debugging;
    }
}
