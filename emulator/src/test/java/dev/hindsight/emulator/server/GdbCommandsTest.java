package dev.hindsight.emulator.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.MachineConfig;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Our commands inside a stock gdb, on the program of the walkthroughs: it crashes long after the cause. */
@Tag("tools")
class GdbCommandsTest extends GdbTests {
    private static final String CRASH = "within_limits (zone=zone@entry=0x80001080 <zones+128>) at ./corruption.c:85";

    private final GdbDoor door = ofExample("corruption");
    private final Gdb gdb = door.gdbWithCommands();

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void afterAJumpGdbStandsThereWithFrameSourceAndDisplays() {
        gdb.ask("continue");
        long crash = gdb.step();
        gdb.ask("display/i $pc");
        assertThat(gdb.ask("goto 1 024 450"))
                .startsWith("step 1024450")
                .contains(
                        "copy (to=", "count=25) at ./corruption.c:71", "71\t        to[i] = from[i];", "=> 0x800000fe")
                .doesNotContain("Program stopped");
        assertThat(gdb.value("i")).isEqualTo(23);
        assertThat(gdb.ask("when")).startsWith("step 1024450, branch 0");
        assertThat(gdb.ask("goto end")).contains("step " + crash, CRASH);
        assertThat(gdb.ask("back")).contains("step 1024450");
        assertThat(gdb.ask("forward")).contains(CRASH);
        assertThat(gdb.ask("goto start")).contains("step 0\n", "0x0000000000001000");
    }

    @Test
    void aJumpToABreakpointIsNoHitAndGoingOnStepsOffIt() {
        gdb.ask("break rename_zone");
        gdb.ask("continue");
        String first = gdb.ask("when");
        gdb.ask("continue");
        String second = gdb.ask("when");
        gdb.ask("goto 100");
        assertThat(gdb.ask("goto " + first.split("[ ,]")[1])).contains("rename_zone (zone=");
        assertThat(gdb.ask("info breakpoints")).contains("already hit 2 times");
        assertThat(gdb.ask("continue")).contains("Breakpoint 1, rename_zone");
        assertThat(gdb.ask("when")).startsWith(second.substring(0, second.indexOf(',')));
    }

    @Test
    void checkpointsAndBookmarksAreNumberedFromOneListedReachedAndDeleted() {
        gdb.ask("continue");
        assertThat(gdb.ask("checkpoint")).contains("bookmark 1", "step 1590153");
        assertThat(gdb.ask("bookmark crash here it ends")).contains("bookmark 2 (crash)");
        assertThat(gdb.ask("info checkpoints"))
                .isEqualTo(gdb.ask("info bookmarks"))
                .contains("bookmark 1  step 1590153", "bookmark 2 (crash)", "here it ends", "at corruption.c:85");
        gdb.ask("goto 1000");
        assertThat(gdb.ask("restart 1")).contains(CRASH);
        gdb.ask("goto-bookmark start");
        assertThat(gdb.step()).isZero();
        assertThat(gdb.ask("goto-bookmark crash")).contains(CRASH);
        assertThat(gdb.ask("complete goto-bookmark c")).contains("goto-bookmark crash");
        assertThat(gdb.ask("complete goto e")).contains("goto end");
        assertThat(gdb.ask("delete checkpoint 1")).contains("Deleted: bookmark 1");
        assertThat(gdb.ask("restart 1")).isEqualTo("There is no bookmark '1'; try: bookmarks");
        assertThat(gdb.ask("delete bookmark crash")).contains("Deleted: bookmark 2 (crash)");
        assertThat(gdb.ask("restart")).startsWith("Argument required (");
    }

    @Test
    void lastGoesToTheChangesOfAVariableOneAfterTheOther() {
        gdb.ask("continue");
        assertThat(gdb.ask("last zone->limits"))
                .contains("step 1024450: write of 1 byte at 0x80001097")
                .contains("Old value = (const struct limits *) 0x7265746e6563202c")
                .contains("New value = (const struct limits *) 0x65746e6563202c")
                .contains("copy (to=");
        assertThat(gdb.ask("last zones[2].limits")).contains("New value = (const struct limits *) 0x746e6563202c");
        assertThat(gdb.ask("last nonsense")).isEqualTo("No symbol \"nonsense\" in current context.");
        assertThat(gdb.ask("last $a0")).startsWith("$a0 is not in memory");
        assertThat(gdb.ask("last")).startsWith("Argument required (");
    }

    @Test
    void lastStopsWhereTheCallOfALocalVariableBegan() {
        try (GdbDoor calls = ofTestGuest("calls-rv64-O0")) {
            Gdb other = calls.gdbWithCommands();
            other.ask("break leaf");
            other.ask("continue");
            other.ask("continue");
            assertThat(other.frame()).contains("leaf (a=4, b=2)");
            long here = other.step();
            // The call before had its own b at the same address.
            assertThat(other.ask("last b")).contains("New value = 1", "leaf (");
            assertThat(other.step()).isLessThan(here);
            long change = other.step();
            assertThat(other.ask("last b")).isEqualTo("b did not change earlier in this call of leaf.");
            assertThat(other.step()).isEqualTo(change);
        }
    }

    @Test
    void aWatchpointComparesWithTheValueAfterAJump() {
        gdb.ask("continue");
        gdb.ask("watch -l zones[2].limits");
        gdb.ask("goto 1024444");
        assertThat(gdb.ask("continue"))
                .contains("Old value = (const struct limits *) 0x746e6563202c")
                .contains("New value = (const struct limits *) 0x65746e6563202c");
    }

    @Test
    void reverseUntilGoesBackToALocationOrTheCallerAndNotIntoALoop() {
        gdb.ask("continue");
        gdb.ask("goto 1024450");
        assertThat(gdb.ask("reverse-until")).contains("copy (to=", ":70\n").doesNotContain("breakpoint");
        assertThat(gdb.ask("reverse-until rename_zone")).contains("rename_zone (zone=", "corruption.c:75");
        gdb.ask("goto 1024450");
        gdb.ask("break corruption.c:71");
        assertThat(gdb.ask("reverse-until rename_zone"))
                .startsWith("Breakpoint 1, ")
                .contains("71\t");
        assertThat(gdb.ask("info breakpoints")).doesNotContain("-1");
    }

    @Test
    void reverseUntilOfWhatIsNowhereMovesNothing() {
        gdb.ask("continue");
        long here = gdb.step();
        assertThat(gdb.ask("reverse-until nowhere")).isEqualTo("Function \"nowhere\" not defined.");
        assertThat(gdb.ask("reverse-until 9999"))
                .containsAnyOf("No line 9999 in ", "No compiled code for line 9999 in ");
        assertThat(gdb.step()).isEqualTo(here);
    }

    @Test
    void memoryAndCodeAreFoundByExpressionsAndLocations() {
        gdb.ask("continue");
        assertThat(gdb.ask("last-write zones[2].limits")).contains("step 1024450: write of 1 byte");
        assertThat(gdb.ask("last-write &zones[2].average 4")).contains(": write of ");
        assertThat(gdb.ask("last-exec rename_zone")).contains("rename_zone (zone=");
        assertThat(gdb.ask("first-write zones[0].average")).contains("step ");
        assertThat(gdb.ask("seek back output nowhere"))
                .contains("Nothing was found")
                .doesNotContain("Error");
    }

    @Test
    void whatMonitorMovesGdbSeesTooOnceOurCommandsAreThere() {
        gdb.ask("continue");
        assertThat(gdb.ask("monitor goto 1024450"))
                .startsWith("step 1024450\n#0 ")
                .contains("copy (to=", "\n71\t");
        assertThat(gdb.frame()).contains("copy (to=");
        assertThat(gdb.ask("hindsight branches")).contains("* 0");
        assertThat(gdb.ask("hindsight nonsense")).contains("There is no command 'nonsense'");
    }

    @Test
    void whoSourcesTheFileTwiceIsToldOnce() {
        gdb.ask("source " + door.commands());
        gdb.ask("continue");
        assertThat(gdb.ask("monitor goto 1024450")).containsOnlyOnce("copy (to=");
        assertThat(gdb.ask("goto start"))
                .containsOnlyOnce("0x0000000000001000 in ")
                .doesNotContain("Exception");
        assertThat(gdb.ask("python print('place' in globals(), 'hindsight_gdb' in globals())"))
                .isEqualTo("False False");
    }

    @Test
    void ctrlCEndsALongSeekWhereItBegan() throws InterruptedException {
        Hold hold = new Hold();
        try (GdbDoor slow = ofExample("bench/integer", hold)) {
            Gdb other = slow.gdbWithCommands();
            other.ask("goto 4000000");
            hold.after(Duration.ZERO);
            slow.run(other, "seek back read 0x80f00000 4");
            assertThat(other.interrupt("The search was cancelled.")).doesNotContain("Python", "Traceback");
            assertThat(other.step()).isEqualTo(4_000_000);
            assertThat(other.ask("show suppress-cli-notifications")).contains("is off");
            other.ask("stepi");
            assertThat(other.step()).isEqualTo(4_000_001);
        }
    }

    @Test
    void withoutSymbolsTheCommandsWorkOnAddresses() {
        Gdb bare = door.gdbWithoutFile();
        bare.ask("source " + door.commands());
        bare.ask("file");
        assertThat(bare.ask("goto 1 024 450")).contains("step 1024450\n", "0x00000000800000fe in ?? ()");
        assertThat(bare.ask("last *(int *) 0x80001094")).contains("Old value = ", "New value = ");
        assertThat(bare.ask("checkpoint")).contains("bookmark 1");
        assertThat(bare.ask("info checkpoints")).contains(" at 0x800000");
        assertThat(bare.ask("last-exec 0x80000116")).contains("0x0000000080000116 in ?? ()");
        assertThat(bare.ask("reverse-until")).isEqualTo("There is no line information here; try: reverse-stepi");
        assertThat(bare.ask("reverse-until *0x800000fe")).contains("0x00000000800000fe in ?? ()");
    }

    @Test
    void whenTheMachineIsGoneACommandSaysSo() {
        gdb.ask("goto 1000");
        door.end();
        assertThat(gdb.ask("when") + gdb.ask("when") + gdb.ask("goto 5") + gdb.ask("checkpoint"))
                .contains("Remote connection closed", "not connected to Hindsight")
                .doesNotContain("Python", "Traceback");
    }

    @Test
    void aJumpKeepsTheThreadThatIsSelected() {
        try (GdbDoor harts = ofTestGuest("harts-rv64", MachineConfig.STANDARD.withHarts(2))) {
            Gdb other = harts.gdbWithCommands();
            other.ask("break count");
            other.ask("continue");
            other.ask("thread 2");
            long step = other.step();
            assertThat(other.ask("goto -100")).contains("follow () at").doesNotContain("SIGTRAP", "stopped");
            assertThat(other.step())
                    .as("hart 0 stood on a breakpoint, and is not stepped off it")
                    .isEqualTo(step - 100);
            assertThat(other.value("$_thread")).isEqualTo(2);
            assertThat(other.value("$mhartid")).isEqualTo(1);
        }
    }

    @Test
    void infoRecordSaysThatNothingIsToBeSwitchedOn() {
        assertThat(gdb.ask("info record")).contains("always records everything").contains("step 0 of history 0 to 0");
    }

    @Test
    void withoutAMachineTheCommandsSayWhatToDo() {
        gdb.ask("disconnect");
        assertThat(gdb.ask("when")).isEqualTo("gdb is not connected to Hindsight; try: target remote HOST:PORT");
        assertThat(gdb.ask("checkpoint")).contains("not connected to Hindsight");
        assertThat(gdb.ask("info record"))
                .contains("not connected to Hindsight")
                .doesNotContain("always");
    }

    @Test
    void ourNamesAndTheUsersOwnDoNotMeet() {
        gdb.ask("python say = show = ask = ear = 7");
        assertThat(gdb.ask("goto 100")).startsWith("step 100");
        assertThat(gdb.ask("python print(say + show)")).isEqualTo("14");
    }

    @Test
    void aHookOfTheUsersIsLeftAlone() {
        try (GdbDoor door = ofExample("race")) {
            Gdb gdb = door.gdb();
            gdb.ask("define hook-next\necho mine\\n\nend");
            gdb.ask("source " + door.commands());
            gdb.ask("source " + door.commands());
            gdb.ask("tbreak empty");
            gdb.ask("continue");
            assertThat(gdb.ask("next")).startsWith("mine\n");
            assertThat(gdb.ask("show user hook-step")).containsOnlyOnce("python");
        }
    }
}
