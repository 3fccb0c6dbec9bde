package dev.hindsight.emulator.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** gdb calls functions of the guest, makes it return and jump. */
@Tag("tools")
class GdbCallsTest extends GdbTests {
    private static void standInThePast(Gdb gdb) {
        gdb.ask("tbreak print");
        gdb.ask("continue");
        gdb.ask("break leaf");
        gdb.ask("reverse-continue");
        assertThat(gdb.frame()).contains("leaf (a=4, b=2)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"calls-rv32-O0", "calls-rv64-O0"})
    void withOurCommandsACallLeavesNoTrace(String guest) {
        try (GdbDoor door = ofTestGuest(guest)) {
            Gdb gdb = door.gdbWithCommands();
            standInThePast(gdb);
            String registers = gdb.ask("info all-registers");
            String stack = gdb.ask("x/128xb $sp-64");
            String when = gdb.ask("when");

            assertThat(gdb.value("length_of(&head)")).isEqualTo(2);
            assertThat(gdb.value("factorial(5) + length_of(&head)")).isEqualTo(122);
            assertThat(gdb.ask("call count_to(10)")).doesNotContain("Exception");
            assertThat(gdb.value("counter")).as("what it wrote is gone").isZero();

            assertThat(gdb.ask("info all-registers")).isEqualTo(registers);
            assertThat(gdb.ask("x/128xb $sp-64")).isEqualTo(stack);
            assertThat(gdb.ask("when")).isEqualTo(when);
            assertThat(gdb.ask("monitor branches").lines()).hasSize(1);
            assertThat(gdb.ask("continue")).as("history goes on as it was").doesNotContain("leaf");
        }
    }

    @Test
    void aCallInWhichABreakpointStopsIsKeptAsABranch() {
        try (GdbDoor door = ofTestGuest("calls-rv64-O0")) {
            Gdb gdb = door.gdbWithCommands();
            standInThePast(gdb);
            assertThat(gdb.ask("print leaf(7,8)"))
                    .contains("Breakpoint 2, leaf (a=7, b=8)", "stopped while in a function");
            assertThat(gdb.ask("backtrace")).contains("<function called from gdb>", "leaf (a=4, b=2)");
            assertThat(gdb.ask("monitor branches").lines()).hasSize(2);
            assertThat(gdb.ask("finish")).contains("Value returned is $1 = 78");
            assertThat(gdb.frame()).contains("leaf (a=4, b=2)");
        }
    }

    @Test
    void aCallWithinOneThatWasKeptLeavesNoTrace() {
        try (GdbDoor door = ofTestGuest("calls-rv64-O0")) {
            Gdb gdb = door.gdbWithCommands();
            standInThePast(gdb);
            gdb.ask("print leaf(7,8)");
            gdb.ask("delete");
            long step = gdb.step();
            assertThat(gdb.ask("print leaf(3,4)")).contains("$1 = 34");
            assertThat(gdb.step()).isEqualTo(step);
            assertThat(gdb.frame()).contains("leaf (a=7, b=8)");
        }
    }

    @Test
    void aConditionMayCallAFunctionWhileAnotherIsCalled() {
        try (GdbDoor door = ofTestGuest("calls-rv64-O0")) {
            Gdb gdb = door.gdbWithCommands();
            standInThePast(gdb);
            String when = gdb.ask("when");
            gdb.ask("delete");
            gdb.ask("break leaf if factorial(b) == 2");
            assertThat(gdb.ask("print middle(7)")).contains("Breakpoint 3, leaf (a=7, b=2)");
            assertThat(gdb.ask("monitor branches").lines()).hasSize(2);
            gdb.ask("hindsight switch 0 " + when.split("[ ,]")[1]);
            gdb.ask("condition 3 factorial(b) == 6");
            assertThat(gdb.value("middle(7)")).isEqualTo(71 + 72);
            assertThat(gdb.ask("when")).isEqualTo(when);
            assertThat(gdb.ask("monitor branches").lines()).hasSize(2);
        }
    }

    @Test
    void aCallThatCannotBeginHoldsNobodyUp() throws Exception {
        try (GdbDoor door = ofTestGuest("calls-rv64-O0")) {
            Gdb gdb = door.gdbWithCommands();
            assertThat(gdb.ask("print factorial(5)")).as("no stack yet").contains("Cannot access memory");
            assertThat(gdb.value("$a0")).as("what it wrote before is gone").isZero();
            door.somebody("VS Code").travel(mover -> mover.seek(200)).get();
            assertThat(gdb.until("[VS Code moved")).contains("step 200");
            assertThat(gdb.until("\t")).contains("factorial (n=");
            assertThat(gdb.value("factorial(5)")).isEqualTo(120);
            assertThat(gdb.ask("monitor branches").lines()).hasSize(1);
        }
    }

    @Test
    void aCommandsFileThatIsSourcedTwiceIsThereOnce() {
        try (GdbDoor door = ofTestGuest("calls-rv64-O0")) {
            Gdb gdb = door.gdbWithCommands();
            gdb.ask("source " + door.commands());
            gdb.ask("tbreak leaf");
            gdb.ask("continue");
            assertThat(gdb.ask("print finish(0)")).contains("finish (status=0)");
            assertThat(gdb.ask("when")).as("it is kept once").containsPattern("^step (\\d+), .* ends at step \\1,");
        }
    }

    @Test
    void aCallThatCrashesIsTakenBackWhereTheUserWantsIt() {
        try (GdbDoor door = ofTestGuest("calls-rv64-O0")) {
            Gdb gdb = door.gdbWithCommands();
            standInThePast(gdb);
            gdb.ask("set unwindonsignal on");
            String when = gdb.ask("when");
            assertThat(gdb.ask("print ((int (*)(int)) 0x10)(5)")).contains("SIGSEGV");
            assertThat(gdb.ask("when")).isEqualTo(when);
            assertThat(gdb.frame()).contains("leaf (a=4, b=2)");
            assertThat(gdb.value("factorial(4)")).isEqualTo(24);
            assertThat(gdb.ask("monitor branches").lines()).hasSize(1);
        }
    }

    @Test
    void withoutOurCommandsACallOpensABranchAndSaysSo() {
        try (GdbDoor door = ofTestGuest("calls-rv64-O0")) {
            Gdb gdb = door.gdb();
            standInThePast(gdb);
            long step = gdb.step();
            assertThat(gdb.ask("print factorial(5)")).contains("Branch 1 begins here, at step " + step, "$1 = 120");
            gdb.ask("monitor switch 0 " + step);
            gdb.ask("maintenance flush register-cache");
            assertThat(gdb.ask("frame")).contains("leaf (a=4, b=2)");
        }
    }

    @Test
    void returnJumpAndSetVarOpenABranchInThePast() {
        try (GdbDoor door = ofTestGuest("calls-rv64-O0")) {
            Gdb gdb = door.gdb();
            standInThePast(gdb);
            gdb.ask("delete");
            gdb.ask("return (int) 1000");
            assertThat(gdb.ask("monitor branches")).contains("Branch 1 begins here", "* 1  from step ");
            gdb.ask("next");
            assertThat(gdb.value("second")).isEqualTo(1000);
            gdb.ask("set var first = 5");
            assertThat(gdb.ask("finish")).contains("Value returned is $2 = 1005");
            gdb.ask("tbreak outer");
            assertThat(gdb.ask("jump main")).contains("outer (value=4)");
        }
    }
}
