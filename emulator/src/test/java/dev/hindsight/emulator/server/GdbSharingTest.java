package dev.hindsight.emulator.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.session.Client;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two stock gdbs on one timeline. */
@Tag("tools")
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GdbSharingTest extends GdbTests {
    @Test
    void eachGetsToWhereTheOtherWent() {
        try (GdbDoor door = ofTestGuest("calls-rv64-O0")) {
            Gdb one = door.gdb();
            Gdb two = door.gdb();
            one.ask("break leaf");
            assertThat(one.ask("continue")).contains("leaf (a=4, b=1)");
            long there = one.step();

            assertThat(two.value("$pc")).as("it reads from its view").isEqualTo(0x1000);
            assertThat(two.ask("continue")).contains("Program stopped.", "leaf (a=4, b=1)");
            assertThat(two.step()).isEqualTo(there);

            assertThat(two.ask("reverse-finish")).contains("middle (value=4)");
            long back = two.step();
            assertThat(one.frame()).contains("leaf (a=4, b=1)");
            assertThat(one.ask("next")).contains("Program stopped.", "middle (value=4)");
            assertThat(one.step()).isEqualTo(back);
            assertThat(one.ask("continue")).contains("leaf (a=4, b=1)");
        }
    }

    @Test
    void whileOneRunsTheOtherReadsIsRefusedAndSetsBreakpoints() throws InterruptedException {
        try (GdbDoor door = ofExample("console")) {
            Gdb one = door.gdb();
            Gdb two = door.gdb();
            door.run(one);
            assertThat(two.value("$pc")).isEqualTo(0x1000);
            assertThat(two.ask("stepi")).containsAnyOf("gdb is running the machine");
            two.ask("break main");
            one.interrupt();
            assertThat(one.end()).contains("SIGINT");
            assertThat(two.ask("continue")).contains("Program stopped.");
            assertThat(two.ask("reverse-continue")).contains("Breakpoint 1, main ()");
        }
    }

    @Test
    void whoComesToAMachineThatRunsForNobodyStopsIt() throws InterruptedException {
        try (GdbDoor door = GdbDoor.ofExample("console")) {
            door.runForNobody();
            Gdb gdb = door.gdb();
            long there = gdb.step();
            gdb.ask("stepi");
            assertThat(gdb.step()).isEqualTo(there + 1);
            gdb.ask("tbreak main");
            assertThat(gdb.ask("reverse-continue")).contains("main ()");
        }
    }

    @Test
    void oneThatDiesDisturbsNobody() throws InterruptedException {
        try (GdbDoor door = ofExample("console")) {
            Gdb one = door.gdb();
            Gdb two = door.gdb();
            door.run(one);
            one.close();
            two.ask("tbreak main");
            String answer = two.ask("continue");
            if (answer.contains("Program stopped.")) {
                answer = two.ask("reverse-continue");
            }
            assertThat(answer).contains("main ()");
        }
    }

    @Test
    void withOurCommandsAGdbLearnsAtOnceWhereAnotherWent() {
        try (GdbDoor door = ofTestGuest("calls-rv64-O0")) {
            Gdb one = door.gdbWithCommands();
            Gdb two = door.gdb();
            two.ask("break leaf");
            two.ask("continue");
            long there = two.step();
            assertThat(one.until("[")).contains("[gdb 2 moved to step " + there + ", ", "calls.c:");
            assertThat(one.until("return")).contains("leaf (a=4, b=1)");
            assertThat(one.step()).isEqualTo(there);
            assertThat(one.value("a")).isEqualTo(4);
            two.ask("set var a=5");
            assertThat(one.until("[gdb 2 wrote")).doesNotContain("moved");
            assertThat(one.value("a")).isEqualTo(5);
        }
    }

    @Test
    void anIdeThatUsesGdbIsToldOfAStopToo() throws Exception {
        try (GdbDoor door = ofTestGuest("calls-rv64-O0")) {
            Gdb ide = door.gdbOfAnIde();
            ide.until("*stopped");
            Client other = door.somebody("VS Code");
            other.move(mover -> mover.seek(1500)).get();
            assertThat(ide.until("[VS Code moved"))
                    .contains("*running", "*stopped,reason=\"end-stepping-range\"", "moved to step 1 500, ");
        }
    }
}
