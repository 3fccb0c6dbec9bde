package dev.hindsight.emulator.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hindsight.emulator.elf.ElfException;
import dev.hindsight.emulator.elf.ElfFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class GuestLoaderTest {
    private static final int RISCV = 243;

    @Test
    void segmentsGoToTheirPhysicalAddresses() {
        Board board = load(elf(RISCV, 0x8000_1000L, 64), 1 << 20);
        assertThat(board.inspect().read(0, 0x8000_1000L, 4)).containsExactly(1, 2, 3, 4);
        assertThat(board.info().xlen()).isEqualTo(64);
    }

    @Test
    void anotherMachineIsNamed() {
        assertThatThrownBy(() -> load(elf(62, 0x8000_0000L, 64), 1 << 20))
                .isInstanceOf(ElfException.class)
                .hasMessage("guest.elf is a program for x86-64, not for RISC-V.");
    }

    @Test
    void aSegmentBehindTheEndTellsWhatWouldDo() {
        assertThatThrownBy(() -> load(elf(RISCV, 0x8000_0000L + (5 << 20), 64), 1 << 20))
                .hasMessage("guest.elf wants memory from 0x80500000 to 0x8050003f, but RAM is from 0x80000000 to "
                        + "0x800fffff; --memory 6M would do.");
    }

    @Test
    void aSegmentBeforeRamHasToBeLinkedAgain() {
        assertThatThrownBy(() -> load(elf(RISCV, 0x1_0000L, 64), 1 << 20))
                .hasMessageContaining("from 0x10000 to 0x1003f")
                .hasMessageContaining("link it to run from RAM");
    }

    @Test
    void anEnormousSegmentIsASentence() {
        assertThatThrownBy(() -> load(elf(RISCV, 0x8000_0000L, Long.MAX_VALUE), 1 << 20))
                .isInstanceOf(BoardException.class);
        assertThatThrownBy(() -> load(elf(RISCV, -16, 64), 1 << 20)).isInstanceOf(BoardException.class);
    }

    private static Board load(ElfFile elf, long memory) {
        return GuestLoader.load(elf, memory, 1_000_000_000);
    }

    /** An ELF64 with one segment of four bytes. */
    private static ElfFile elf(int machine, long address, long memorySize) {
        ByteBuffer file = ByteBuffer.allocate(64 + 56 + 4).order(ByteOrder.LITTLE_ENDIAN);
        file.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}).position(16);
        file.putShort((short) 2).putShort((short) machine).putInt(1).putLong(address);
        file.putLong(64).putLong(0).putInt(0);
        file.putShort((short) 64).putShort((short) 56).putShort((short) 1);
        file.putShort((short) 64).putShort((short) 0).putShort((short) 0);
        file.putInt(1).putInt(5).putLong(120).putLong(address).putLong(address);
        file.putLong(4).putLong(memorySize).putLong(4096);
        file.put(new byte[] {1, 2, 3, 4});
        return ElfFile.of("guest.elf", file.array());
    }
}
