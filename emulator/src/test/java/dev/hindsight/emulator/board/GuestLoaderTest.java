package dev.hindsight.emulator.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hindsight.emulator.elf.ElfException;
import dev.hindsight.emulator.elf.ElfFile;
import dev.hindsight.emulator.isa.Isa;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GuestLoaderTest {
    private static final int RISCV = 243;
    private static final long BILLION = 1_000_000_000;

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
                .hasMessage("guest.elf needs memory from 0x80500000 to 0x8050003f, but RAM of the board virt is from "
                        + "0x80000000 to 0x800fffff; --memory 6M is enough.");
    }

    @Test
    void aSegmentBeforeRamHasToBeLinkedAgain() {
        assertThatThrownBy(() -> load(elf(RISCV, 0x1_0000L, 64), 1 << 20))
                .hasMessage(
                        "guest.elf needs memory from 0x10000 to 0x1003f, but RAM of the board virt is from 0x80000000 "
                                + "to 0x800fffff. No bundled board (virt, virt-legacy, fe310, fe310b) has memory at its "
                                + "addresses: link it for one of them, or describe yours in a file for --board FILE "
                                + "(docs/machine.md, Boards).");
    }

    @Test
    void anEnormousSegmentIsASentence() {
        assertThatThrownBy(() -> load(elf(RISCV, 0x8000_0000L, Long.MAX_VALUE), 1 << 20))
                .isInstanceOf(BoardException.class);
        assertThatThrownBy(() -> load(elf(RISCV, -16, 64), 1 << 20)).isInstanceOf(BoardException.class);
    }

    @Test
    void aKernelLiesBehindItsFirmwareAndTheTreeAtTheEnd() {
        byte[] initrd = {9, 8, 7};
        Guest guest = new Guest(
                Image.of("fw.bin", new byte[(2 << 20) + 1]),
                Optional.of(Image.of("Image", new byte[] {5, 6})),
                Optional.of(Image.data("initrd", initrd)),
                "console=ttyS0");
        Board board = GuestLoader.load(guest, Hardware.virt(128 << 20, BILLION));
        assertThat(board.inspect().read(0, 0x8040_0000L, 2)).containsExactly(5, 6);
        assertThat(board.inspect().read(0, 0x8440_0000L, 3)).isEqualTo(initrd);
        assertThat(board.inspect().read(0, 0x87e0_0000L, 4)).containsExactly(0xd0, 0x0d, 0xfe, 0xed);
        assertThat(word(board, 0x1018)).isEqualTo(0x8000_0000L); // the entry
        assertThat(word(board, 0x1020)).isEqualTo(0x87e0_0000L); // the tree
        assertThat(word(board, 0x1028)).isEqualTo(0x4942534fL); // what comes next
        assertThat(word(board, 0x1038)).isEqualTo(0x8040_0000L);
        assertThat(word(board, 0x1040)).isEqualTo(1);
    }

    @Test
    void aTreeThatHasNoRoomIsInTheBootRom() {
        Board board = load(elf(RISCV, 0x8000_0000L, 64), 1 << 20);
        assertThat(word(board, 0x1020)).isEqualTo(0x1100);
        assertThat(board.inspect().read(0, 0x1100, 4)).containsExactly(0xd0, 0x0d, 0xfe, 0xed);
    }

    @Test
    void theEntryOfAKernelIsPhysical() {
        ElfFile kernel = elf(RISCV, 0xffff_ffff_8000_0000L, 0x8020_0000L, 64);
        Guest guest = new Guest(Image.of("fw", new byte[8]), Optional.of(Image.of(kernel)), Optional.empty(), "");
        Board board = GuestLoader.load(guest, Hardware.virt(128 << 20, BILLION));
        assertThat(word(board, 0x1038)).isEqualTo(0x8020_0000L);
    }

    @Test
    void filesThatWouldOverlapAreNamed() {
        byte[] kernel = new byte[8 << 20];
        Guest guest = new Guest(
                Image.of("fw", new byte[8]),
                Optional.of(Image.of("Image", kernel)),
                Optional.of(Image.data("initrd", new byte[5])),
                "");
        assertThatThrownBy(() -> GuestLoader.load(guest, Hardware.virt(12 << 20, BILLION)))
                .isInstanceOf(BoardException.class)
                .hasMessage(
                        "Image and initrd overlap: from 0x80200000 to 0x809fffff and from 0x80800000 to 0x80800004; "
                                + "more --memory may help.");
    }

    @Test
    void aKernelSaysHowMuchItClearsBehindItsFile() {
        byte[] kernel = new byte[64];
        ByteBuffer.wrap(kernel)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(0x10, 200 << 20)
                .putInt(0x38, 0x05435352);
        Guest guest =
                new Guest(Image.of("fw", new byte[8]), Optional.of(Image.of("Image", kernel)), Optional.empty(), "");
        assertThatThrownBy(() -> GuestLoader.load(guest, Hardware.virt(128 << 20, BILLION)))
                .hasMessageStartingWith("Image needs memory from 0x80200000 to 0x8c9fffff")
                .hasMessageEndingWith("--memory 202M is enough.");
    }

    @Test
    void imagesOfOtherMachinesAreNamed() {
        byte[] x86 = new byte[0x300];
        ByteBuffer.wrap(x86).order(ByteOrder.LITTLE_ENDIAN).putInt(0x202, 0x53726448);
        assertThatThrownBy(() -> Image.of("bzImage", x86)).hasMessage("bzImage is a kernel for x86, not for RISC-V.");
        byte[] arm = new byte[0x300];
        ByteBuffer.wrap(arm).order(ByteOrder.LITTLE_ENDIAN).putInt(0x38, 0x644d5241);
        assertThatThrownBy(() -> Image.of("Image", arm)).hasMessage("Image is a kernel for AArch64, not for RISC-V.");
        assertThatThrownBy(() -> Image.of("Image.gz", new byte[] {0x1f, (byte) 0x8b, 8, 0, 0}))
                .hasMessage("Image.gz is compressed: unpack it with gunzip first.");
        assertThatThrownBy(() -> Image.of("Image", new byte[0])).hasMessage("Image is empty.");
    }

    @Test
    void theWidthsOfGuestAndMachineMustAgree() {
        Guest guest = Guest.program(Image.of(elf(RISCV, 0x8000_0000L, 64)));
        Hardware narrow = new Hardware(
                BoardDescription.virt(), Optional.of(Isa.parse("rv32imac_zicsr")), 1, 0, BILLION, List.of());
        assertThatThrownBy(() -> GuestLoader.load(guest, narrow))
                .hasMessage("guest.elf is a 64-bit program, but the machine is configured as rv32imac_zicsr.");
        BoardDescription small = BoardDescription.parse("small.board", """
                isa rv32imac
                reset 0x20000000
                ram r 0x80000000 16K
                flash f 0x20000000 16K
                """);
        assertThatThrownBy(
                        () -> GuestLoader.load(guest, new Hardware(small, Optional.empty(), 1, 0, BILLION, List.of())))
                .hasMessageStartingWith("guest.elf is a 64-bit program, but the board small.board is rv32imac");
        Guest bytes = Guest.program(Image.of(elf(RISCV, 0x8000_0000L, 4)));
        Hardware wide = new Hardware(small, Optional.of(Isa.VIRT64), 1, 0, BILLION, List.of());
        assertThatThrownBy(() -> GuestLoader.load(bytes, wide))
                .hasMessageStartingWith("The board small.board starts at 0x20000000, where guest.elf has nothing. "
                        + "--board virt has memory at its addresses; ");
        assertThatThrownBy(() -> new Hardware(small, Optional.empty(), 2, 0, BILLION, List.of()))
                .hasMessage("The board small.board has one hart, not 2.");
    }

    /** Headers that contradict themselves and images of any size and kind. */
    @Test
    void damagedFilesAreAtMostASentence() {
        Random random = new Random(11);
        byte[] whole = bytes(RISCV, 0x8000_1000L, 0x8000_1000L, 64);
        for (int run = 0; run < 3000; run++) {
            byte[] damaged = Arrays.copyOf(whole, run % 3 == 0 ? random.nextInt(whole.length + 1) : whole.length);
            for (int i = 0; i < random.nextInt(6) && damaged.length > 4; i++) {
                damaged[4 + random.nextInt(damaged.length - 4)] = (byte) random.nextInt();
            }
            byte[] kernel = new byte[1 + random.nextInt(128)];
            random.nextBytes(kernel);
            try {
                Guest guest = new Guest(
                        Image.of("firmware", damaged), Optional.of(Image.of("kernel", kernel)), Optional.empty(), "");
                GuestLoader.load(guest, Hardware.virt(1 << 22, BILLION));
            } catch (BoardException | ElfException sentence) {
                assertThat(sentence).hasMessageEndingWith(".");
            }
        }
    }

    private static long word(Board board, long address) {
        return ByteBuffer.wrap(board.inspect().read(0, address, 8))
                .order(ByteOrder.LITTLE_ENDIAN)
                .getLong();
    }

    private static Board load(ElfFile elf, long memory) {
        return GuestLoader.load(elf, memory, 1_000_000_000);
    }

    /** An ELF64 with one segment of four bytes. */
    private static ElfFile elf(int machine, long address, long memorySize) {
        return elf(machine, address, address, memorySize);
    }

    private static ElfFile elf(int machine, long virtual, long address, long memorySize) {
        return ElfFile.of("guest.elf", bytes(machine, virtual, address, memorySize));
    }

    private static byte[] bytes(int machine, long virtual, long address, long memorySize) {
        ByteBuffer file = ByteBuffer.allocate(64 + 56 + 4).order(ByteOrder.LITTLE_ENDIAN);
        file.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1}).position(16);
        file.putShort((short) 2).putShort((short) machine).putInt(1).putLong(virtual);
        file.putLong(64).putLong(0).putInt(0);
        file.putShort((short) 64).putShort((short) 56).putShort((short) 1);
        file.putShort((short) 64).putShort((short) 0).putShort((short) 0);
        file.putInt(1).putInt(5).putLong(120).putLong(virtual).putLong(address);
        file.putLong(4).putLong(memorySize).putLong(4096);
        file.put(new byte[] {1, 2, 3, 4});
        return file.array();
    }
}
