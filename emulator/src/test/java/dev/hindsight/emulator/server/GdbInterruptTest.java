package dev.hindsight.emulator.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Ctrl-C on the terminal of a stock gdb, once, at any moment of a command that is many resumes to its stub. */
@Tag("tools")
class GdbInterruptTest extends GdbTests {
    private static final int PRESSES = 5;

    @Test
    void onePressStopsWhatIsManyResumes() throws InterruptedException {
        try (GdbDoor door = ofExample("bench/integer");
                Terminal gdb = terminal(door)) {
            stopsByOnePress(door, gdb, "stepi 100000000");
            stopsByOnePress(door, gdb, "next 100000000");
            gdb.type("set can-use-hw-watchpoints 0");
            gdb.type("watch seed if seed == 3");
            stopsByOnePress(door, gdb, "continue");
            gdb.type("delete");
            stopsByOnePress(door, gdb, "reverse-stepi 100000000");
        }
    }

    @Test
    void onePressStopsABreakpointWhoseCommandsContinue() throws InterruptedException {
        try (GdbDoor door = ofExample("bench/integer");
                Terminal gdb = terminal(door)) {
            gdb.type("break fibonacci");
            gdb.type("python gdb.breakpoints()[0].commands = \"silent\\ncontinue\"");
            stopsByOnePress(door, gdb, "continue");
            gdb.type("source " + door.commands());
            stopsByOnePress(door, gdb, "continue");
        }
    }

    /** The prompt comes back, and the next command is not hit. */
    private static void stopsByOnePress(GdbDoor door, Terminal gdb, String command) throws InterruptedException {
        Random moments = new Random(1);
        for (int press = 0; press < PRESSES; press++) {
            door.run(() -> gdb.type(command));
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(moments.nextInt(20_000)));
            gdb.pressCtrlC();
            gdb.type("stepi");
            String marker = "round " + press + " of " + command + " is over";
            gdb.type("echo " + marker + "\\n");
            String screen = gdb.until("(?m)^" + marker);
            String answer = screen.substring(screen.lastIndexOf("(gdb) stepi", screen.lastIndexOf("(gdb) echo")));
            assertThat(answer).as(screen).doesNotContain("SIGINT");
            assertThat(screen).doesNotContain("Cannot execute this command");
        }
    }

    private Terminal terminal(GdbDoor door) {
        List<String> words = List.of(
                "-q",
                "-nx",
                door.elf().toString(),
                "-ex",
                "set pagination off",
                "-ex",
                "set confirm off",
                "-ex",
                "target remote 127.0.0.1:" + door.port(),
                "-ex",
                "tbreak main",
                "-ex",
                "continue");
        Terminal terminal =
                new Terminal(door.elf().getParent(), gdb().with(words).toArray(String[]::new));
        terminal.until("main \\(\\) at");
        return terminal;
    }
}
