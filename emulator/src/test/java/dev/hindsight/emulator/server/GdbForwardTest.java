package dev.hindsight.emulator.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stock gdb going forward. */
@Tag("tools")
class GdbForwardTest extends GdbTests {
    @ParameterizedTest
    @ValueSource(strings = {"calls-rv32-O0", "calls-rv64-O0"})
    void breaksStepsAndFinishes(String guest) {
        try (GdbDoor door = ofTestGuest(guest)) {
            Gdb gdb = door.gdb();
            assertThat(gdb.value("$pc")).isEqualTo(0x1000);
            assertThat(gdb.step()).isZero();
            gdb.ask("break middle");
            gdb.ask("hbreak leaf");
            assertThat(gdb.ask("continue")).contains("Breakpoint 1, middle (value=4)");
            assertThat(gdb.ask("step")).contains("Breakpoint 2, leaf (a=4, b=1)");
            assertThat(gdb.ask("finish")).contains("Value returned is $", " = 41");
            assertThat(gdb.ask("continue")).contains("Breakpoint 2, leaf (a=4, b=2)");
            gdb.ask("delete");
            assertThat(gdb.ask("finish")).contains(" = 42");
            assertThat(gdb.ask("next")).contains("return first + second;");
            gdb.ask("tbreak count_to");
            assertThat(gdb.ask("continue")).contains("count_to (limit=10)");
            assertThat(gdb.ask("next")).contains("counter += i;");
            assertThat(gdb.ask("next")).contains("for (int i = 0");
            assertThat(gdb.ask("until")).as("out of the loop").contains("56\t}");
            assertThat(gdb.value("counter")).isEqualTo(45);
            assertThat(gdb.ask("advance fill_table")).contains("main () at", "fill_table();");
        }
    }

    @Test
    void oneStepiIsOneStep() {
        try (GdbDoor door = ofTestGuest("calls-rv64-O0")) {
            Gdb gdb = door.gdb();
            gdb.ask("tbreak main");
            gdb.ask("continue");
            long before = gdb.step();
            gdb.ask("stepi");
            assertThat(gdb.step()).isEqualTo(before + 1);
            gdb.ask("stepi 10");
            assertThat(gdb.step()).isEqualTo(before + 11);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"calls-rv32-O0", "calls-rv64-O0"})
    void readsAndWritesRegistersAndMemory(String guest) {
        try (GdbDoor door = ofTestGuest(guest)) {
            Gdb gdb = door.gdb();
            gdb.ask("tbreak leaf");
            gdb.ask("continue");
            assertThat(gdb.ask("info registers pc")).contains("<leaf+");
            assertThat(gdb.ask("info registers mstatus")).contains("MPP:");
            assertThat(gdb.ask("info registers priv")).contains("prv:3 [Machine]");
            assertThat(gdb.ask("info registers mhartid")).contains("0x0");
            assertThat(gdb.ask("info registers all")).doesNotContain("unavailable", "rror");
            assertThat(gdb.ask("x/2i $pc")).contains("=> 0x").contains("<leaf+");
            assertThat(gdb.ask("x/s message")).contains("\"counted\"");
            gdb.ask("set var counter = 77");
            gdb.ask("set var $t0 = -2");
            gdb.ask("set var $mscratch = 0x1234");
            assertThat(gdb.value("counter")).isEqualTo(77);
            assertThat(gdb.value("$t0")).isEqualTo(-2);
            gdb.ask("maintenance flush register-cache");
            assertThat(gdb.value("$mscratch")).isEqualTo(0x1234);
            assertThat(gdb.ask("print *(int *) 0")).contains("Cannot access memory at address 0x0");
            assertThat(gdb.ask("x/1xb 0x10000005"))
                    .as("a device, without its side effects")
                    .contains("0x60");
        }
    }

    @Test
    void callsAFunctionOfTheGuest() {
        try (GdbDoor door = ofTestGuest("calls-rv64-O0")) {
            Gdb gdb = door.gdb();
            gdb.ask("tbreak leaf");
            gdb.ask("continue");
            assertThat(gdb.value("factorial(5)")).isEqualTo(120);
            assertThat(gdb.frame()).contains("leaf (a=4, b=1)");
        }
    }

    @Test
    void lineStepsDoNotSeeInterrupts() {
        try (GdbDoor door = ofExample("race")) {
            Gdb gdb = door.gdb();
            gdb.ask("break empty");
            gdb.ask("continue");
            long interrupts = gdb.value("taken");
            gdb.ask("delete");
            for (int i = 0; i < 200; i++) {
                assertThat(gdb.ask("next")).doesNotContain("trap", "on_timer");
            }
            assertThat(gdb.value("taken")).isGreaterThan(interrupts + 2);
        }
    }

    @Test
    void ctrlCStopsARun() throws InterruptedException {
        try (GdbDoor door = ofExample("console")) {
            Gdb gdb = door.gdb();
            gdb.ask("tbreak main");
            gdb.ask("continue");
            door.run(gdb);
            gdb.interrupt("Program received signal SIGINT, Interrupt.");
            long stopped = gdb.step();
            gdb.ask("stepi");
            assertThat(gdb.step()).isEqualTo(stopped + 1);
        }
    }

    @Test
    void stopsBeforeTheExitSaysSoAndGoesOnToTheEnd() {
        try (GdbDoor door = ofTestGuest("calls-rv64-O0")) {
            Gdb gdb = door.gdb();
            assertThat(gdb.ask("continue"))
                    .contains("The guest exits with status 0.", "Program received signal SIGTRAP", "in finish (");
            long end = gdb.step();
            gdb.ask("reverse-stepi");
            assertThat(gdb.step()).isEqualTo(end - 1);
            gdb.ask("stepi");
            assertThat(gdb.ask("step")).contains("The guest exits with status 0.", "Program stopped");
            assertThat(gdb.ask("continue")).contains("exited normally");
        }
    }

    @Test
    void aCrashIsASignalAndASentence() {
        try (GdbDoor door = ofExample("corruption")) {
            Gdb gdb = door.gdb();
            assertThat(gdb.ask("continue"))
                    .contains("Load access fault at 0x", "Program received signal SIGSEGV", "in within_limits (");
        }
    }

    @Test
    void detachesReconnectsAndKills() throws InterruptedException {
        try (GdbDoor door = ofTestGuest("calls-rv64-O0")) {
            Gdb gdb = door.gdb();
            gdb.ask("break leaf");
            gdb.ask("continue");
            long step = gdb.step();
            assertThat(gdb.ask("detach")).contains("detached");
            gdb.connect(door.port());
            assertThat(gdb.step()).isEqualTo(step);
            assertThat(gdb.frame()).contains("leaf (a=4, b=1)");
            assertThat(gdb.ask("continue")).contains("leaf (a=4, b=2)");
            assertThat(gdb.ask("kill")).contains("killed");
            door.awaitQuit();
        }
    }

    @Test
    void extendedRemoteRunsAgainFromTheStart() {
        try (GdbDoor door = ofTestGuest("calls-rv64-O0")) {
            Gdb gdb = door.gdb();
            gdb.ask("disconnect");
            gdb.ask("target extended-remote 127.0.0.1:" + door.port());
            gdb.ask("break leaf");
            assertThat(gdb.ask("continue")).contains("leaf (a=4, b=1)");
            gdb.ask("delete");
            gdb.ask("continue");
            assertThat(gdb.ask("continue")).contains("exited normally");
            gdb.ask("break leaf");
            assertThat(gdb.ask("run")).contains("leaf (a=4, b=1)");
        }
    }
}
