package dev.hindsight.emulator.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.MachineConfig;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Stock gdb without our commands, which keeps the registers of threads that it did not let run. */
@Tag("tools")
class GdbLockedSchedulerTest extends GdbTests {
    private static final String CURE = "maintenance flush register-cache";

    @Test
    void isToldOnceHowToLookAgain() {
        try (GdbDoor door = ofTestGuest("harts-rv64", MachineConfig.STANDARD.withHarts(2))) {
            Gdb gdb = door.gdb();
            gdb.ask("break count");
            assertThat(gdb.ask("continue") + gdb.ask("continue") + gdb.ask("reverse-continue"))
                    .as("gdb steps off a breakpoint")
                    .contains("hit Breakpoint 1")
                    .doesNotContain(CURE);
            gdb.ask("delete");
            assertThat(gdb.ask("stepi") + gdb.ask("reverse-stepi") + gdb.ask("thread 1"))
                    .doesNotContain(CURE);
            gdb.ask("set scheduler-locking step");
            gdb.ask("info threads");
            gdb.ask("thread 2");
            assertThat(gdb.ask("stepi")).contains("[The other threads moved too,", CURE);
            assertThat(gdb.ask("thread 1") + gdb.ask("stepi")).doesNotContain(CURE);
            gdb.ask(CURE);
            String looked = gdb.ask("info threads");
            gdb.ask(CURE);
            assertThat(gdb.ask("info threads")).isEqualTo(looked);
        }
    }

    @Test
    void soIsOneThatGoesBack() {
        try (GdbDoor door = ofTestGuest("harts-rv64", MachineConfig.STANDARD.withHarts(2))) {
            Gdb gdb = door.gdb();
            gdb.ask("tbreak pass");
            gdb.ask("continue");
            gdb.ask("set scheduler-locking on");
            String told = "";
            for (String thread : List.of("thread 1", "thread 2")) {
                gdb.ask(thread);
                told += gdb.ask("reverse-stepi");
            }
            assertThat(told).containsOnlyOnce(CURE);
        }
    }

    @Test
    void ourCommandsNeedNoWord() {
        try (GdbDoor door = ofTestGuest("harts-rv64", MachineConfig.STANDARD.withHarts(2))) {
            Gdb gdb = door.gdbWithCommands();
            gdb.ask("set scheduler-locking on");
            gdb.ask("thread 2");
            assertThat(gdb.ask("stepi") + gdb.ask("goto start") + gdb.ask("stepi"))
                    .doesNotContain(CURE);
        }
    }
}
