package dev.hindsight.emulator.isa;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecoderTest {
    @Test
    void noTwoPatternsOverlap() {
        for (Op one : Op.values()) {
            for (Op other : Op.values()) {
                assertThat(one != other && one.pattern().overlaps(other.pattern()))
                        .as("%s and %s", one, other)
                        .isFalse();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {32, 64})
    void encodingWhatWasDecodedGivesTheSameBits(int xlen) {
        Decoder decoder = new Decoder(Isa.everything(xlen));
        Random random = new Random(1);
        for (Op op : Op.values()) {
            for (int i = 0; i < 2000 && op.existsIn(Isa.everything(xlen)); i++) {
                int bits =
                        random.nextInt() & ~op.pattern().mask() | op.pattern().match();
                Optional<Instruction> decoded = decoder.decode(bits);
                decoded.ifPresent(instruction -> {
                    assertThat(instruction.op()).isEqualTo(op);
                    assertThat(instruction.encode()).isEqualTo(bits);
                });
                assertThat(decoded.isPresent() || op.format() == OperandFormat.SHIFT)
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {32, 64})
    void aCompressedFormIsAnInstructionWithAFullForm(int xlen) {
        Decoder decoder = new Decoder(Isa.everything(xlen));
        for (int bits = 0; bits < 1 << 16; bits++) {
            if (Decoder.length(bits) == 2) {
                decoder.decode(bits).ifPresent(expanded -> {
                    Instruction full = decoder.decode(expanded.encode()).orElseThrow();
                    assertThat(new Instruction(full.op(), full.rd(), full.rs1(), full.rs2(), full.imm(), 2))
                            .isEqualTo(expanded);
                });
            }
        }
    }

    @Test
    void bitsBehindACompressedInstructionDoNotMatter() {
        Decoder decoder = new Decoder(Isa.everything(64));
        assertThat(decoder.decode(0xffff_4505))
                .isEqualTo(decoder.decode(0x4505))
                .isPresent();
    }

    @Test
    void aNarrowMachineLacksDoublewords() {
        int ld = new Instruction(Op.LD, 10, 2, 0, 8, 4).encode();
        assertThat(new Decoder(Isa.everything(64)).decode(ld)).isPresent();
        assertThat(new Decoder(Isa.everything(32)).decode(ld)).isEmpty();
    }

    @Test
    void aNarrowMachineShiftsByLessThan32() {
        int slli = new Instruction(Op.SLLI, 10, 10, 0, 32, 4).encode();
        assertThat(new Decoder(Isa.everything(64)).decode(slli)).isPresent();
        assertThat(new Decoder(Isa.everything(32)).decode(slli)).isEmpty();
    }

    @Test
    void whatAMachineLacksIsNoInstruction() {
        int div = new Instruction(Op.DIV, 10, 11, 12, 0, 4).encode();
        int mul = new Instruction(Op.MUL, 10, 11, 12, 0, 4).encode();
        assertThat(new Decoder(Isa.parse("rv64i")).decode(mul)).isEmpty();
        assertThat(new Decoder(Isa.parse("rv64i_zmmul")).decode(mul)).isPresent();
        assertThat(new Decoder(Isa.parse("rv64i_zmmul")).decode(div)).isEmpty();
        assertThat(new Decoder(Isa.parse("rv64im")).decode(0x4505)).isEmpty();
        assertThat(new Decoder(Isa.parse("rv64imc")).decode(0x4505)).isPresent();
    }

    @Test
    void allZerosAndAllOnesAreIllegal() {
        assertThat(new Decoder(Isa.everything(64)).decode(0)).isEmpty();
        assertThat(new Decoder(Isa.everything(64)).decode(-1)).isEmpty();
    }
}
