package dev.hindsight.emulator.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What stock gdb does with the program itself: finding it, loading it, starting it again. */
@Tag("tools")
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
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
            assertThat(gdb.ask("kill")).contains("killed");
            assertThat(gdb.ask("run")).contains("rename_zone (zone=");
            assertThat(gdb.step()).isEqualTo(there);
            assertThat(gdb.ask("detach")).contains("detached");
            assertThat(gdb.ask("attach 1")).contains("rename_zone (zone=");
            assertThat(gdb.step()).isEqualTo(there);
        }
    }
}
