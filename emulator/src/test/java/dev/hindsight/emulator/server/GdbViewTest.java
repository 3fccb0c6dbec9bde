package dev.hindsight.emulator.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.MachineConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What gdb with our commands shows of threads, also of those that are not selected: it is never of another place. */
@Tag("tools")
class GdbViewTest extends GdbTests {
    @ParameterizedTest
    @CsvSource({"harts-rv64, pass, passes", "rtos-rv64, toggle, xTickCount"})
    void everyThreadIsThatOfThePlaceJumpedTo(String guest, String function, String variable) {
        try (GdbDoor door = door(guest)) {
            Gdb gdb = at(door, function, 3);
            long end = gdb.step();
            gdb.ask("bookmark here");
            for (String jump : List.of(
                    "goto " + end / 2,
                    "goto " + end / 3,
                    "last " + variable,
                    "seek back interrupt",
                    "back",
                    "forward",
                    "restart here",
                    "last-exec " + function,
                    "reverse-until " + function,
                    "hindsight goto 5000",
                    "monitor goto " + end / 4,
                    "goto start",
                    "goto end")) {
                assertThat(gdb.ask(jump)).doesNotContain("Python", "rror");
                assertNothingIsStale(gdb, jump);
            }
        }
    }

    @Test
    void everyThreadIsThatOfThePlaceWhereAnotherWent() throws Exception {
        try (GdbDoor door = door("harts-rv64")) {
            Gdb gdb = at(door, "pass", 1);
            assertNothingIsStale(gdb, "pass");
            long end = gdb.step();
            door.somebody("VS Code").travel(mover -> mover.seek(end / 2)).get();
            gdb.until("VS Code moved");
            gdb.ask("frame"); // after the one that was shown by itself
            assertNothingIsStale(gdb, "VS Code");
            assertThat(gdb.step()).isEqualTo(end / 2);
        }
    }

    @Test
    void everyThreadIsThatOfTheStopWithALockedSchedulerToo() {
        try (GdbDoor door = door("harts-rv64")) {
            Gdb gdb = at(door, "count", 1);
            for (String locking : List.of("on", "step", "replay")) {
                gdb.ask("set scheduler-locking " + locking);
                for (String move : List.of("stepi", "thread 2", "stepi", "reverse-stepi", "thread 1")) {
                    gdb.ask(move);
                    assertNothingIsStale(gdb, move);
                }
            }
        }
    }

    @Test
    void aStepOffABreakpointLeavesNothingStaleEither() {
        try (GdbDoor door = door("harts-rv64")) {
            Gdb gdb = door.gdbWithCommands();
            gdb.ask("break count");
            gdb.ask("continue");
            gdb.ask("thread 2");
            gdb.ask("stepi");
            gdb.ask("thread 1");
            gdb.ask("break *$pc");
            assertNothingIsStale(gdb, "before");
            gdb.ask("stepi");
            assertNothingIsStale(gdb, "stepi");
        }
    }

    @Test
    void whatMonitorMovesInAScriptTheNextLineSees(@TempDir Path folder) throws IOException {
        try (GdbDoor door = door("harts-rv64")) {
            Gdb gdb = at(door, "pass", 1);
            Path script = folder.resolve("jumps.gdb");
            Files.writeString(script, """
                    info threads
                    monitor goto 5000
                    print $minstret
                    echo before:\\n
                    info threads
                    echo after:\\n
                    maintenance flush register-cache
                    info threads
                    """);
            String[] shown = gdb.ask("source " + script).split("before:|after:");
            assertThat(shown[0]).contains("step 5000");
            assertThat(shown[2].strip()).isEqualTo(shown[1].strip());
        }
    }

    @Test
    void whoActedIsSelected() {
        try (GdbDoor door = door("harts-rv64")) {
            Gdb gdb = at(door, "pass", 4);
            for (String search : List.of("last passes", "last passes", "last-write passes", "seek back interrupt 3")) {
                long other = gdb.value("$mhartid") == 0 ? 2 : 1;
                gdb.ask("thread " + other);
                String told = gdb.ask(search);
                long hart = gdb.value("$mhartid");
                assertThat(gdb.value("$_thread")).as(told).isEqualTo(hart + 1);
                assertThat(gdb.ask("info threads")).containsPattern("\\* " + (hart + 1) + " .*, next\\)");
            }
        }
    }

    @Test
    void theTaskThatActedIsSelected() {
        try (GdbDoor door = door("rtos-rv64")) {
            Gdb gdb = at(door, "square", 1);
            assertThat(selected(gdb)).isEqualTo("Sum");
            assertThat(gdb.ask("seek back call toggle")).contains("36\t        toggle(light);");
            assertThat(selected(gdb)).matches("Red|Green");
            assertNothingIsStale(gdb, "seek");
            assertThat(gdb.ask("monitor find call square")).contains("square (number=");
            assertThat(selected(gdb)).isEqualTo("Sum");
        }
    }

    private static String selected(Gdb gdb) {
        return gdb.ask("python print(gdb.selected_thread().name)");
    }

    private static void assertNothingIsStale(Gdb gdb, String after) {
        String shown = gdb.ask("info threads");
        gdb.ask("maintenance flush register-cache");
        assertThat(shown).as(after).isEqualTo(gdb.ask("info threads"));
    }

    /** With two harts where the guest has use for them. */
    private GdbDoor door(String guest) {
        return ofTestGuest(guest, MachineConfig.STANDARD.withHarts(guest.startsWith("harts") ? 2 : 1));
    }

    private static Gdb at(GdbDoor door, String function, int times) {
        Gdb gdb = door.gdbWithCommands();
        gdb.ask("break " + function);
        for (int i = 0; i < times; i++) {
            gdb.ask("continue");
        }
        gdb.ask("delete");
        gdb.ask("info threads");
        return gdb;
    }
}
