package dev.hindsight.emulator.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hindsight.emulator.elf.ElfFile;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs that were linked for a board that this is not, and the usual first try of a bare-metal link. */
class ForeignProgramTest {
    private static final long BILLION = 1_000_000_000;
    private static final byte[] CODE = {0x6f, 0, 0, 0};

    /** Code in {@code flash}, and data that is copied from behind it to {@code ram}. */
    private static ElfFile linked(int xlen, long flash, long ram) {
        return new ElfImage(xlen)
                .entry(flash)
                .bytes(0x1000, CODE)
                .segment(flash, flash, 0x1000, 4, 4)
                .segment(ram, flash + 4, 0x1004, 4, 260)
                .build();
    }

    @ParameterizedTest
    @CsvSource({
        "FE310 A,     32, 0x20400000, 0x80000000, fe310",
        "FE310 B,     32, 0x20010000, 0x80000000, fe310b",
        "GD32VF103,   32, 0x08000000, 0x20000000, none",
        "CH32V003,    32, 0x0,        0x20000000, none",
        "ESP32-C3,    32, 0x42000020, 0x3FC80000, none",
        "RP2350,      32, 0x10000000, 0x20000000, none",
        "FU540,       64, 0x20400000, 0x08000000, none",
        "Spike,       64, 0x1000,     0x80000000, none",
    })
    void firmwareOfAnotherChipIsToldWhichBoardFits(String chip, int xlen, String flash, String ram, String fits) {
        ElfFile program = linked(xlen, Long.decode(flash), Long.decode(ram));
        String advice = fits.equals("none")
                ? "No bundled board (virt, virt-legacy, fe310, fe310b) has memory at its addresses"
                : "--board " + fits + " has memory at its addresses";
        assertThatThrownBy(() -> load(program, BoardDescription.virt()))
                .isInstanceOf(BoardException.class)
                .hasMessageContaining("but RAM of the board virt is from 0x80000000 to 0x87ffffff. ")
                .hasMessageContaining(advice)
                .hasMessageContaining("--board FILE (docs/machine.md, Boards).");
        if (!fits.equals("none")) {
            assertThat(load(program, BoardDescription.bundled(fits)).info().xlen())
                    .isEqualTo(xlen);
        }
    }

    @Test
    void firmwareOfAChipWithMemoryInTheSamePlaceRuns() {
        ElfFile k210 = linked(64, 0x80000000L, 0x80010000L);
        assertThat(load(k210, BoardDescription.virt()).info().xlen()).isEqualTo(64);
    }

    @Test
    void aProgramThatBeginsElsewhereIsToldWhichBoardBeginsThere() {
        ElfFile program = linked(32, 0x20010000, 0x80000000L);
        assertThatThrownBy(() -> load(program, BoardDescription.bundled("fe310")))
                .hasMessageStartingWith("The board fe310 starts at 0x20400000, where guest.elf has nothing. "
                        + "--board fe310b has memory at its addresses");
    }

    @Test
    void headersBeforeTheFirstMemoryAreLeftOutWithANote() {
        ElfFile program = new ElfImage(64)
                .entry(0x80000000L)
                .bytes(0x1000, CODE)
                .segment(0x7ffff000L, 0, 0x1004, 0x1004)
                .build();
        Board board = load(program, BoardDescription.virt());
        assertThat(board.inspect().read(0, 0x80000000L, 4)).isEqualTo(CODE);
        assertThat(notices(board))
                .containsExactly(
                        "guest.elf loads its ELF headers at 0x7ffff000, where the board virt has no memory. Only "
                                + "the headers are skipped; the program is complete (-Wl,-n links without them).");
    }

    @Test
    void aSegmentOfHeadersAloneIsLeftOut() {
        ElfFile program = new ElfImage(32)
                .entry(0x80000000L)
                .bytes(0x1000, CODE)
                .segment(0x7ffff000L, 0, 52 + 2 * 32, 52 + 2 * 32)
                .segment(0x80000000L, 0x1000, 4, 4)
                .build();
        assertThat(notices(load(program, BoardDescription.virt()))).hasSize(1);
    }

    @Test
    void contentBeforeTheFirstMemoryIsRefused() {
        ElfFile behindTheHeaders = new ElfImage(64)
                .bytes(0x800, (byte) 1)
                .bytes(0x1000, CODE)
                .segment(0x7ffff000L, 0, 0x1004, 0x1004)
                .build();
        ElfFile noHeaders =
                new ElfImage(64).segment(0x7ffff000L, 0x1000, 0x1004, 0x1004).build();
        ElfFile zeros = new ElfImage(64).segment(0x7ffff000L, 0, 0x100, 0x2000).build();
        for (ElfFile program : List.of(behindTheHeaders, noHeaders, zeros)) {
            assertThatThrownBy(() -> load(program, BoardDescription.virt()))
                    .isInstanceOf(BoardException.class)
                    .hasMessageStartingWith("guest.elf needs memory from 0x7ffff000 to ");
        }
    }

    @Test
    void headersInsideAMemoryAreLoadedAsTheyAre() {
        ElfFile program = new ElfImage(64)
                .entry(0x80001000L)
                .bytes(0x1000, CODE)
                .segment(0x80000000L, 0, 0x1004, 0x1004)
                .build();
        Board board = load(program, BoardDescription.virt());
        assertThat(board.inspect().read(0, 0x80000000L, 4)).containsExactly(0x7f, 'E', 'L', 'F');
        assertThat(notices(board)).isEmpty();
    }

    private static List<String> notices(Board board) {
        List<String> heard = new ArrayList<>();
        board.onNotice(heard::add);
        return heard;
    }

    private static Board load(ElfFile program, BoardDescription board) {
        return GuestLoader.load(
                Guest.program(Image.of(program)),
                new Hardware(board, java.util.Optional.empty(), 1, 0, BILLION, List.of()));
    }
}
