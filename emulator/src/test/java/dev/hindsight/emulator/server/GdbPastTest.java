package dev.hindsight.emulator.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What gdb shows of the past: every kind of storage as it was, and watchpoints of all kinds met in both directions. */
@Tag("tools")
class GdbPastTest extends GdbTests {
    @ParameterizedTest
    @CsvSource({
        "change_statics, global, 1, 101",
        "change_statics, of_file, 2, 102",
        "change_statics, of_function, 6, 106",
        "change_locals, argument, 9, 109",
        "change_locals, local, 7, 107",
        "change_locals, in_register, 8, 108",
        "change_structures, parts.tag, 97, 122",
        "change_structures, parts.high, 2, 31",
        "change_structures, parts.numbers[1], 4, 104",
        "change_structures, wide, 4294967296, 8589934593",
        "change_structures, real * 100, 50, 225",
        "change_structures, *pointer, 101, 102"
    })
    void everyKindOfStorageIsAsItWas(String function, String expression, long before, long after) {
        for (String guest : new String[] {"values-rv32", "values-rv64"}) {
            try (GdbDoor door = ofTestGuest(guest)) {
                Gdb gdb = at(door, function);
                if (function.equals("change_locals")) {
                    gdb.ask("next 2"); // beyond their initial values
                }
                long begin = gdb.step();
                assertThat(gdb.value(expression)).isEqualTo(before);
                gdb.ask("next " + (function.equals("change_structures") ? 6 : 3));
                assertThat(gdb.value(expression)).isEqualTo(after);
                long end = gdb.step();

                gdb.ask("reverse-next 6");
                gdb.ask("stepi " + (begin - gdb.step()));
                assertThat(gdb.value(expression)).isEqualTo(before);
                gdb.ask("stepi " + (end - begin));
                assertThat(gdb.value(expression)).isEqualTo(after);
                gdb.ask("reverse-stepi " + (end - begin));
                assertThat(gdb.value(expression)).isEqualTo(before);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "change_statics, global, 1, 101",
        "change_statics, of_function, 6, 106",
        "change_locals, argument, 9, 109",
        "change_locals, local, 7, 107",
        "change_locals, in_register, 8, 108",
        "change_structures, parts.tag, 97 'a', 122 'z'",
        "change_structures, parts.high, 2, 31",
        "change_structures, parts.numbers[1], 4, 104",
        "change_structures, wide, 4294967296, 8589934593",
        "change_structures, real, 0.5, 2.25"
    })
    void aChangeOfEveryKindOfStorageIsMetInBothDirections(
            String function, String expression, String before, String after) {
        for (String guest : new String[] {"values-rv32", "values-rv64"}) {
            try (GdbDoor door = ofTestGuest(guest)) {
                Gdb gdb = at(door, function);
                if (function.equals("change_locals")) {
                    gdb.ask("next 2");
                }
                gdb.ask("watch " + expression);
                gdb.ask("continue");
                String forward = expression.equals("wide") && guest.endsWith("32") ? gdb.ask("continue") : "";
                assertThat(gdb.ask("print " + expression)).endsWith("= " + after);
                long there = gdb.step();
                gdb.ask("stepi 2");
                assertThat(gdb.ask("reverse-continue")).contains("New value = ").endsWith("\t" + line(gdb));
                if (!forward.isEmpty()) {
                    assertThat(forward).contains("Old value = ", "New value = " + after);
                    gdb.ask("reverse-continue");
                }
                assertThat(gdb.ask("print " + expression)).endsWith("= " + before);
                assertThat(gdb.step()).isLessThan(there);
                assertThat(gdb.ask("continue")).contains("Old value = " + before, "New value = ");
            }
        }
    }

    private static String line(Gdb gdb) {
        String frame = gdb.frame();
        return frame.substring(frame.lastIndexOf('\t') + 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"values-rv32", "values-rv64"})
    void aConditionOfAWatchpointHoldsForTheValueThatIsThere(String guest) {
        try (GdbDoor door = ofTestGuest(guest)) {
            Gdb gdb = at(door, "main");
            gdb.ask("watch watched if watched == 3");
            assertThat(gdb.ask("continue")).contains("Old value = 2", "New value = 3", "count (rounds=5)");
            long forward = gdb.step();
            assertThat(gdb.ask("continue")).contains("The guest exits");
            assertThat(gdb.ask("reverse-continue")).contains("Old value = 4", "New value = 3");
            assertThat(gdb.step()).isGreaterThan(forward);
            assertThat(gdb.value("i")).isEqualTo(4);
            assertThat(gdb.ask("reverse-continue")).contains(noMore());
            gdb.ask("condition 2 watched < 2");
            assertThat(gdb.ask("continue")).contains("Old value = 0", "New value = 1");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"values-rv32", "values-rv64"})
    void conditionsHoldForReadsAndAccessesToo(String guest) {
        try (GdbDoor door = ofTestGuest(guest)) {
            Gdb gdb = at(door, "main");
            gdb.ask("rwatch watched if watched == 5");
            assertThat(gdb.ask("continue")).contains("Hardware read watchpoint 2", "Value = 5", "in main ()");
            long read = gdb.step();
            gdb.ask("stepi");
            assertThat(gdb.ask("reverse-continue")).contains("Hardware read watchpoint 2", "Value = 5");
            assertThat(gdb.step()).isEqualTo(read - 1);
            gdb.ask("condition 2 watched == 4");
            assertThat(gdb.ask("reverse-continue")).as("nobody read it then").contains(noMore());
            gdb.ask("delete");

            gdb.ask("awatch watched if watched == 2");
            assertThat(gdb.ask("continue")).contains("Old value = 1", "New value = 2");
            long written = gdb.step();
            assertThat(gdb.ask("continue"))
                    .as("written again")
                    .contains("Value = 2")
                    .doesNotContain("Old value");
            long again = gdb.step();
            assertThat(gdb.ask("continue")).contains("The guest exits");
            assertThat(gdb.ask("reverse-continue")).contains("Old value = 3", "New value = 2");
            assertThat(gdb.ask("reverse-continue")).contains("Value = 2").doesNotContain("Old value");
            assertThat(gdb.step()).isEqualTo(again - 1);
            assertThat(gdb.ask("reverse-continue")).contains(noMore());
            assertThat(written).isLessThan(again);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aWatchedLocalVariableEndsWithItsCall(boolean hardware) {
        try (GdbDoor door = ofTestGuest("values-rv64")) {
            Gdb gdb = at(door, "scoped");
            gdb.ask("set can-use-hw-watchpoints " + (hardware ? 1 : 0));
            gdb.ask("next");
            gdb.ask("watch local");
            assertThat(gdb.ask("continue")).contains("Old value = 10", "New value = 11");
            assertThat(gdb.ask("continue")).contains("Old value = 11", "New value = 22");
            long changed = gdb.step();
            assertThat(gdb.ask("reverse-continue")).contains("Old value = 22", "New value = 11");
            assertThat(gdb.step()).isLessThan(changed);
            assertThat(gdb.ask("continue")).contains("Old value = 11", "New value = 22");
            assertThat(gdb.step()).isEqualTo(changed);
            assertThat(gdb.ask("continue"))
                    .contains("atchpoint 2 deleted because the program has left the block in\nwhich its expression")
                    .contains("in main ()", "64\t");
            assertThat(gdb.ask("info watchpoints")).contains("No watchpoints");
        }
    }

    @Test
    void aWatchedLocalVariableEndsBeforeItsCallToo() {
        try (GdbDoor door = ofTestGuest("values-rv64")) {
            Gdb gdb = at(door, "scoped if argument == 20");
            gdb.ask("set can-use-hw-watchpoints 0");
            gdb.ask("watch local");
            assertThat(gdb.ask("reverse-continue"))
                    .contains("Watchpoint 2 deleted because the program has left the block in\nwhich its expression")
                    .contains("main ()", "65\t");
            assertThat(gdb.ask("x/i $pc")).contains("\tjal\t", "<scoped>");
        }
    }

    @Test
    void aJumpOutOfTheCallEndsItToo() {
        try (GdbDoor door = ofTestGuest("values-rv64")) {
            Gdb gdb = door.gdbWithCommands();
            gdb.ask("tbreak scoped");
            gdb.ask("continue");
            gdb.ask("next");
            gdb.ask("watch local");
            assertThat(gdb.ask("goto +2")).contains("scoped (argument=10)");
            assertThat(gdb.ask("continue"))
                    .as("the value here is what it compares with")
                    .contains("Old value = 10");
            assertThat(gdb.ask("goto start")).contains("Watchpoint 2 deleted because the program has left the block");
            assertThat(gdb.ask("info watchpoints")).contains("No watchpoints");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"values-rv32", "values-rv64"})
    void afterAJumpEveryWatchpointComparesWithWhatIsThere(String guest) {
        try (GdbDoor door = ofTestGuest(guest)) {
            Gdb gdb = door.gdbWithCommands();
            gdb.ask("watch watched");
            gdb.ask("continue");
            gdb.ask("continue");
            gdb.ask("continue");
            long third = gdb.step();
            gdb.ask("condition 1 watched > 1");
            gdb.ask("goto start");
            assertThat(gdb.ask("continue")).contains("Old value = 1", "New value = 2");
            gdb.ask("goto end");
            assertThat(gdb.step()).isEqualTo(third);
            assertThat(gdb.ask("reverse-continue")).contains("Old value = 3", "New value = 2");
            gdb.ask("goto " + third);
            assertThat(gdb.ask("continue")).contains("Old value = 3", "New value = 4");
            gdb.ask("back");
            assertThat(gdb.step()).isEqualTo(third);
            assertThat(gdb.ask("reverse-continue")).contains("Old value = 3", "New value = 2");
        }
    }

    @Test
    void displaysFollowEveryMove() {
        try (GdbDoor door = ofTestGuest("values-rv64")) {
            Gdb gdb = door.gdbWithCommands();
            gdb.ask("break 47");
            gdb.ask("display watched");
            gdb.ask("display/x of_file");
            assertThat(gdb.ask("continue")).contains("1: watched = 1", "2: /x of_file = 0x66");
            assertThat(gdb.ask("continue")).contains("1: watched = 2");
            long second = gdb.step();
            assertThat(gdb.ask("reverse-next")).contains("46\t", "1: watched = 1");
            assertThat(gdb.ask("reverse-continue")).contains("47\t", "1: watched = 1");
            assertThat(gdb.ask("goto start")).contains("1: watched = 0", "2: /x of_file = 0x2");
            assertThat(gdb.ask("goto " + second)).contains("1: watched = 2", "2: /x of_file = 0x66");
            assertThat(gdb.ask("back")).contains("1: watched = 0");
            assertThat(gdb.ask("forward")).contains("1: watched = 2");
            assertThat(gdb.ask("last watched")).contains("1: watched = 1");
            gdb.ask("delete");
            assertThat(gdb.ask("reverse-until")).contains("45\t", "1: watched = 1", "2: /x of_file = 0x66");
            assertThat(gdb.ask("reverse-until")).contains("63\t", "1: watched = 0", "2: /x of_file = 0x66");
            gdb.ask("undisplay 1");
            assertThat(gdb.ask("goto " + second))
                    .contains("2: /x of_file = 0x66")
                    .doesNotContain("1: watched");
        }
    }
}
