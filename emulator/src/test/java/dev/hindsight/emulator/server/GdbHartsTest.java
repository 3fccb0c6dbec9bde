package dev.hindsight.emulator.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.MachineConfig;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Stock gdb and several harts, which it calls threads. */
@Tag("tools")
class GdbHartsTest extends GdbTests {
    @Test
    void hartsAreThreadsWithTheirModes() {
        try (GdbDoor door = door(4)) {
            Gdb gdb = door.gdb();
            assertThat(gdb.ask("info threads"))
                    .contains("hart 0", "hart 1", "hart 2", "hart 3")
                    .contains("machine mode, next")
                    .containsPattern("\\* 1 .*hart 0");
        }
    }

    @Test
    void eachHartHasItsOwnStack() {
        try (GdbDoor door = door(4)) {
            Gdb gdb = door.gdb();
            gdb.ask("break pass");
            gdb.ask("continue");
            gdb.ask("continue");
            assertThat(gdb.ask("info threads")).containsPattern("\\* \\d .* pass \\(\\)");
            assertThat(gdb.value("$mhartid")).isEqualTo(gdb.value("$_thread - 1"));
            assertThat(gdb.ask("thread apply all -q print $mhartid")).contains("= 0", "= 1", "= 2", "= 3");
        }
    }

    @Test
    void aStepIsTheSelectedHartsAndSoIsAStepBack() {
        try (GdbDoor door = door(2)) {
            Gdb gdb = door.gdb();
            gdb.ask("break count");
            gdb.ask("continue");
            gdb.ask("delete");
            assertThat(gdb.ask("thread 2")).contains("Switching to thread 2");
            long step = gdb.step();
            long pc = gdb.value("$pc");
            gdb.ask("stepi");
            assertThat(gdb.value("$_thread")).isEqualTo(2);
            assertThat(gdb.value("$pc")).isNotEqualTo(pc);
            long afterOne = gdb.step();
            assertThat(afterOne).isGreaterThan(step);
            gdb.ask("stepi 3");
            assertThat(gdb.step()).isEqualTo(afterOne + 3);
            gdb.ask("reverse-stepi 3");
            assertThat(gdb.step()).isEqualTo(afterOne);
            gdb.ask("reverse-stepi");
            assertThat(gdb.value("$pc")).isEqualTo(pc);
            assertThat(gdb.value("$_thread")).isEqualTo(2);
            assertThat(gdb.step()).isEqualTo(afterOne - 1);
        }
    }

    @Test
    void sourceStepsOfOneHartGoBothWaysAmongTheOthers() {
        try (GdbDoor door = door(4)) {
            Gdb gdb = door.gdb();
            gdb.ask("break count thread 3");
            gdb.ask("continue");
            assertThat(gdb.value("$_thread")).isEqualTo(3);
            gdb.ask("delete");
            assertThat(gdb.ask("next")).contains("for (int i");
            assertThat(gdb.ask("next")).contains("__atomic_fetch_add");
            long there = gdb.step();
            assertThat(gdb.ask("next")).contains("take_lock");
            assertThat(gdb.ask("reverse-next")).contains("__atomic_fetch_add");
            assertThat(gdb.step()).isEqualTo(there);
            assertThat(gdb.value("$mhartid")).isEqualTo(2);
        }
    }

    @Test
    void goingBackRegardsEveryHart() {
        try (GdbDoor door = door(4)) {
            Gdb gdb = door.gdb();
            assertThat(gdb.ask("continue")).contains("exits with status 0");
            gdb.ask("watch passes");
            gdb.ask("reverse-continue");
            assertThat(gdb.value("passes")).isEqualTo(47);
            long hart = gdb.value("$mhartid");
            gdb.ask("reverse-continue");
            assertThat(gdb.value("passes")).isEqualTo(46);
            assertThat(gdb.value("$mhartid")).isEqualTo((hart + 3) % 4);
            gdb.ask("delete");
            assertThat(gdb.ask("reverse-continue")).contains(noMore());
            assertThat(gdb.step()).isZero();
        }
    }

    @Test
    void lockingTheSchedulerMakesNoOtherHistory() {
        try (GdbDoor door = door(2)) {
            Gdb gdb = door.gdb();
            gdb.ask("break count");
            gdb.ask("continue");
            gdb.ask("delete");
            gdb.ask("thread 2");
            long start = gdb.step();
            gdb.ask("stepi");
            long there = gdb.step();
            long pc = gdb.value("$pc");
            gdb.ask("monitor goto " + start);
            gdb.ask("maintenance flush register-cache");
            gdb.ask("set scheduler-locking on");
            gdb.ask("stepi");
            assertThat(gdb.step()).isEqualTo(there);
            assertThat(gdb.value("$pc")).isEqualTo(pc);
            gdb.ask("reverse-stepi");
            assertThat(gdb.step()).isEqualTo(there - 1);
        }
    }

    @Test
    void aBreakpointIsMetByWhicheverHartComesInBothDirections() {
        try (GdbDoor door = door(4)) {
            Gdb gdb = door.gdb();
            gdb.ask("break pass");
            List<String> forward = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                gdb.ask("continue");
                forward.add(0, gdb.value("$_thread") + " at " + gdb.step());
            }
            List<String> backward = new ArrayList<>(forward.subList(0, 1));
            for (int i = 1; i < 8; i++) {
                gdb.ask("reverse-continue");
                backward.add(gdb.value("$_thread") + " at " + gdb.step());
            }
            assertThat(backward).isEqualTo(forward);
            assertThat(forward.stream().map(each -> each.charAt(0)).distinct()).hasSizeGreaterThan(1);
        }
    }

    private GdbDoor door(int harts) {
        return ofTestGuest("harts-rv64", MachineConfig.STANDARD.withHarts(harts));
    }
}
