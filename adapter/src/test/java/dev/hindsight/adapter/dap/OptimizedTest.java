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
            assertThat(localsWithin(debugging, "third")).isNotEmpty().allMatch(it -> it.matches("a = (53|<.*>)"));
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
