package dev.hindsight.emulator.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stock gdb going backward. */
@Tag("tools")
class GdbReverseTest extends GdbTests {
    @ParameterizedTest
    @ValueSource(strings = {"calls-rv32-O0", "calls-rv64-O0"})
    void walksBackTheWayItCame(String guest) {
        try (GdbDoor door = ofTestGuest(guest)) {
            Gdb gdb = door.gdb();
            gdb.ask("break leaf");
            gdb.ask("continue");
            long first = gdb.step();
            gdb.ask("continue");
            long second = gdb.step();
            gdb.ask("finish");
            gdb.ask("next");
            assertThat(gdb.frame()).contains("return first + second;");

            gdb.ask("disable");
            assertThat(gdb.ask("reverse-step")).contains("leaf (a=4, b=2)");
            assertThat(gdb.ask("reverse-finish")).contains("int second = leaf(value, 2);");
            assertThat(gdb.step()).isLessThan(second);
            gdb.ask("enable");
            String before = gdb.ask("reverse-next");
            if (isOfDebian12()) {
                // gdb 16 goes to the line before at once.
                assertThat(before).as("to the start of the line").contains("int second");
                before = gdb.ask("reverse-next");
            }
            assertThat(before).contains("Breakpoint 1, leaf (a=4, b=1)");
            assertThat(gdb.step()).isEqualTo(first);

            gdb.ask("delete");
            assertThat(gdb.ask("reverse-finish")).contains("int first = leaf(value, 1);");
            assertThat(gdb.ask("next")).contains("int second = leaf(value, 2);");
            assertThat(gdb.ask("reverse-next")).contains("int first = leaf(value, 1);");
        }
    }

    @Test
    void oneReverseStepiIsOneStep() {
        try (GdbDoor door = ofTestGuest("calls-rv64-O0")) {
            Gdb gdb = door.gdb();
            gdb.ask("tbreak leaf");
            gdb.ask("continue");
            long step = gdb.step();
            long pc = gdb.value("$pc");
            gdb.ask("reverse-stepi 20");
            assertThat(gdb.step()).isEqualTo(step - 20);
            gdb.ask("stepi 20");
            assertThat(gdb.step()).isEqualTo(step);
            assertThat(gdb.value("$pc")).isEqualTo(pc);
        }
    }

    @Test
    void reverseContinueMeetsBreakpointsAndTheStart() {
        try (GdbDoor door = ofTestGuest("calls-rv64-O0")) {
            Gdb gdb = door.gdb();
            gdb.ask("continue");
            gdb.ask("break leaf");
            assertThat(gdb.ask("reverse-continue")).contains("leaf (a=4, b=2)");
            assertThat(gdb.ask("reverse-continue")).contains("leaf (a=4, b=1)");
            assertThat(gdb.ask("reverse-continue")).contains(noMore());
            assertThat(gdb.step()).isZero();
            assertThat(gdb.ask("reverse-stepi")).contains(noMore());
            assertThat(gdb.ask("continue")).contains("leaf (a=4, b=1)");
        }
    }

    @Test
    void fromThePastItReplaysAndThenRecordsOn() {
        try (GdbDoor door = ofTestGuest("calls-rv64-O0")) {
            Gdb gdb = door.gdb();
            gdb.ask("break leaf");
            gdb.ask("continue");
            gdb.ask("continue");
            long end = gdb.step();
            gdb.ask("reverse-continue");
            assertThat(gdb.step()).isLessThan(end);
            gdb.ask("delete");
            gdb.ask("break count_to");
            assertThat(gdb.ask("continue")).contains("count_to (limit=10)");
            assertThat(gdb.step()).isGreaterThan(end);
        }
    }

    @Test
    void aWriteInThePastChangesWhatFollows() {
        try (GdbDoor door = ofTestGuest("calls-rv64-O0")) {
            Gdb gdb = door.gdb();
            gdb.ask("break leaf");
            gdb.ask("continue");
            gdb.ask("continue");
            gdb.ask("reverse-continue");
            gdb.ask("set var a = 100");
            assertThat(gdb.ask("monitor when")).contains("branch 1");
            assertThat(gdb.ask("finish")).contains(" = 1001");
            gdb.ask("reverse-stepi");
            gdb.ask("stepi");
            assertThat(gdb.value("$a0")).isEqualTo(1001);
        }
    }

    @Test
    void theCommandsFileJumpsAndKeepsGdbFresh(@TempDir Path directory) throws IOException {
        try (GdbDoor door = ofTestGuest("calls-rv64-O0")) {
            Gdb gdb = door.gdb();
            gdb.ask("source " + GdbCommands.writeTo(directory));
            gdb.ask("watch counter");
            gdb.ask("continue");
            long first = gdb.step();
            gdb.ask("continue");
            gdb.ask("continue");
            long third = gdb.step();
            assertThat(gdb.value("counter")).isEqualTo(6);

            assertThat(gdb.ask("goto " + first)).startsWith("step " + first).contains("count_to");
            assertThat(gdb.ask("when")).startsWith("step " + first + ",");
            assertThat(gdb.value("counter")).isEqualTo(1);
            assertThat(gdb.ask("continue")).contains("Old value = 1", "New value = 3");
            assertThat(gdb.ask("goto " + third)).contains("count_to");
            assertThat(gdb.ask("reverse-continue")).contains("Old value = 6", "New value = 3");
            assertThat(gdb.ask("goto start")).contains("0x0000000000001000");
            assertThat(gdb.ask("goto nowhere")).contains("'nowhere' is not a step");
        }
    }

    @Test
    void seekGoesToEventsAndGdbLooksThere(@TempDir Path directory) throws IOException {
        try (GdbDoor door = ofTestGuest("interrupts-rv64")) {
            Gdb gdb = door.gdb();
            gdb.ask("source " + GdbCommands.writeTo(directory));
            gdb.ask("continue");
            long end = gdb.step();
            assertThat(gdb.ask("seek back interrupt 7"))
                    .contains(": Timer interrupt")
                    .contains("main () at");
            assertThat(gdb.value("ticks")).isEqualTo(19);
            assertThat(gdb.ask("seek #3 call on_trap")).contains(": Call of 0x").contains("on_trap () at");
            assertThat(gdb.value("ticks")).isEqualTo(2);
            assertThat(gdb.ask("seek call nobody")).contains("'nobody' is not an address");
            gdb.ask("goto " + end);
            assertThat(gdb.ask("last-write ticks"))
                    .contains(": write of 4 bytes")
                    .contains("on_trap () at");
            assertThat(gdb.value("ticks")).isEqualTo(19);
        }
    }

    @Test
    void aLongSearchSaysHowFarItIsAndCtrlCEndsItWhereItBegan() {
        Hold hold = new Hold();
        try (GdbDoor door = ofExample("bench/integer", hold)) {
            Gdb gdb = door.gdb();
            gdb.ask("monitor goto 4000000");
            gdb.ask("maintenance flush register-cache");
            gdb.ask("set can-use-hw-watchpoints 1");
            gdb.ask("rwatch *(char *) 0x80f00000");
            hold.after(Hold.UNTIL_TOLD);
            gdb.begin("reverse-continue");
            assertThat(gdb.line()).contains("Continuing.");
            assertThat(gdb.line()).contains("[searched ").contains(" % of 4,000,000 steps]");
            gdb.interrupt("Program received signal SIGINT");
            assertThat(gdb.step()).isEqualTo(4_000_000);
        }
    }

    @Test
    void lineStepsBackwardDoNotSeeInterrupts() {
        try (GdbDoor door = ofExample("race")) {
            Gdb gdb = door.gdbWithCommands();
            gdb.ask("tbreak empty");
            gdb.ask("continue");
            for (int i = 0; i < 200; i++) {
                gdb.ask("next");
            }
            long interrupts = gdb.value("taken");
            for (int i = 0; i < 900 && gdb.value("taken") > interrupts - 3; i++) {
                assertThat(gdb.ask("reverse-next")).doesNotContain("trap", "on_timer");
            }
            assertThat(gdb.value("taken")).isEqualTo(interrupts - 3);
        }
    }
}
