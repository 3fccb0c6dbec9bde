package dev.hindsight.emulator.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.MachineConfig;
import dev.hindsight.emulator.board.Assembly;
import dev.hindsight.emulator.isa.Op;
import dev.hindsight.rsp.wire.Hex;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** gdb's {@code load} into flash, packet by packet, and the map that tells gdb where flash is. */
class RspFlashTest {
    private final GdbDoor door = GdbDoor.ofTestGuest(
            "fe310",
            MachineConfig.STANDARD.withBoard(GdbDoor.example("fe310.board").toString()));
    private final Debugger gdb = new Debugger(door.port()).greet();

    @AfterEach
    void close() {
        gdb.close();
        door.close();
    }

    @Test
    void whatIsLoadedRunsAfterAReset() {
        byte[] code = new Assembly()
                .i(Op.ADDI, 5, 0, 0x55)
                .i(Op.LUI, 6, 0, 0x8000_0000)
                .store(Op.SW, 5, 6, 8)
                .i(Op.JAL, 0, 0, 0)
                .toBytes();
        gdb.monitor("goto 100");
        String before = gdb.ask("m20400000,10");
        assertThat(gdb.ask("vFlashErase:20400000,2000")).isEqualTo("OK");
        assertThat(gdb.ask("vFlashWrite:20400000:" + new String(code, StandardCharsets.ISO_8859_1)))
                .isEqualTo("OK");
        assertThat(gdb.ask("vFlashWrite:20400ffe:abcd")).isEqualTo("OK");
        assertThat(gdb.ask("m20400000,10")).as("until it is done").isEqualTo(before);
        assertThat(gdb.ask("vFlashDone")).isEqualTo("OK");
        assertThat(gdb.ask("m20400000,10")).isEqualTo(Hex.of(code));
        assertThat(gdb.ask("m20400ffc,6")).isEqualTo("ffff61626364");
        assertThat(gdb.ask("m20402000,4")).as("not erased").isEqualTo("00000000");

        assertThat(gdb.monitor("reset halt")).startsWith("step 100: reset");
        assertThat(gdb.ask("p20")).isEqualTo("00004020");
        for (int i = 0; i < 3; i++) {
            assertThat(gdb.ask("s")).startsWith("T05");
        }
        assertThat(gdb.ask("m80000008,4")).isEqualTo("55000000");
        assertThat(gdb.ask("bs")).startsWith("T05");
        gdb.monitor("goto 99");
        assertThat(gdb.ask("m20400000,10")).isEqualTo(before);
        gdb.monitor("goto end");
        assertThat(gdb.ask("m20400000,10")).isEqualTo(Hex.of(code));
        assertThat(gdb.monitor("branches")).isEqualTo("* 0  from step 0 to step 103");
    }

    @Test
    void whatIsNoFlashIsRefusedWithASentence() {
        assertThat(gdb.ask("vFlashErase:80000000,1000"))
                .isEqualTo("E.0x1000 bytes at 0x80000000 are not whole flash blocks of 0x1000 bytes.");
        assertThat(gdb.ask("vFlashErase:20400800,1000"))
                .startsWith("E.0x1000 bytes at 0x20400800 are not whole flash blocks");
        assertThat(gdb.ask("vFlashErase:20fff000,2000")).startsWith("E.");
        assertThat(gdb.ask("vFlashErase:20000000,0")).startsWith("E.");
        assertThat(gdb.ask("vFlashErase:20000000,ffffffffffff0000")).startsWith("E.");
        assertThat(gdb.ask("vFlashWrite:20400000:abc"))
                .isEqualTo("E.Flash at 0x20400000 was not erased before this write.");
        assertThat(gdb.ask("vFlashErase:20400000,1000")).isEqualTo("OK");
        assertThat(gdb.ask("vFlashWrite:20400fff:ab"))
                .isEqualTo("E.Flash at 0x20401000 was not erased before this write.");
        assertThat(gdb.ask("vFlashDone")).isEqualTo("OK");
        assertThat(gdb.ask("vFlashDone")).as("nothing to do").isEqualTo("OK");
        assertThat(gdb.ask("vFlashErase:")).startsWith("E.");
        assertThat(gdb.ask("vFlashWrite:zz")).startsWith("E.");
    }

    @Test
    void theMapNamesFlashWithItsBlocksAndEveryDevice() {
        assertThat(gdb.ask("qXfer:memory-map:read::0,4000"))
                .contains("<memory type=\"flash\" start=\"0x20000000\" length=\"0x1000000\">"
                        + "<property name=\"blocksize\">0x1000</property></memory>")
                .contains("<memory type=\"ram\" start=\"0x10012000\" length=\"0x1000\"/>")
                .contains("<memory type=\"ram\" start=\"0x80000000\" length=\"0x4000\"/>")
                .doesNotContain("start=\"0x0\"");
    }

    @Test
    void whereAddressesAreTranslatedTheMapIsTheWholeAddressSpace() {
        try (GdbDoor virt = GdbDoor.ofTestGuest("walk-rv64");
                Debugger other = new Debugger(virt.port()).greet()) {
            assertThat(other.ask("qXfer:memory-map:read::0,4000"))
                    .contains("<memory type=\"ram\" start=\"0x0\" length=\"0x1000\"/>")
                    .contains("<memory type=\"ram\" start=\"0x1000\" length=\"0xf000\"/>")
                    .contains("<memory type=\"ram\" start=\"0x2000000\" length=\"0x10000\"/>")
                    .contains("<memory type=\"ram\" start=\"0x88000000\" length=\"0xffffffff78000000\"/>");
        }
    }
}
