package dev.hindsight.emulator.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.QemuStub;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our commands in a gdb that debugs something else: each says one sentence, and gdb does its own work as always. */
@Tag("tools")
class GdbForeignTest extends GdbTests {
    private static final String NOWHERE = "gdb is not connected to Hindsight; try: target remote HOST:PORT";

    private static final List<String> OURS = List.of(
            "when",
            "goto start",
            "goto 5",
            "back",
            "forward",
            "seek back interrupt 7",
            "last-write 0x80000000 4",
            "first-write 0x80000000 4",
            "last-exec *0x80000000",
            "checkpoint",
            "restart 1",
            "info checkpoints",
            "delete checkpoint 1",
            "bookmark here",
            "goto-bookmark here",
            "goto-bookmark start",
            "info bookmarks",
            "delete bookmark here",
            "info record",
            "hindsight stats",
            "hindsight");

    private static void eachSaysOneSentence(Gdb gdb) {
        for (String command : OURS) {
            assertThat(gdb.ask(command)).as(command).isEqualTo(NOWHERE);
        }
    }

    @Test
    void qemuIsDebuggedAsAlways() throws IOException {
        try (GdbDoor door = ofTestGuest("walk-rv64");
                QemuStub qemu = qemu(door)) {
            Gdb gdb = door.gdbWithCommands();
            gdb.ask("goto 100");
            gdb.ask("detach");
            gdb.connect(qemu.port());
            assertThat(gdb.value("$pc")).isEqualTo(0x1000);
            eachSaysOneSentence(gdb);
            gdb.ask("break callee");
            assertThat(gdb.ask("continue")).contains("Breakpoint 1, callee (value=1)");
            gdb.ask("watch calls");
            assertThat(gdb.ask("continue")).contains("Old value = 0", "New value = 1");
            assertThat(gdb.ask("last calls")).isEqualTo(NOWHERE);
            assertThat(gdb.ask("finish")).contains("Value returned is $", " = 2");
            gdb.ask("delete");
            assertThat(gdb.value("callee(7)")).isEqualTo(8);
            assertThat(gdb.value("calls")).as("a call leaves what it did").isEqualTo(2);
            assertThat(gdb.ask("reverse-until")).isEqualTo("Target remote does not support this command.");
            assertThat(gdb.ask("python print(gdb.breakpoints())")).isEqualTo("()");
            assertThat(gdb.ask("next")).startsWith("59\t");
            assertThat(gdb.ask("complete goto-bookmark h")).isEmpty();
            eachSaysOneSentence(gdb);

            assertThat(gdb.ask("detach")).contains("detached");
            gdb.connect(door.port());
            assertThat(gdb.ask("when")).startsWith("step 100,");
            assertThat(gdb.ask("goto 10")).startsWith("step 10\n");
        }
    }

    @Test
    void aProgramOfTheHostIsDebuggedAsAlways() {
        try (GdbDoor door = ofTestGuest("walk-rv64")) {
            Gdb gdb = door.gdbWithCommands();
            gdb.ask("disconnect");
            eachSaysOneSentence(gdb);
            gdb.ask("set architecture auto");
            gdb.ask("file /bin/true");
            assertThat(gdb.ask("starti")).contains("Program stopped.");
            eachSaysOneSentence(gdb);
            assertThat(gdb.ask("stepi")).contains("0x");
            assertThat(gdb.ask("reverse-until *0")).contains("does not support this command");
            assertThat(gdb.ask("continue")).contains("exited normally");
            eachSaysOneSentence(gdb);
        }
    }

    @Test
    void whatGdbHasItselfItKeepsUntilItMeetsAHindsight() {
        try (GdbDoor door = ofTestGuest("walk-rv64");
                Gdb gdb = new Gdb(gdb(), door.elf().getParent())) {
            gdb.ask("source " + door.commands());
            assertThat(gdb.ask("when")).isEqualTo(NOWHERE);
            gdb.ask("file /bin/true");
            gdb.ask("starti");
            assertThat(gdb.ask("info checkpoints")).isEqualTo("No checkpoints.");
            assertThat(gdb.ask("info record")).startsWith("No record");
            gdb.ask("kill");
            gdb.ask("file " + door.elf());
            gdb.connect(door.port());
            assertThat(gdb.ask("checkpoint")).startsWith("Set: bookmark 1");
            assertThat(gdb.ask("info checkpoints")).startsWith("bookmark 1");
            assertThat(gdb.ask("info record")).startsWith("Hindsight always records everything");
        }
    }

    /** The ear goes where gdb goes. */
    @ParameterizedTest
    @ValueSource(strings = {"detach", "disconnect"})
    void anotherHindsightIsFollowedAndTheFirstLeft(String leaving) throws Exception {
        try (GdbDoor first = ofTestGuest("walk-rv64");
                GdbDoor second = ofTestGuest("walk-rv64")) {
            Gdb gdb = first.gdbWithCommands();
            gdb.ask("goto 100");
            gdb.ask(leaving);
            assertThat(gdb.ask("when")).isEqualTo(NOWHERE);
            gdb.connect(second.port());
            assertThat(gdb.ask("when")).startsWith("step 0,");
            first.somebody("the first").travel(mover -> mover.seek(50)).get();
            second.somebody("the second").travel(mover -> mover.seek(100)).get();
            assertThat(gdb.until("[the second moved to step 100, walk.c:21]")).doesNotContain("the first");
            assertThat(gdb.until("21\t")).contains("nested (value=2)");
            gdb.ask("checkpoint");
            gdb.ask(leaving);
            gdb.connect(first.port());
            assertThat(gdb.ask("when")).startsWith("step 50,");
            assertThat(gdb.ask("info checkpoints")).doesNotContain("bookmark 1");
        }
    }

    /** QEMU's stub, before the first instruction of the door's guest. */
    private static QemuStub qemu(GdbDoor door) throws IOException {
        return QemuStub.start(List.of(
                "qemu-system-riscv64",
                "-M",
                "virt",
                "-serial",
                "null",
                "-bios",
                "none",
                "-kernel",
                door.elf().toString()));
    }
}
