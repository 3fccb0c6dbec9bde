package dev.hindsight.emulator.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The same moves with gdb 16 of Debian 13, and what only it can. */
@Tag("tools")
class Gdb16Test extends GdbTests {
    private static final Program GDB = Program.ofDebian13("gdb-multiarch");

    @Override
    Program gdb() {
        return GDB;
    }

    @Test
    void itIsGdb16() {
        try (GdbDoor door = ofExample("corruption")) {
            assertThat(door.gdb().ask("show version")).contains("GNU gdb (Debian 16.");
        }
    }

    @Test
    void memoryComesAsBytes() {
        try (GdbDoor door = ofExample("corruption")) {
            Gdb gdb = door.gdb();
            gdb.ask("set debug remote 1");
            assertThat(gdb.ask("x/4xb 0x80000000"))
                    .contains("Sending packet: $x80000000,")
                    .doesNotContain("$m");
            gdb.ask("set debug remote 0");
            assertThat(gdb.ask("compare-sections .text")).contains("matched").doesNotContain("MIS-MATCHED");
            assertThat(gdb.ask("x/i rename_zone")).contains("<rename_zone>:\taddi\tsp,sp,-");
        }
    }

    @Test
    void aRefusalIsReadAsItIsWritten() {
        try (GdbDoor door = ofExample("corruption")) {
            Gdb gdb = door.gdb();
            gdb.ask("set debug remote 1");
            assertThat(gdb.ask("x/w 0")).contains("E.Memory at 0x0 cannot be read.");
            gdb.ask("set debug remote 0");
            assertThat(gdb.ask("x/w 0")).contains("Cannot access memory at address 0x0");
            assertThat(gdb.ask("set var *(int *) 0x10 = 1")).contains("0x10");
        }
    }

    @Nested
    class Forward extends GdbForwardTest {
        @Override
        Program gdb() {
            return GDB;
        }
    }

    @Nested
    class Reverse extends GdbReverseTest {
        @Override
        Program gdb() {
            return GDB;
        }
    }

    @Nested
    class Walking extends GdbWalkTest {
        @Override
        Program gdb() {
            return GDB;
        }
    }

    @Nested
    class Past extends GdbPastTest {
        @Override
        Program gdb() {
            return GDB;
        }
    }

    @Nested
    class Scripts extends GdbScriptTest {
        @Override
        Program gdb() {
            return GDB;
        }
    }

    @Nested
    class Watching extends GdbWatchTest {
        @Override
        Program gdb() {
            return GDB;
        }
    }

    @Nested
    class ItsProgram extends GdbProgramTest {
        @Override
        Program gdb() {
            return GDB;
        }
    }

    @Nested
    class Conditions extends GdbConditionTest {
        @Override
        Program gdb() {
            return GDB;
        }
    }

    @Nested
    class SeveralHarts extends GdbHartsTest {
        @Override
        Program gdb() {
            return GDB;
        }
    }

    @Nested
    class Tasks extends GdbTasksTest {
        @Override
        Program gdb() {
            return GDB;
        }
    }

    @Nested
    class TasksAndHarts extends GdbTasksOnHartsTest {
        @Override
        Program gdb() {
            return GDB;
        }
    }

    @Nested
    class OurCommands extends GdbCommandsTest {
        @Override
        Program gdb() {
            return GDB;
        }
    }

    @Nested
    class Calls extends GdbCallsTest {
        @Override
        Program gdb() {
            return GDB;
        }
    }

    @Nested
    class Sharing extends GdbSharingTest {
        @Override
        Program gdb() {
            return GDB;
        }
    }

    @Nested
    class SlowLinks extends GdbSlowLinkTest {
        @Override
        Program gdb() {
            return GDB;
        }
    }

    @Nested
    class Interrupts extends GdbInterruptTest {
        @Override
        Program gdb() {
            return GDB;
        }
    }

    @Nested
    class View extends GdbViewTest {
        @Override
        Program gdb() {
            return GDB;
        }
    }

    @Nested
    class LockedScheduler extends GdbLockedSchedulerTest {
        @Override
        Program gdb() {
            return GDB;
        }
    }
}
