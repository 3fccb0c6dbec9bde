package dev.hindsight.emulator.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.client.TimelineClient;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** gdb on a terminal, where it pages what it says. */
@Tag("tools")
class GdbTerminalTest extends GdbTests {
    @Test
    void whatOthersDoNeverMakesAGdbWaitAtItsPager() throws Exception {
        try (GdbDoor door = ofTestGuest("walk-rv64");
                Terminal gdb = terminal(door)) {
            TimelineClient vsCode = door.somebody("VS Code");
            for (int step = 100; step < 110; step++) {
                int there = step;
                vsCode.travel(mover -> mover.seek(there)).get();
                assertThat(gdb.until("(moved to step " + step + ",|--Type <RET>)"))
                        .doesNotContain("--Type <RET>");
            }
            gdb.type("print 6 * 7");
            gdb.until("\\$1 = 42");
        }
    }

    @Test
    void aMachineThatDoesNotAnswerLeavesTheKeyboardToItsUser() throws Exception {
        try (GdbDoor door = ofTestGuest("walk-rv64");
                Terminal gdb = terminal(door)) {
            gdb.type("python import sys");
            gdb.type("python sys.modules['hindsight_gdb.moves'].Deaf.PATIENCE = 0.2");
            gdb.type("python notifications = sys.modules['hindsight_gdb.notifications']");
            gdb.type("python notifications.resume = lambda: print('It', 'resumes.')");
            door.somebody("VS Code").travel(mover -> mover.seek(100)).get();
            gdb.until("It resumes\\.");
            gdb.typeAnywhere("print 6 * 7");
            gdb.until("\\$1 = 42");
        }
    }

    @Test
    void aConnectionThatIsLostMeanwhileIsTold() throws Exception {
        try (GdbDoor door = ofTestGuest("walk-rv64");
                Terminal gdb = terminal(door)) {
            gdb.type("python import sys");
            gdb.type("python notifications = sys.modules['hindsight_gdb.notifications']");
            gdb.type(
                    "python notifications.ask = lambda packet: gdb.execute('info line nowhere') if packet == 'join' else None");
            door.somebody("VS Code").travel(mover -> mover.seek(100)).get();
            assertThat(gdb.until("Function .nowhere. not defined\\.")).doesNotContain("Python Exception");
            gdb.type("print 6 * 7");
            gdb.until("\\$1 = 42");
        }
    }

    /** Of nine lines, stopped in loop. */
    private Terminal terminal(GdbDoor door) {
        List<String> words = List.of(
                "-q",
                "-nx",
                door.elf().toString(),
                "-ex",
                "target remote 127.0.0.1:" + door.port(),
                "-ex",
                "source " + door.commands(),
                "-ex",
                "tbreak loop",
                "-ex",
                "continue",
                "-ex",
                "set height 9");
        Terminal terminal =
                new Terminal(door.elf().getParent(), gdb().with(words).toArray(String[]::new));
        terminal.until("loop \\(rounds=5\\) at");
        return terminal;
    }
}
