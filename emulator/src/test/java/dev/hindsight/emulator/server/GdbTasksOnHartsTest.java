package dev.hindsight.emulator.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.MachineConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Stock gdb, tasks on one hart, and another hart that knows nothing of them. */
@Tag("tools")
class GdbTasksOnHartsTest extends GdbTests {
    private static final int MOVES = 150;

    private GdbDoor door() {
        return ofTestGuest("beside-rv64", MachineConfig.STANDARD.withHarts(2));
    }

    private static void select(Gdb gdb, String name) {
        gdb.ask("thread " + gdb.ask("thread find " + name).replaceAll("(?s)Thread (\\d+) .*", "$1"));
    }

    @Test
    void aHartWithoutTasksIsAThreadBesideThem() {
        try (GdbDoor door = door()) {
            Gdb gdb = door.gdb();
            assertThat(gdb.ask("info threads")).contains("\"hart 0\"", "\"hart 1\"");
            gdb.ask("break square");
            assertThat(gdb.ask("continue")).contains("\"Sum\" hit");
            assertThat(gdb.ask("info threads"))
                    .containsPattern("\"hart 1\" \\(machine mode\\) +count ")
                    .containsPattern("\"Sum\" \\(on hart 0, machine mode, next, priority 1\\) +square ")
                    .containsPattern("\"Red\" \\(blocked, priority 3\\) .* yield ")
                    .doesNotContain("\"hart 0\" (machine");
            gdb.ask("tbreak count");
            gdb.ask("disable 1");
            assertThat(gdb.ask("continue")).contains("\"hart 1\" hit", "count ()");
            assertThat(gdb.value("$mhartid")).isEqualTo(1);
            select(gdb, "Sum");
            assertThat(gdb.value("$mhartid")).isZero();
        }
    }

    @Test
    void eachMakesItsOwnSteps() {
        try (GdbDoor door = door()) {
            Gdb gdb = door.gdb();
            gdb.ask("break square");
            gdb.ask("continue");
            gdb.ask("delete");
            select(gdb, "hart 1");
            long thread = gdb.value("$_thread");
            long pc = gdb.value("$pc");
            gdb.ask("stepi");
            assertThat(gdb.value("$_thread")).isEqualTo(thread);
            assertThat(gdb.value("$pc")).isNotEqualTo(pc);
            gdb.ask("reverse-stepi");
            assertThat(gdb.value("$_thread")).isEqualTo(thread);
            assertThat(gdb.value("$pc")).isEqualTo(pc);
            long counted = gdb.value("counted");
            for (int i = 0; i < 20; i++) {
                assertThat(gdb.ask("next")).containsPattern("^(1[0-9]|9|begin|count|20)");
                assertThat(gdb.value("$_thread")).isEqualTo(thread);
            }
            assertThat(gdb.value("counted")).isGreaterThan(counted + 3);
            select(gdb, "Red");
            long red = gdb.value("$_thread");
            assertThat(gdb.ask("next")).contains("blink (", "38");
            assertThat(gdb.value("$_thread")).isEqualTo(red);
            assertThat(gdb.value("light == &red")).isEqualTo(1);
            assertThat(gdb.ask("next")).contains("40");
            assertThat(gdb.value("$_thread")).isEqualTo(red);
            assertThat(gdb.ask("reverse-next")).contains("38");
            assertThat(gdb.value("$_thread")).isEqualTo(red);
        }
    }

    @Test
    void atRandomOneStepShowsOneState() {
        try (GdbDoor door = door()) {
            Gdb gdb = door.gdb();
            gdb.ask("break square");
            gdb.ask("continue");
            gdb.ask("break toggle");
            gdb.ask("break count if counted % 37 == 0");
            Random random = new Random(11);
            Map<Long, String> seen = new HashMap<>();
            int again = 0;
            for (int i = 0; i < MOVES; i++) {
                String told = gdb.ask(move(random));
                assertThat(told).as("move %d", i).doesNotContain("internal-error", "Remote failure", "not available");
                String state = gdb.ask("thread apply all -q print/x {$pc, $sp, $a5}");
                String threads = gdb.ask("info threads");
                assertThat(Pattern.compile("on hart 0|\"hart 0\" \\(machine")
                                .matcher(threads)
                                .results()
                                .count())
                        .as(threads)
                        .isEqualTo(1);
                assertThat(threads).contains("\"hart 1\"").containsPattern("\\* \\d+ ");
                String before = seen.put(gdb.step(), state.replaceAll("\\$\\d+ = ", ""));
                if (before != null) {
                    assertThat(state.replaceAll("\\$\\d+ = ", "")).isEqualTo(before);
                    again++;
                }
            }
            assertThat(again).isGreaterThan(5);
        }
    }

    private static String move(Random random) {
        List<String> moves = List.of(
                "stepi",
                "reverse-stepi",
                "next",
                "reverse-next",
                "step",
                "reverse-step",
                "continue",
                "reverse-continue",
                "thread " + (2 + random.nextInt(6)));
        return moves.get(random.nextInt(moves.size()));
    }
}
