package dev.hindsight.emulator.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Stock gdb and the tasks of an RTOS, which it calls threads. */
@Tag("tools")
class GdbTasksTest extends GdbTests {
    private static final String RED = "break toggle if light == &red";

    @ParameterizedTest
    @ValueSource(strings = {"rtos-rv64", "rtos-rv32", "rtos-old-rv32"})
    void everyTaskHasItsNameItsStateAndItsStack(String guest) {
        try (GdbDoor door = ofTestGuest(guest)) {
            Gdb gdb = door.gdb();
            assertThat(gdb.ask("info threads")).contains("\"hart 0\" (machine mode, next)");
            gdb.ask("break square");
            assertThat(gdb.ask("continue")).contains("\"Sum\" hit Breakpoint 1, square");
            assertThat(gdb.ask("info threads"))
                    .containsPattern("\\* \\d+ .*\"Sum\" \\(on hart 0, machine mode, next, priority 1\\) +square")
                    .containsPattern("\"Red\" \\(blocked, priority 3\\) .* yield")
                    .containsPattern("\"Green\" \\(blocked, priority 3\\) .* yield")
                    .containsPattern("\"Lines\" \\(blocked, priority 2\\) .* yield")
                    .containsPattern("\"IDLE\" \\(ready, priority 0\\)")
                    .doesNotContain("hart 0\" (machine");
            assertThat(gdb.ask("thread apply all -q backtrace -frame-arguments all"))
                    .containsPattern("yield .*\n.* delay .*\n.* blink \\(argument=\\w+ <red>\\)")
                    .containsPattern("yield .*\n.* delay .*\n.* blink \\(argument=\\w+ <green>\\)")
                    .containsPattern("yield .*\n.* wait .*\n.* write_lines ")
                    .containsPattern("square .*\n.* sum ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zephyr-rv64", "zephyr-rv32"})
    void everyThreadOfZephyrHasItsNameItsStateAndItsStack(String guest) {
        try (GdbDoor door = ofTestGuest(guest)) {
            Gdb gdb = door.gdb();
            gdb.ask("break square");
            assertThat(gdb.ask("continue")).contains("\"Sum\" hit Breakpoint 1, square");
            assertThat(gdb.ask("info threads"))
                    .containsPattern("\\* \\d+ .*\"Sum\" \\(on hart 0, machine mode, next, priority 4\\) +square")
                    .containsPattern("\"Red\" \\(blocked, priority 2\\) .* swap")
                    .containsPattern("\"idle\" \\(ready, priority 5\\)")
                    .doesNotContain("hart 0\" (machine");
            gdb.ask("tbreak toggle");
            gdb.ask("disable 1");
            gdb.ask("continue");
            assertThat(gdb.ask("thread apply all -q backtrace -frame-arguments all"))
                    .as("who was interrupted, and who gave the hart away")
                    .containsPattern("(square .*\n.* )?sum ")
                    .containsPattern("swap .*\n.* delay .*\n.* blink \\(argument=\\w+ <(red|green)>")
                    .containsPattern("swap .*\n.* wait .*\n.* write_lines ");
            gdb.ask("tbreak swap");
            assertThat(gdb.ask("reverse-continue")).containsPattern("\"\\w+\" hit Temporary breakpoint");
            assertThat(gdb.ask("info threads")).doesNotContain("hart 0\" (machine");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"rtos-rv64", "zephyr-rv64"})
    void gdbsOwnNumbersStayWithTasksAndHarts(String guest) {
        try (GdbDoor door = ofTestGuest(guest)) {
            Gdb gdb = door.gdbWithCommands();
            gdb.ask("break square");
            gdb.ask("continue");
            String numbers = numbers(gdb);
            assertThat(numbers).contains("1=hart 0", "=Sum", "=Red");
            gdb.ask("goto start");
            assertThat(numbers(gdb)).isEqualTo(numbers);
            assertThat(gdb.value("$_thread")).isEqualTo(1);
            assertThat(gdb.ask("info threads")).contains("(does not exist now)", "<unavailable> in ?? ()");
            assertThat(gdb.ask("thread apply all -q print $pc")).containsOnlyOnce("= (");
            assertThat(gdb.ask("stepi 3")).doesNotContain("rror");
            gdb.ask("goto end");
            assertThat(numbers(gdb)).isEqualTo(numbers);
            assertThat(gdb.ask("next")).contains("sum (");
        }
    }

    private static String numbers(Gdb gdb) {
        gdb.ask("info threads");
        return gdb.ask("python print(sorted('%d=%s' % (t.num, t.name) for t in gdb.selected_inferior().threads()))");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rtos-rv64", "zephyr-rv64"})
    void lineStepsFollowTheirTaskOverACallThatLetsOthersRun(String guest) {
        try (GdbDoor door = ofTestGuest(guest)) {
            Gdb gdb = door.gdb();
            gdb.ask(RED);
            gdb.ask("continue");
            gdb.ask("delete");
            assertThat(gdb.ask("finish")).contains("37");
            long red = gdb.value("$_thread");
            long before = gdb.step();
            assertThat(gdb.ask("next")).contains("38");
            assertThat(gdb.value("$_thread")).isEqualTo(red);
            assertThat(gdb.value("light == &red")).isEqualTo(1);
            assertThat(gdb.step()).as("others ran").isGreaterThan(before + 1000);
            assertThat(gdb.ask("reverse-next")).contains("37");
            assertThat(gdb.value("$_thread")).isEqualTo(red);
            assertThat(gdb.step()).isEqualTo(before);
            assertThat(gdb.ask("next")).contains("38");
        }
    }

    @ParameterizedTest
    @CsvSource({"rtos-rv64, xTickCount, 600", "zephyr-rv64, ticks_passed, 900"})
    void lineStepsDoNotSeeTheTicksThatSwitchTasks(String guest, String count, int steps) {
        try (GdbDoor door = ofTestGuest(guest)) {
            Gdb gdb = door.gdb();
            gdb.ask("tbreak square");
            gdb.ask("continue");
            assertThat(gdb.ask("finish")).contains("57");
            long ticks = gdb.value(count);
            for (int i = 0; i < steps; i++) {
                assertThat(gdb.ask("step")).containsPattern("(?m)^5[015-9]\t");
            }
            assertThat(gdb.value(count)).isGreaterThan(ticks + 2);
        }
    }

    @ParameterizedTest
    @CsvSource({"rtos-rv64, xTickCount, 900", "zephyr-rv64, ticks_passed, 900"})
    void lineStepsBackwardDoNotSeeTheTicksEither(String guest, String count, int steps) {
        try (GdbDoor door = ofTestGuest(guest)) {
            Gdb gdb = door.gdbWithCommands();
            gdb.ask("tbreak square");
            gdb.ask("continue");
            assertThat(gdb.ask("finish")).contains("57");
            for (int i = 0; i < steps; i++) {
                gdb.ask("next");
            }
            long ticks = gdb.value(count);
            for (int i = 0; i < steps - 20; i++) {
                assertThat(gdb.ask("reverse-next")).containsPattern("(?m)^5[5-9]\t");
            }
            assertThat(gdb.value(count)).isLessThan(ticks - 2);
            long step = gdb.step();
            gdb.ask("stepi 1200");
            gdb.ask("reverse-stepi 1200");
            assertThat(gdb.step()).as("each instruction is a step").isEqualTo(step);
        }
    }

    @Test
    void lineStepsBackwardStopAtABreakpointInATick() {
        try (GdbDoor door = ofTestGuest("rtos-rv64")) {
            Gdb gdb = door.gdbWithCommands();
            gdb.ask("tbreak square");
            gdb.ask("continue");
            gdb.ask("finish");
            for (int round = 0; round < 6; round++) {
                for (int i = 0; i < 250; i++) {
                    gdb.ask("next");
                }
                long step = gdb.step();
                long ticks = gdb.value("xTickCount");
                gdb.ask("tbreak wake_sleepers");
                String told = "";
                for (int i = 0; i < 500 && !told.contains("wake_sleepers"); i++) {
                    told = gdb.ask("reverse-next");
                }
                assertThat(gdb.value("xTickCount")).as("none is missed").isEqualTo(ticks);
                gdb.ask("goto " + step);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"rtos-rv64, blink, 38", "zephyr-rv64, delay, 150"})
    void aTaskThatDoesNotRunCanBeSteppedAndFinished(String guest, String caller, String line) {
        try (GdbDoor door = ofTestGuest(guest)) {
            Gdb gdb = door.gdb();
            gdb.ask("tbreak square");
            gdb.ask("continue");
            selectThread(gdb, "Lines");
            long lines = gdb.value("$_thread");
            assertThat(gdb.ask("up")).contains("wait (");
            assertThat(gdb.ask("finish")).contains("write_lines");
            assertThat(gdb.value("$_thread")).isEqualTo(lines);
            assertThat(gdb.ask("next")).contains("67");
            selectThread(gdb, "Red");
            assertThat(gdb.ask("next")).contains(caller + " (", line);
            gdb.ask("frame function blink");
            assertThat(gdb.value("light == &red")).isEqualTo(1);
        }
    }

    private static void selectThread(Gdb gdb, String name) {
        String found = gdb.ask("thread find " + name);
        gdb.ask("thread " + found.replaceAll("(?s)Thread (\\d+) .*", "$1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rtos-rv64", "zephyr-rv64"})
    void breakpointsMayBeOneTasks(String guest) {
        try (GdbDoor door = ofTestGuest(guest)) {
            Gdb gdb = door.gdb();
            gdb.ask(RED);
            gdb.ask("continue");
            gdb.ask("delete");
            gdb.ask("break toggle thread " + gdb.value("$_thread"));
            for (int i = 0; i < 4; i++) {
                assertThat(gdb.ask("continue")).contains("\"Red\" hit", "<red>");
            }
            for (int i = 0; i < 3; i++) {
                assertThat(gdb.ask("reverse-continue")).contains("\"Red\" hit", "<red>");
            }
            gdb.ask("delete");
            gdb.ask("break toggle");
            String both = gdb.ask("continue") + gdb.ask("continue") + gdb.ask("continue");
            assertThat(both).contains("\"Red\" hit", "\"Green\" hit");
        }
    }

    @Test
    void aStepInWhichZephyrLeavesAThreadCanBeTakenBack() {
        try (GdbDoor door = ofTestGuest("zephyr-rv64")) {
            Gdb gdb = door.gdb();
            gdb.ask("tbreak square");
            gdb.ask("continue");
            for (int i = 0; i < 4; i++) {
                gdb.ask("tbreak z_riscv_switch");
                gdb.ask("continue");
                long thread = gdb.value("$_thread");
                long before = 0;
                while (Pattern.compile("\\* " + thread + " .*\\(on hart")
                        .matcher(gdb.ask("info threads"))
                        .find()) {
                    before = gdb.step();
                    gdb.ask("stepi");
                }
                assertThat(gdb.step()).isEqualTo(before + 1);
                gdb.ask("reverse-stepi");
                assertThat(gdb.step()).isEqualTo(before);
                assertThat(gdb.value("$_thread")).isEqualTo(thread);
            }
        }
    }

    /** gdb steps off a breakpoint with all threads but one held, and aborts where another one stops all the same. */
    @Test
    void anotherTasksStopWaitsWhileOneIsSteppedOffItsBreakpoint() {
        try (GdbDoor door = ofTestGuest("rtos-rv64")) {
            Gdb gdb = door.gdb();
            leaveRedOnABreakpoint(gdb);
            long red = gdb.value("$_thread");
            long before = gdb.step();
            gdb.ask("break square");
            for (String command : List.of("stepi", "continue")) {
                String told = gdb.ask(command);
                assertThat(told)
                        .contains("Sum stopped at 0x8000004c, before this thread made its step.")
                        .contains("\"Red\" stopped", "yield ()");
                assertThat(gdb.value("$_thread")).isEqualTo(red);
                assertThat(gdb.ask("info threads")).containsPattern("\"Sum\" \\(on hart 0.*\\) +square");
                assertThat(gdb.step()).isGreaterThan(before);
                before = gdb.step();
            }
            gdb.ask("thread " + gdb.ask("thread find Sum").replaceAll("(?s)Thread (\\d+) .*", "$1"));
            assertThat(gdb.ask("next")).contains("sum (").doesNotContain("stopped");
            gdb.ask("delete");
            gdb.ask("thread " + red);
            assertThat(gdb.ask("next")).contains("blink (", "38");
        }
    }

    @Test
    void aStepOffABreakpointSurvivesThatSomebodyElseWentWhereAnotherTaskRuns() {
        try (GdbDoor door = ofTestGuest("rtos-rv64")) {
            Gdb gdb = door.gdb();
            gdb.ask("break square");
            gdb.ask("continue");
            door.somebody("Somebody").travel(mover -> mover.seek(0)).join();
            assertThat(gdb.ask("continue")).contains("Somebody moved to step 0", "stopped");
            assertThat(gdb.step()).isZero();
            assertThat(gdb.ask("info threads")).containsPattern("\\* .*\"hart 0\"");
            assertThat(gdb.ask("continue")).contains("\"Sum\" hit", "square (");
            assertThat(gdb.ask("info threads")).doesNotContain("hart 0\" (machine");
        }
    }

    /** Red is no longer on the hart, and a breakpoint is where it is to go on. */
    private static void leaveRedOnABreakpoint(Gdb gdb) {
        gdb.ask(RED);
        gdb.ask("continue");
        gdb.ask("delete");
        gdb.ask("tbreak yield");
        gdb.ask("continue");
        gdb.ask("tbreak vTaskSwitchContext");
        gdb.ask("continue");
        while (!gdb.frame().contains("yield")) {
            gdb.ask("stepi");
        }
        gdb.ask("break *$pc");
    }

    @Test
    void goingBackBeforeTheSchedulerLeavesTheHart() {
        try (GdbDoor door = ofTestGuest("rtos-rv64")) {
            Gdb gdb = door.gdb();
            gdb.ask("break square");
            gdb.ask("continue");
            gdb.ask("tbreak start_scheduler");
            assertThat(gdb.ask("reverse-continue")).contains("\"hart 0\" hit", "start_scheduler");
            assertThat(gdb.ask("info threads"))
                    .contains("\"hart 0\" (machine", "\"Red\" (ready", "\"IDLE\" (does not exist now)");
            assertThat(gdb.ask("reverse-continue")).contains(noMore());
            assertThat(gdb.ask("info threads"))
                    .containsPattern("hart 0\" \\(machine")
                    .containsPattern("Red\" \\(does not exist now\\)");
            assertThat(gdb.ask("continue")).contains("\"Sum\" hit Breakpoint 1");
            assertThat(gdb.ask("info threads")).contains("\"Red\" (blocked").doesNotContain("hart 0\" (machine");
        }
    }

    @Test
    void watchpointsSayWhichTaskWrites() {
        try (GdbDoor door = ofTestGuest("rtos-rv64")) {
            Gdb gdb = door.gdb();
            gdb.ask("break write_lines");
            gdb.ask("continue");
            gdb.ask("watch red.blinks");
            assertThat(gdb.ask("continue")).contains("\"Red\" hit Hardware watchpoint", "New value = 2");
            assertThat(gdb.ask("continue")).contains("\"Red\" hit Hardware watchpoint", "New value = 3");
            assertThat(gdb.ask("reverse-continue")).contains("\"Red\" hit Hardware watchpoint", "Old value = 3");
        }
    }

    @Test
    void jumpsLeadToWhateverRunsThere(@TempDir Path directory) throws IOException {
        try (GdbDoor door = ofTestGuest("rtos-rv64")) {
            Gdb gdb = door.gdb();
            gdb.ask("source " + GdbCommands.writeTo(directory));
            gdb.ask("break square");
            gdb.ask("continue");
            assertThat(gdb.ask("goto start")).contains("step 0");
            assertThat(gdb.ask("thread")).contains("Current thread is").contains("1.1");
            assertThat(gdb.ask("info threads"))
                    .contains("* ", "\"Red\" (does not exist now)")
                    .doesNotContain("terminated");
            assertThat(gdb.ask("goto end")).contains("square");
            assertThat(gdb.ask("info threads")).containsPattern("\\* .*\"Sum\"");
            assertThat(gdb.ask("stepi")).contains("50");
        }
    }
}
