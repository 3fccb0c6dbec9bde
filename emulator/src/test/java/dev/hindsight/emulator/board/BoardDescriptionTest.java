package dev.hindsight.emulator.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hindsight.emulator.isa.Isa;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BoardDescriptionTest {
    private static final String SMALL = """
            board  small      # a comment
            isa    rv32imac
            reset  0x20000000
            harts  2
            flash  code  0x20000000  1M
            ram    data  0x80000000  16384
            uart16550 tty 0x10013000 0x100 irq 3
            """;

    @Test
    void saysWhatTheBoardIs() {
        BoardDescription board = BoardDescription.parse("small.board", SMALL);
        assertThat(board.name()).isEqualTo("small");
        assertThat(board.isas()).containsExactly(Isa.parse("rv32imac"));
        assertThat(board.reset()).isEqualTo(0x2000_0000L);
        assertThat(board.harts()).isEqualTo(2);
        assertThat(board.ram().size()).isEqualTo(16 << 10);
        assertThat(board.parts())
                .contains(new BoardDescription.Part(PartKind.UART16550, "tty", 0x1001_3000L, 0x100, 3));
    }

    @Test
    void virtioDevicesAreModernUnlessItSaysOtherwise() {
        assertThat(BoardDescription.parse("b", SMALL).legacyVirtio()).isFalse();
        assertThat(BoardDescription.parse("b", SMALL + "virtio legacy").legacyVirtio())
                .isTrue();
    }

    @Test
    void virtIsOneOfThem() {
        assertThat(BoardDescription.virt().isas()).containsExactly(Isa.VIRT64, Isa.VIRT32);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "toaster t 0x1000 0x100      | \"toaster\" is not a known word: use one of ram, flash, boot-rom, clint",
                "uart16550 b 0x80003fff 1    | \"b\" overlaps \"data\" of line 6, which is from 0x80000000 to 0x80003fff",
                "uart16550 tty 0x1000 0x100  | \"tty\" is already the name of the part in line 7",
                "uart16550 b 0x1000 1 irq 3  | irq 3 belongs to \"tty\" of line 7",
                "uart16550 b 0x1000 1 irq 97 | 97 must be from 1 to 96",
                "uart16550 b 0x1000          | \"uart16550\" needs NAME BASE SIZE, and optionally irq N",
                "clint c 0x1000 1 irq 4      | \"clint\" needs NAME BASE SIZE",
                "ram more 0x90000000 4K      | there is a ram already: \"data\" of line 6",
                "flash f 0x30000800 4K       | \"f\" must begin and end at a multiple of 4K",
                "flash f 0x30000000 3G       | \"f\" must have a size from 1 byte to less than 2G",
                "flash f 0x30000000 0        | \"f\" must have a size from 1 byte",
                "flash f 0x3zz 4K            | \"0x3zz\" is not a number: write 4096, 4K or 0x1000",
                "flash f 99999999999999G 4K  | is not a number",
                "reset 0                     | \"reset\" was already given",
                "compatible                  | \"compatible\" needs words",
                "virtio old                  | virtio must be \"modern\" or \"legacy\"",
                "timebase 7                  | timebase 7 does not divide 1000000000",
            })
    void anErrorNamesItsLine(String line, String sentence) {
        assertThatThrownBy(() -> BoardDescription.parse("small.board", SMALL + line))
                .isInstanceOf(BoardException.class)
                .hasMessageStartingWith("small.board:8: ")
                .hasMessageContaining(sentence.strip());
    }

    @Test
    void ofAFileThatIsNoTextNothingIsQuoted() {
        assertThatThrownBy(() -> BoardDescription.parse("a.elf", "\u007fELF\u0002\u0001\u0000"))
                .isInstanceOf(BoardException.class)
                .hasMessage("a.elf is not a board file: it is not text.");
        assertThatThrownBy(() -> BoardDescription.parse("odd.board", "isa \u001b[2J"))
                .isInstanceOf(BoardException.class)
                .hasMessage("odd.board is not a board file: it is not text.");
    }

    @Test
    void aBoardMayBeginLikeABundledOne() {
        BoardDescription own = BoardDescription.parse("own.board", """
                like virt
                virtio legacy
                harts 2
                uart16550 uart1 0x10010000 0x100 irq 20
                """);
        BoardDescription virt = BoardDescription.virt();
        assertThat(own.name()).isEqualTo("own.board");
        assertThat(own.legacyVirtio()).isTrue();
        assertThat(own.harts()).isEqualTo(2);
        assertThat(own.isas()).isEqualTo(virt.isas());
        assertThat(own.reset()).isEqualTo(virt.reset());
        assertThat(own.parts()).containsAll(virt.parts()).hasSize(virt.parts().size() + 1);
        assertThatThrownBy(() -> BoardDescription.parse("b", "harts 2\nlike virt"))
                .hasMessage("b:2: \"like\" must come first.");
        assertThatThrownBy(() -> BoardDescription.parse("b", "like me"))
                .hasMessage("b:1: \"like\" needs one of virt, virt-legacy, fe310, fe310b.");
        assertThatThrownBy(() -> BoardDescription.parse("b", "like virt\nram more 0x90000000 4K"))
                .hasMessageStartingWith("b:2: there is a ram already");
    }

    @Test
    void everyBundledBoardHasItsName() {
        assertThat(BoardDescription.BUNDLED)
                .allSatisfy(name ->
                        assertThat(BoardDescription.bundled(name).name()).isEqualTo(name));
        assertThat(BoardDescription.bundled("virt-legacy").legacyVirtio()).isTrue();
        assertThat(BoardDescription.bundled("fe310b").reset()).isEqualTo(0x20010000);
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThatThrownBy(() -> BoardDescription.parse("b", SMALL.replace("ram ", "# ")))
                .hasMessage("b: the board has no ram.");
        assertThatThrownBy(() -> BoardDescription.parse("b", SMALL.replace("reset", "# ")))
                .hasMessage("b: the board has no reset.");
        assertThatThrownBy(() -> BoardDescription.parse("b", "")).hasMessage("b: the board has no isa.");
    }

    @Test
    void anUnknownExtensionNamesItsLine() {
        assertThatThrownBy(() -> BoardDescription.parse("b", SMALL.replace("rv32imac", "rv32imacy")))
                .isInstanceOf(BoardException.class)
                .hasMessageStartingWith("b:2: ");
    }

    @Test
    void moreMemoryMustNotReachADevice() {
        BoardDescription board = BoardDescription.parse("b", SMALL + "test-finisher f 0x80100000 0x1000");
        assertThat(board.withMemory(1 << 20).ram().size()).isEqualTo(1 << 20);
        assertThatThrownBy(() -> board.withMemory((1 << 20) + 4096))
                .hasMessage("RAM of 0x101000 bytes at 0x80000000 would overlap \"f\" at 0x80100000.");
    }

    @Test
    void truncatedAndRandomTextIsAtMostASentence() {
        Random random = new Random(3);
        for (int length = 0; length < SMALL.length(); length++) {
            parse(SMALL.substring(0, length));
        }
        for (int run = 0; run < 2000; run++) {
            StringBuilder text = new StringBuilder(SMALL);
            for (int i = 0; i < 1 + random.nextInt(5); i++) {
                text.setCharAt(random.nextInt(text.length()), (char)
                        (random.nextBoolean() ? random.nextInt(128) : random.nextInt(0x10000)));
            }
            parse(text.toString());
        }
    }

    private static void parse(String text) {
        try {
            BoardDescription.parse("b", text);
        } catch (BoardException sentence) {
            assertThat(sentence).hasMessageEndingWith(".");
        }
    }
}
