package dev.hindsight.emulator.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Stock gdb's conditions, which our stub looks at in both directions of time. */
@Tag("tools")
class GdbConditionTest extends GdbTests {
    @Test
    void conditionsAreLookedAtInTheStubForwardAndBackward() {
        try (GdbDoor door = ofExample("corruption")) {
            Gdb gdb = door.gdb();
            gdb.ask("break corruption.c:71 if i == 7 && count == 25");
            gdb.ask("set debug remote 1");
            assertThat(gdb.ask("continue"))
                    .containsPattern("Z0,[0-9a-f]+,[24];X")
                    .contains("Breakpoint 1");
            gdb.ask("set debug remote 0");
            assertThat(gdb.value("i")).isEqualTo(7);
            assertThat(gdb.value("count")).isEqualTo(25);
            long there = gdb.step();
            gdb.ask("condition 1 i == 3");
            assertThat(gdb.ask("reverse-continue")).contains("Breakpoint 1");
            assertThat(gdb.value("i")).isEqualTo(3);
            assertThat(gdb.step()).isLessThan(there);
            gdb.ask("condition 1 i == 7 && count == 25");
            gdb.ask("continue");
            assertThat(gdb.step()).isEqualTo(there);
        }
    }

    @Test
    void aConditionFoundInTheStubIsTheOneThatGdbFindsByItself() {
        try (GdbDoor door = ofExample("corruption")) {
            Gdb gdb = door.gdb();
            String condition = "(unsigned char) to[i] % 3 == 1 || !($a0 & 7) && i != 2 && -i < from[i] - 'a'";
            gdb.ask("break corruption.c:71 if " + condition);
            String inStub = stops(gdb, 10, "continue");
            String back = stops(gdb, 10, "reverse-continue");
            gdb.ask("set breakpoint condition-evaluation host");
            gdb.ask("monitor goto 0");
            gdb.ask("maintenance flush register-cache");
            assertThat(stops(gdb, 10, "continue")).isEqualTo(inStub);
            assertThat(stops(gdb, 10, "reverse-continue")).isEqualTo(back);
        }
    }

    private static String stops(Gdb gdb, int count, String command) {
        StringBuilder steps = new StringBuilder();
        for (int i = 0; i < count; i++) {
            gdb.ask(command);
            steps.append(gdb.step()).append(' ');
        }
        return steps.toString();
    }

    @Test
    void aHotBreakpointWhoseConditionNeverHoldsLosesNoWatchedWrite() {
        try (GdbDoor door = ofExample("corruption")) {
            Gdb gdb = door.gdb();
            gdb.ask("break corruption.c:71 if i == 1000");
            gdb.ask("watch *(char *) &zones[2].limits");
            String forward = stops(gdb, 3, "continue");
            String backward = stops(gdb, 3, "reverse-continue");
            gdb.ask("delete 1");
            gdb.ask("monitor goto 0");
            gdb.ask("maintenance flush register-cache");
            assertThat(stops(gdb, 3, "continue")).isEqualTo(forward);
            assertThat(stops(gdb, 3, "reverse-continue")).isEqualTo(backward);
        }
    }

    @Test
    void aStepOverALineStopsNowhereElse() {
        try (GdbDoor door = ofExample("corruption")) {
            Gdb gdb = door.gdb();
            gdb.ask("break rename_zone");
            gdb.ask("continue");
            gdb.ask("break corruption.c:71 if i == 1000");
            gdb.ask("next");
            assertThat(gdb.frame()).contains("rename_zone");
            gdb.ask("next");
            gdb.ask("reverse-next");
            assertThat(gdb.frame()).contains("rename_zone");
        }
    }
}
