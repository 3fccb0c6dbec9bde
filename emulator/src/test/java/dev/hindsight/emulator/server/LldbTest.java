package dev.hindsight.emulator.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.rsp.wire.Hex;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stock lldb 19 of Debian 13: what one needs to debug forward with it. */
@Tag("tools")
class LldbTest {
    private static final Program LLDB = Program.ofDebian13("lldb-19");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"calls-rv64-O0, 0x0000000000001000", "calls-rv32-O0, 0x00001000"})
    void attachesReadsAndWritesRegistersAndMemory(String guest, String reset) throws Exception {
        try (GdbDoor door = GdbDoor.ofTestGuest(guest)) {
            String said = lldb(
                    door,
                    "register read pc",
                    "register write a5 0x1234",
                    "register read a5",
                    "memory read --size 4 --count 1 --format x 0x80000000",
                    "memory write 0x80010000 1 2 3",
                    "memory read -s 1 -c 4 -f x 0x80010000",
                    "detach");
            assertThat(said)
                    .contains("stop reason = signal SIGTRAP", "pc = " + reset)
                    .containsPattern("a5 = 0x0+1234\n")
                    .contains("0x80000000: 0xf14022f3", "0x80010000: 0x01 0x02 0x03 0x00", "detached");
            assertThat(packets()).contains("$x80000000,").doesNotContain("$m80000000,");
        }
    }

    @Test
    void stopsAtBreakpointsAndUnwinds() throws Exception {
        try (GdbDoor door = GdbDoor.ofTestGuest("calls-rv64-O0")) {
            String said = lldb(door, "breakpoint set -n leaf", "continue", "bt", "frame variable", "continue");
            assertThat(said)
                    .contains("stop reason = breakpoint 1.1", "leaf(a=4, b=1) at calls.c:33")
                    .containsSubsequence("frame #0", "`leaf(a=4, b=1)", "frame #1", "`middle(value=4)", "frame #2")
                    .containsSubsequence("(int) a = 4", "(int) b = 1", "leaf(a=4, b=2)");
        }
    }

    @Test
    void stepsOverInAndOut() throws Exception {
        try (GdbDoor door = GdbDoor.ofTestGuest("calls-rv64-O0")) {
            String said = lldb(
                    door,
                    "breakpoint set -n middle",
                    "continue",
                    "thread step-over",
                    "thread step-in",
                    "thread step-inst",
                    "finish");
            assertThat(said)
                    .containsSubsequence(
                            "stop reason = breakpoint 1.1",
                            "`middle(value=4) at calls.c:37",
                            "stop reason = step over",
                            "`middle(value=4) at calls.c:38",
                            "stop reason = step in",
                            "`leaf(a=4, b=2) at calls.c:33",
                            "stop reason = instruction step into",
                            "stop reason = step out",
                            "`middle(value=4) at calls.c:38");
        }
    }

    @Test
    void watchpointsShowTheOldAndTheNewValue() throws Exception {
        try (GdbDoor door = GdbDoor.ofTestGuest("calls-rv64-O0")) {
            String said = lldb(
                    door,
                    "breakpoint set -n main",
                    "continue",
                    "watchpoint set variable counter",
                    "continue",
                    "watchpoint list -v",
                    "continue");
            assertThat(said)
                    .contains("stop reason = watchpoint 1", "old value: 0")
                    .containsPattern("new value: [1-9]");
        }
    }

    @Test
    void regionsOfMemoryAreThoseOfThePageTables() throws Exception {
        try (GdbDoor door = GdbDoor.ofExample("bench/paging")) {
            assertThat(lldb(
                            door,
                            "memory region 0x80001000",
                            "breakpoint set -n integer_workload",
                            "continue",
                            "memory region 0x80001000",
                            "memory region 0x81000000"))
                    .containsSubsequence(
                            "[0x0000000080000000-0x0000000088000000) rwx ram",
                            "stop reason = breakpoint",
                            "[0x0000000080001000-0x0000000081000000) rwx ram",
                            "[0x0000000081000000-0x0000000082000000) ---");
        }
    }

    @Test
    void aRefusalIsToldInWords() throws Exception {
        try (GdbDoor door = GdbDoor.ofTestGuest("calls-rv64-O0")) {
            lldb(door, "process plugin packet send Z2,80000000,0", "memory read 0x0");
            assertThat(packets()).contains("E01;" + Hex.ofText("A w"));
        }
    }

    private String lldb(GdbDoor door, String... commands) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("--no-lldbinit", "--batch"));
        List<String> before = List.of(
                "settings set use-color false",
                "settings set plugin.process.gdb-remote.packet-timeout 120",
                "log enable -f " + folder.resolve("packets") + " gdb-remote packets",
                "target create " + door.elf(),
                "gdb-remote 127.0.0.1:" + door.port());
        before.forEach(command -> all.addAll(List.of("-o", command)));
        List.of(commands).forEach(command -> all.addAll(List.of("-o", command)));
        Process process =
                new ProcessBuilder(LLDB.with(all)).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }

    private String packets() throws IOException {
        return Files.readString(folder.resolve("packets"), StandardCharsets.ISO_8859_1);
    }
}
