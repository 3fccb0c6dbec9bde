package dev.hindsight.emulator.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.MachineConfig;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** gdb's own {@code load} into flash, and the memory map as gdb uses it. */
@Tag("tools")
class GdbFlashTest {
    @TempDir
    private Path folder;

    @Test
    void whatGdbLoadsRunsAfterAReset() throws IOException {
        try (GdbDoor door = GdbDoor.ofTestGuest(
                "fe310",
                MachineConfig.STANDARD.withBoard(GdbDoor.example("fe310.board").toString()))) {
            String firmware = new String(Files.readAllBytes(door.elf()), StandardCharsets.ISO_8859_1);
            Path other = folder.resolve("other.elf");
            Files.write(other, firmware.replace("ticks\n", "TOCKS\n").getBytes(StandardCharsets.ISO_8859_1));

            Gdb gdb = door.gdb();
            gdb.ask("stepi 300");
            assertThat(gdb.ask("info mem")).contains("flash blocksize 0x1000");
            assertThat(gdb.ask("load")).as("what is there already").contains("Transfer rate");
            assertThat(gdb.ask("load " + other)).contains("Transfer rate");
            assertThat(gdb.ask("monitor reset halt")).contains("reset");
            gdb.ask("maintenance flush register-cache");
            assertThat(gdb.ask("continue")).contains("SIGTRAP");
            assertThat(gdb.ask("monitor console")).endsWith("1 2 3 4 5 TOCKS");
            assertThat(gdb.ask("print {int}0x70000000")).contains("Cannot access memory");
        }
    }

    @Test
    void onVirtTheMapHidesNothing() {
        try (GdbDoor door = GdbDoor.ofTestGuest("walk-rv64")) {
            Gdb gdb = door.gdb();
            assertThat(gdb.ask("show mem inaccessible-by-default")).contains("will be treated as inaccessible");
            for (String device :
                    new String[] {"0x1000", "0x2004000", "0xc000000", "0x10000005", "0x10001000", "0x80000000"}) {
                assertThat(gdb.ask("output {char}" + device)).as(device).doesNotContain("Cannot");
            }
            assertThat(gdb.ask("set {int}0x2004000 = 5")).isEmpty();
            assertThat(gdb.ask("output {int}0xffffffff80000000"))
                    .isEqualTo("Cannot access memory at address 0xffffffff80000000");
        }
    }
}
