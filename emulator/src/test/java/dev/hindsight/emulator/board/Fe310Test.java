package dev.hindsight.emulator.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.elf.ElfFile;
import dev.hindsight.emulator.machine.Exit;
import dev.hindsight.emulator.machine.MachineInfo;
import dev.hindsight.emulator.machine.StopPoints;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A board that is not virt, by its description alone. */
class Fe310Test {
    private static final Path GUEST =
            Path.of(System.getProperty("hindsight.root", ".."), "emulator/src/test/guests/fe310.elf");
    private static final String CONSOLE = "fe310: 1 2 3 4 5 ticks\n";

    @Test
    void firmwareRunsFromTheFlash() {
        Board board = load();
        assertThat(board.inspect().pc(0)).isEqualTo(0x2040_0000L);
        assertThat(board.run(10_000_000, StopPoints.NONE)).isEqualTo(new Exit.Halted(0));
        StringBuilder console = new StringBuilder();
        board.drain().forEach(output -> console.append((char) output.value()));
        assertThat(console.toString()).isEqualTo(CONSOLE);
    }

    @Test
    void theFlashIsNoRamForDebuggersEither() {
        Board board = load();
        assertThat(board.info().regions())
                .contains(new MachineInfo.Region("xip", 0x2000_0000L, 16 << 20, MachineInfo.Kind.FLASH))
                .contains(new MachineInfo.Region("dtim", 0x8000_0000L, 16 << 10, MachineInfo.Kind.RAM));
        assertThat(board.inspect().writable(0, 0x2040_0000L, 4)).isFalse();
        assertThat(board.inspect().read(0, 0x2040_0000L, 4)).isNotEqualTo(new byte[4]);
    }

    @Test
    void thereIsNoSupervisorAndNoDeviceTree() {
        Board board = load();
        board.run(1000, StopPoints.NONE);
        assertThat(board.info().isa()).startsWith("rv32imacu");
        assertThat(board.info().regions()).extracting(MachineInfo.Region::name).doesNotContain("rom");
    }

    @Test
    void aBoardWithoutATimerHasNoTimerInterrupt() {
        BoardDescription bare = BoardDescription.parse("bare.board", """
                isa    rv32imac
                reset  0x80000000
                ram    ram  0x80000000  4K
                """);
        byte[] readMip = {(byte) 0x73, 0x25, 0x40, 0x34}; // csrr a0, mip
        Board board = GuestLoader.load(
                Guest.program(Image.data("bytes", readMip)),
                new Hardware(bare, Optional.empty(), 1, 0, 1_000_000_000, List.of()));
        board.run(1, StopPoints.NONE);
        assertThat(board.inspect().register(0, 10)).hasValue(0);
        assertThat(board.steps()).isEqualTo(1);
    }

    @Tag("tools")
    @Test
    void qemuSaysTheSame() throws Exception {
        Process qemu = new ProcessBuilder(
                        "qemu-system-riscv32",
                        "-M",
                        "sifive_e",
                        "-nographic",
                        "-monitor",
                        "none",
                        "-serial",
                        "stdio",
                        "-semihosting",
                        "-kernel",
                        GUEST.toString())
                .redirectErrorStream(true)
                .start();
        try {
            qemu.outputWriter().close();
            assertThat(new String(qemu.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).replace("\r", ""))
                    .isEqualTo(CONSOLE);
        } finally {
            qemu.destroyForcibly();
        }
    }

    private static Board load() {
        ElfFile elf = ElfFile.read(GUEST);
        return GuestLoader.load(Guest.program(Image.of(elf)), Boards.hardware(elf.name()));
    }
}
