package dev.hindsight.emulator.isa;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every kind of instruction with random operands, and every compressed one, reads as objdump writes it. */
@Tag("tools")
class ObjdumpTest {
    private static final long BASE = 0x8000_0000L;
    private static final Pattern LINE = Pattern.compile("^ *([0-9a-f]+):\t([0-9a-f]+) +\t(.*)$");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {32, 64})
    void readsAsObjdumpWrites(int xlen) throws IOException, InterruptedException {
        Path file = assembled(xlen, corpus(xlen));
        Process objdump = new ProcessBuilder(
                        "riscv64-unknown-elf-objdump",
                        "--adjust-vma=0x80000000",
                        "-D",
                        "-z",
                        "-j",
                        ".text",
                        file.toString())
                .redirectErrorStream(true)
                .start();
        Disassembler disassembler = new Disassembler(xlen);
        int compared = 0;
        for (String line : new String(objdump.getInputStream().readAllBytes()).split("\n")) {
            Matcher matcher = LINE.matcher(line);
            if (matcher.matches()) {
                long pc = Long.parseLong(matcher.group(1), 16) | BASE;
                int bits = Integer.parseUnsignedInt(matcher.group(2), 16);
                assertThat(disassembler.disassemble(pc, bits)).as(line).isEqualTo(plain(matcher.group(3)));
                compared++;
            }
        }
        assertThat(objdump.waitFor()).isZero();
        assertThat(compared).isGreaterThan(10_000);
    }

    /** An object file says which extensions objdump may print. */
    private Path assembled(int xlen, byte[] corpus) throws IOException, InterruptedException {
        Files.write(folder.resolve("corpus.bin"), corpus);
        Path source = Files.writeString(folder.resolve("corpus.s"), ".incbin \"corpus.bin\"\n");
        Process assembler = new ProcessBuilder(
                        "riscv64-unknown-elf-as",
                        "-march=" + isa(xlen).unprivileged(),
                        "-mabi=" + (xlen == 64 ? "lp64" : "ilp32"),
                        "-o",
                        "corpus.o",
                        source.toString())
                .directory(folder.toFile())
                .inheritIO()
                .start();
        assertThat(assembler.waitFor()).isZero();
        return folder.resolve("corpus.o");
    }

    /** What binutils 2.40 knows of ours. */
    private static Isa isa(int xlen) {
        return Isa.parse("rv%dimafdcsu_zicsr_zifencei_zihintpause_zawrs_zfh_zba_zbb_zbc_zbs".formatted(xlen));
    }

    /** Without comment and tabs, jump targets with 0x; this objdump calls {@code addi} {@code add}, later ones do not. */
    private static String plain(String text) {
        String bare = text.replaceAll("\\s*(#|<).*", "").replace('\t', ' ').strip();
        String full = bare.replaceAll(
                "^(add|and|or|xor|sll|srl|sra|slt|ror|b(?:clr|ext|inv|set)|csrr?[wsc])(w|u)?( .*,(?:-?[0-9]+|0x[0-9a-f]+))$",
                "$1i$2$3");
        return full.replaceAll("^((?:j|jal|b(?:eq|ne|lt|ge|gt|le)u?z?)(?: .*,| ))(?:0x)?([0-9a-f]+)$", "$10x$2");
    }

    private static byte[] corpus(int xlen) {
        Decoder decoder = new Decoder(isa(xlen));
        Random random = new Random(2);
        ByteBuffer bytes = ByteBuffer.allocate(1 << 19).order(ByteOrder.LITTLE_ENDIAN);
        for (Op op : Op.values()) {
            for (int i = 0; i < 60; i++) {
                int bits =
                        random.nextInt() & ~op.pattern().mask() | op.pattern().match();
                if (i % 3 == 0) {
                    bits &= ~(31 << 15); // rs1 is x0
                }
                if (i % 4 == 0) {
                    bits &= ~(31 << 7) | op.pattern().match(); // rd is x0
                }
                boolean canonical =
                        decoder.decode(bits).filter(ObjdumpTest::isPlain).isPresent();
                if (canonical && op.existsIn(isa(xlen))) {
                    bytes.putInt(bits);
                }
            }
        }
        for (int bits = 1; bits < 1 << 16; bits++) {
            Optional<Instruction> decoded = decoder.decode(bits);
            if (Decoder.length(bits) == 2
                    && decoded.filter(ObjdumpTest::isNoHint).isPresent()) {
                bytes.putShort((short) bits);
            }
        }
        return Arrays.copyOf(bytes.array(), bytes.position());
    }

    /**
     * CSRs and fences that objdump knows and we do not have are left out, and rounding modes of what needs no rounding:
     * only the usual one is an instruction to objdump.
     */
    private static boolean isPlain(Instruction of) {
        boolean csr = of.op().format() == OperandFormat.CSR || of.op().format() == OperandFormat.CSRI;
        boolean fence = of.op().format() == OperandFormat.FENCE;
        boolean known = !csr || Csr.at(of.imm()).isPresent();
        boolean usual = of.rd() == 0 && of.rs1() == 0 && (of.op() == Op.FENCE_I ? of.imm() == 0 : of.imm() < 256);
        boolean rounded = !of.op().isExact() || (of.imm() & 7) == 0;
        return known && rounded && (!fence || usual);
    }

    /** Hints have no spelling that anybody agrees on. */
    private static boolean isNoHint(Instruction of) {
        boolean jump = of.op().format() == OperandFormat.JUMP || of.op() == Op.JALR || of.op() == Op.EBREAK;
        boolean writes = switch (of.op().format()) {
            case STORE, BRANCH, FLOAD, FSTORE -> false;
            default -> true;
        };
        boolean shiftsByNothing = of.op().format() == OperandFormat.SHIFT && of.imm() == 0 && of.length() == 2;
        boolean addsNothing = of.op() == Op.ADDI && of.rd() == of.rs1() && of.imm() == 0;
        return jump || !(writes && of.rd() == 0) && !shiftsByNothing && !addsNothing;
    }
}
