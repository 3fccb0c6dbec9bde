package dev.hindsight.emulator.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** gdb's text user interface: its windows follow every move, whoever makes it. */
@Tag("tools")
class GdbTuiTest extends GdbTests {
    private final GdbDoor door = ofTestGuest("walk-rv64");
    private final List<Terminal> terminals = new ArrayList<>();

    @AfterEach
    void close() {
        terminals.forEach(Terminal::close);
        door.close();
    }

    /** Stopped in loop, with the sources shown. */
    private Terminal tui(String... arguments) {
        List<String> words = new ArrayList<>(List.of("-q", "-nx", door.elf().toString()));
        for (String command :
                new String[] {"set confirm off", "target remote 127.0.0.1:" + door.port(), "tbreak loop", "continue"}) {
            words.addAll(List.of("-ex", command));
        }
        words.addAll(List.of(arguments));
        Terminal terminal =
                new Terminal(door.elf().getParent(), gdb().with(words).toArray(String[]::new));
        terminals.add(terminal);
        terminal.until("loop \\(rounds=5\\) at", "\\(gdb\\) ");
        terminal.type("tui enable");
        terminal.until(at(30), "In: loop +L30 ");
        return terminal;
    }

    /** The mark before the line where it stands. */
    private static String at(int line) {
        return ">\\s+" + line + " ";
    }

    /** The window of registers shows what gdb knows. */
    private static void registersAreShown(Terminal gdb) {
        gdb.type("printf \"sp is %x.\\n\", $sp");
        Matcher told = Pattern.compile("sp is (\\w+)\\.").matcher(gdb.until("sp is \\w+\\."));
        assertThat(told.find()).isTrue();
        gdb.until("\\|sp +0x" + told.group(1) + " ");
    }

    @Test
    void theSourcesAndRegistersFollowStepsBack() {
        Terminal gdb = tui();
        gdb.type("next");
        gdb.until(at(31));
        gdb.type("reverse-next");
        gdb.until(at(30));
        gdb.type("reverse-step");
        gdb.until(at(63), "In: main +L63 ");
        gdb.type("layout regs");
        gdb.type("reverse-step");
        gdb.until(at(62));
        gdb.type("reverse-step");
        gdb.until(at(27), "In: recursive +L27 ");
        registersAreShown(gdb);
        gdb.type("tui disable");
        gdb.type("frame");
        gdb.until("#0 +recursive \\(depth=4\\)");
    }

    @Test
    void ourCommandsMoveTheWindowsToo() {
        Terminal gdb = tui("-ex", "source " + door.commands());
        gdb.type("layout regs");
        gdb.type("last calls");
        gdb.until(at(11), "In: callee +L11 ", "New value = 3");
        registersAreShown(gdb);
        gdb.type("back");
        gdb.until(at(30), "In: loop ");
        gdb.type("reverse-until");
        gdb.until(at(63), "In: main ");
        gdb.type("goto start");
        gdb.until("No Source Available", "PC: 0x1000");
        gdb.type("goto end");
        gdb.until(at(30), "In: loop ");
    }

    @Test
    void whereAnotherMovesTheyFollowAndItIsTold() throws Exception {
        Terminal gdb = tui("-ex", "source " + door.commands());
        door.somebody("VS Code").travel(mover -> mover.seek(100)).get();
        gdb.until("\\[VS Code moved to step 100, walk.c:21\\]", at(21), "In: nested +L21 ");
        gdb.type("stepi");
        gdb.until("In: nested +L21 .*PC: 0x800000ac");
    }
}
