package dev.hindsight.emulator.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.MachineConfig;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What stock gdb does with the program itself: finding it, loading it, starting it again. */
@Tag("tools")
class GdbProgramTest extends GdbTests {
    @Test
    void aGdbWithoutAFileFindsTheProgramByItself() {
        try (GdbDoor door = ofExample("corruption")) {
            Gdb gdb = door.gdbWithoutFile();
            assertThat(gdb.ask("info inferiors")).contains("process 1", "corruption.elf");
            gdb.ask("break rename_zone");
            assertThat(gdb.ask("continue")).contains("Breakpoint 1", "rename_zone (zone=");
        }
    }

    @Test
    void whatIsLoadedIsWhatIsThere() {
        try (GdbDoor door = ofExample("corruption")) {
            Gdb gdb = door.gdb();
            assertThat(gdb.ask("compare-sections"))
                    .contains(".text")
                    .contains("matched")
                    .doesNotContain("MIS-MATCHED");
            gdb.ask("set var *(unsigned char *) copy = 0");
            assertThat(gdb.ask("compare-sections .text")).contains("MIS-MATCHED");
            assertThat(gdb.ask("load")).contains("Loading section .text", "Start address", "Transfer rate");
            assertThat(gdb.ask("compare-sections .text")).contains("matched").doesNotContain("MIS-MATCHED");
            gdb.ask("break rename_zone");
            assertThat(gdb.ask("continue")).contains("rename_zone (zone=");
        }
    }

    @Test
    void findSearchesInTheStub() {
        try (GdbDoor door = ofExample("corruption")) {
            Gdb gdb = door.gdb();
            gdb.ask("set debug remote 1");
            String answer = gdb.ask("find 0x80000000, +0x7000000, 'G','r','e','e','n','h','o','u','s','e'");
            assertThat(answer).contains("qSearch:memory:80000000;", "1 pattern found.");
            assertThat(gdb.ask("find 0x80000000, +0x1000000, \"Nowhere to be found\""))
                    .contains("Pattern not found.");
            assertThat(gdb.ask("find 0x87000000, +0x2000000, \"Nowhere to be found\""))
                    .contains("memory at 0x88000000 cannot be read");
        }
    }

    @Test
    void devicesAreWrittenAndTheMachineIsReset() {
        try (GdbDoor door = ofExample("corruption")) {
            Gdb gdb = door.gdb();
            gdb.ask("break rename_zone");
            gdb.ask("continue");
            assertThat(gdb.ask("set {int}0x2004000 = 77")).isEmpty();
            assertThat(gdb.value("*(int *) 0x2004000")).isEqualTo(77);
            gdb.ask("set {char}0x10000003 = 7");
            assertThat(gdb.value("*(char *) 0x10000003")).isEqualTo(7);
            assertThat(gdb.ask("set {int}0x100000 = 0x5555")).contains("Cannot access memory at address 0x100000");
            assertThat(gdb.ask("monitor when")).as("why").startsWith("A debugger's write cannot end the guest");
            long before = gdb.step();
            assertThat(gdb.ask("monitor reset halt")).startsWith("step " + before + ": reset");
            gdb.ask("maintenance flush register-cache");
            assertThat(gdb.value("$pc")).isEqualTo(0x1000);
            gdb.ask("maintenance flush dcache");
            assertThat(gdb.value("*(int *) 0x2004000")).isZero();
            assertThat(gdb.ask("continue")).contains("Breakpoint 1, rename_zone (zone=");
            assertThat(gdb.step()).isGreaterThan(before);
            gdb.ask("delete");
            gdb.ask("reverse-stepi");
            assertThat(gdb.ask("monitor goto " + (before - 1))).startsWith("step " + (before - 1));
            gdb.ask("monitor gdb_sync");
            gdb.ask("stepi");
            assertThat(gdb.step()).as("it only looked").isEqualTo(before - 1);
            assertThat(gdb.value("$pc")).isNotEqualTo(0x1000);
        }
    }

    @Test
    void withOurCommandsAResetIsSeenAtOnce() {
        try (GdbDoor door = ofExample("corruption")) {
            Gdb gdb = door.gdbWithCommands();
            gdb.ask("break rename_zone");
            gdb.ask("continue");
            assertThat(gdb.ask("monitor reset halt")).contains("reset");
            assertThat(gdb.value("$pc")).isEqualTo(0x1000);
            gdb.ask("continue");
            assertThat(gdb.ask("hindsight reset")).contains("0x0000000000001000 in ??", "reset");
            assertThat(gdb.value("$pc")).isEqualTo(0x1000);
            assertThat(gdb.ask("reverse-stepi")).contains("rename_zone");
        }
    }

    @Test
    void runStartsAgainAndRunToABookmarkStaysThere() {
        try (GdbDoor door = ofExample("corruption")) {
            Gdb gdb = door.gdbExtended();
            gdb.ask("break rename_zone");
            assertThat(gdb.ask("continue")).contains("rename_zone (zone=");
            long there = gdb.step();
            gdb.ask("monitor bookmark here");
            assertThat(gdb.ask("run")).contains("Breakpoint 1", "rename_zone (zone=");
            assertThat(gdb.step()).isEqualTo(there);
            gdb.ask("delete");
            gdb.ask("stepi 1000");
            assertThat(gdb.ask("run c1")).contains("Program stopped.", "rename_zone (zone=");
            assertThat(gdb.step()).isEqualTo(there);
            gdb.ask("stepi");
            assertThat(gdb.step()).isEqualTo(there + 1);
            assertThat(gdb.ask("starti")).as("without words").contains("Program stopped.");
            assertThat(gdb.step()).isZero();
            assertThat(gdb.ask("starti c here")).contains("rename_zone (zone=");
            assertThat(gdb.step()).isEqualTo(there);
            gdb.ask("reverse-stepi");
            assertThat(gdb.step()).isEqualTo(there - 1);
        }
    }

    @Test
    void killLeavesAnExtendedRemoteThatCanStartAgainOrBeAttachedTo() {
        try (GdbDoor door = ofExample("corruption")) {
            Gdb gdb = door.gdbExtended();
            gdb.ask("break rename_zone");
            gdb.ask("continue");
            long there = gdb.step();
            Gdb other = door.gdb();
            assertThat(gdb.ask("kill")).contains("killed");
            assertThat(gdb.ask("info threads")).isEqualTo("No threads.");
            assertThat(gdb.ask("stepi")).isEqualTo("The program is not being run.");
            assertThat(other.ask("info threads")).contains("* 1 ", "rename_zone (zone=");
            assertThat(gdb.ask("run")).contains("rename_zone (zone=");
            assertThat(gdb.step()).isEqualTo(there);
            assertThat(gdb.ask("kill")).contains("killed");
            assertThat(gdb.ask("starti")).contains("Program stopped.");
            assertThat(gdb.step()).isZero();
            gdb.ask("continue");
            assertThat(gdb.ask("detach")).contains("detached");
            assertThat(gdb.ask("attach 1")).contains("rename_zone (zone=");
            assertThat(gdb.step()).isEqualTo(there);
        }
    }

    @Test
    void whatAProgramIsAskedAgainAndAgainKeepsOurCommands() {
        try (GdbDoor door = ofExample("corruption")) {
            Gdb gdb = door.gdbExtendedWithCommands();
            assertThat(gdb.ask("start")).contains("Temporary breakpoint 1, main ()");
            String main = gdb.ask("when");
            gdb.ask("break rename_zone");
            assertThat(gdb.ask("continue")).contains("Breakpoint 2, rename_zone");
            long there = gdb.step();
            gdb.ask("checkpoint renaming");
            assertThat(gdb.ask("run")).as("again").contains("Breakpoint 2, rename_zone");
            assertThat(gdb.step()).isEqualTo(there);
            assertThat(gdb.ask("start")).contains("Temporary breakpoint 3, main ()");
            assertThat(gdb.ask("when").split(",")[0]).isEqualTo(main.split(",")[0]);
            assertThat(gdb.ask("restart renaming")).contains("rename_zone (zone=");
            assertThat(gdb.step()).isEqualTo(there);

            assertThat(gdb.ask("kill")).contains("killed");
            assertThat(gdb.ask("info checkpoints")).contains("bookmark 1 (renaming)");
            assertThat(gdb.ask("run c renaming")).contains("Program stopped.", "rename_zone (zone=");
            assertThat(gdb.step()).isEqualTo(there);
            assertThat(gdb.ask("starti")).as("without words").contains("Program stopped.");
            assertThat(gdb.step()).isZero();
            assertThat(gdb.ask("run c renaming")).as("the same again").contains("rename_zone (zone=");
            assertThat(gdb.step()).isEqualTo(there);
            assertThat(gdb.ask("goto start")).contains("step 0\n");
            gdb.ask("delete");
            gdb.ask("continue");
            assertThat(gdb.ask("run")).contains("SIGSEGV", "within_limits");
        }
    }

    @Test
    void whatHasExitedIsStartedAgainAndItsPastIsThere() {
        try (GdbDoor door = ofTestGuest("walk-rv64")) {
            Gdb gdb = door.gdbExtendedWithCommands();
            gdb.ask("continue");
            assertThat(gdb.ask("continue")).contains("exited normally");
            assertThat(gdb.ask("reverse-continue")).doesNotContain("Python", "Traceback");
            assertThat(gdb.ask("starti")).contains("Program stopped.");
            assertThat(gdb.step()).isZero();
            assertThat(gdb.ask("goto end")).contains("finish (status=0)");
            assertThat(gdb.ask("last calls")).contains("Old value = 9", "New value = 8");
        }
    }

    @Test
    void aMachineWithoutVirtualAddressesHasAMapOfItsMemory() {
        String board = GdbDoor.example("fe310.board").toString();
        try (GdbDoor door = ofTestGuest("fe310", MachineConfig.STANDARD.withBoard(board))) {
            Gdb gdb = door.gdb();
            assertThat(gdb.ask("info mem"))
                    .contains("Using memory regions provided by the target.")
                    .containsPattern("0x20000000 +0x21000000 +flash blocksize 0x1000")
                    .containsPattern("0x80000000 +0x80004000 +rw");
            assertThat(gdb.ask("print *(int *) 0x70000000")).contains("Cannot access memory at address 0x70000000");
            assertThat(gdb.ask("set var *(int *) 0x20000000 = 1")).contains("flash memory");
            assertThat(gdb.ask("x/x 0x80000000")).contains("0x80000000 <pins>:");
        }
    }

    @Test
    void aReturnAndAJumpInThePastLeaveWhatWasThere() {
        try (GdbDoor door = ofTestGuest("walk-rv64")) {
            Gdb gdb = door.gdbWithCommands();
            gdb.ask("tbreak 67");
            gdb.ask("continue");
            gdb.ask("checkpoint");
            long sum = gdb.value("sum");
            gdb.ask("tbreak letter");
            gdb.ask("reverse-continue");
            assertThat(gdb.ask("return (char) 'x'")).contains("main ()");
            gdb.ask("tbreak 67");
            assertThat(gdb.ask("continue")).contains("67\t");
            assertThat(gdb.value("sum")).isEqualTo(sum + 1);
            gdb.ask("tbreak 67");
            assertThat(gdb.ask("jump 66")).contains("Continuing at 0x", "67\t");
            assertThat(gdb.value("sum")).isEqualTo(sum + 3);
            assertThat(gdb.ask("reverse-next")).contains("66\t");
            assertThat(gdb.ask("restart 1")).contains("67\t");
            assertThat(gdb.value("sum")).isEqualTo(sum);
        }
    }
}
