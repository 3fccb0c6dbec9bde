package dev.hindsight.adapter.dap;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Steps in an assembler file whose labels have no type and no size, and whose code no debug information describes but lines. */
class AssemblerSteppingTest {
    private static final String SOURCE = "labels.S";

    @ParameterizedTest
    @ValueSource(strings = {"labels-rv64", "labels-rv32"})
    void eachLineOfALabelWithoutSizeIsAStepInBothDirections(String guest) {
        try (var debugging = atLabel(guest, 13)) {
            assertThat(walk(debugging, "next", 5))
                    .containsExactly(
                            "step work labels.S:14",
                            "step work labels.S:15",
                            "step work labels.S:16",
                            "step work labels.S:17",
                            "step main labels.c:9");
        }
        try (var debugging = atLabel(guest, 17)) {
            assertThat(walk(debugging, "stepBack", 5))
                    .containsExactly(
                            "step work labels.S:16",
                            "step work labels.S:15",
                            "step work labels.S:14",
                            "step work labels.S:13",
                            "step main labels.c:9");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"labels-rv64", "labels-rv32"})
    void labelsWithinAFunctionAndCallsOfOthersAreSteppedOver(String guest) {
        try (var debugging = atLabel(guest, 31)) {
            List<String> lines = walk(debugging, "next", 11);
            assertThat(lines)
                    .containsExactly(
                            "step outer labels.S:32",
                            "step outer labels.S:33",
                            "step outer labels.S:34",
                            "step outer labels.S:35",
                            "step outer labels.S:36",
                            "step outer labels.S:37",
                            "step outer labels.S:38",
                            "step outer labels.S:39",
                            "step outer labels.S:40",
                            "step outer labels.S:41",
                            "step main labels.c:12");
        }
    }

    @Test
    void stepInGoesIntoALabelThatIsCalled() {
        try (var debugging = atLabel("labels-rv64", 35)) {
            assertThat(walk(debugging, "stepIn", 4))
                    .containsExactly(
                            "step helper labels.S:44",
                            "step helper labels.S:45",
                            "step done labels.S:48",
                            "step outer labels.S:36");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"labels-rv64", "labels-rv32"})
    void stepBackUndoesNext(String guest) {
        try (var debugging = atLabel(guest, 31)) {
            Deque<String> visited = new ArrayDeque<>();
            for (int i = 0; i < 10; i++) {
                visited.push(debugging.where() + " at " + debugging.step());
                debugging.go("next");
            }
            while (!visited.isEmpty()) {
                debugging.go("stepBack");
                assertThat(debugging.where() + " at " + debugging.step()).isEqualTo(visited.pop());
            }
        }
        try (var debugging = atLabel(guest, 22)) {
            List<String> forward = walk(debugging, "next", 10);
            debugging.go("stepBack");
            List<String> backward = new ArrayList<>();
            for (int i = 0; i < 9; i++) {
                backward.add(0, "step " + debugging.where());
                debugging.go("stepBack");
            }
            assertThat(backward).isEqualTo(forward.subList(0, 9));
        }
    }

    @Test
    void aLabelWithoutSizeReachesToTheNextOne() {
        try (var debugging = atLabel("labels-rv64", 13)) {
            assertThat(debugging.stack()).containsExactly("work labels.S:13", "main labels.c:9", "_start start.S:19");
            assertThat(debugging.go("stepOut")).isEqualTo("step main labels.c:9");
        }
    }

    private static List<String> walk(Debugging debugging, String move, int times) {
        return IntStream.range(0, times).mapToObj(i -> debugging.go(move)).toList();
    }

    private static Debugging atLabel(String guest, int line) {
        Debugging debugging = SteppingTest.at(guest, SOURCE, line);
        debugging.breakAt(SOURCE);
        return debugging;
    }
}
