package dev.hindsight.emulator.isa;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MissingTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rv64gc        | 0x0d0572d7 | vsetvli of the extension V",
                "rv64gc        | 0x02056407 | a vector load of the extension V",
                "rv64gc        | 0x08a545b3 | pack of the extension Zbkb",
                "rv64gc        | 0x8108     | c.lbu of the extension Zcb",
                "rv64imac      | 0xb842     | fsd of the extension D or cm.push of the extension Zcmp",
                "rv64imac      | 0xa002     | fsd of the extension D or cm.jt of the extension Zcmt",
                "rv64gc        | 0x0045200f | cbo.zero of the extension Zicboz",
                "rv64gc        | 0x0000000b | an instruction of the opcode custom-0",
                "rv64imac      | 0x00000053 | fadd.s of the extension F",
                "rv64i         | 0x4501     | addi of the extension C",
                "rv64i         | 0x02a50533 | mul of the extension M",
                "rv64gc        | 0x7c0022f3 | the custom CSR 0x7c0",
                "rv64gc        | 0xc2202573 | CSR 0xc22 of the extension V",
                "rv64i         | 0x00102573 | CSR fflags of the extension F",
                "rv64gc        | 0x5a8022f3 | CSR 0x5a8",
                "rv64imac      | 0x00a50533 | ''",
                "rv64imac      | 0x30002573 | ''",
                "rv64imac      | 0x00000000 | ''",
            })
    void isNamed(String isa, String bits, String text) {
        assertThat(Missing.of((int) (long) Long.decode(bits), Isa.parse(isa))
                        .map(Missing::text)
                        .orElse(""))
                .isEqualTo(text);
    }

    @Test
    void onlyPrivilegedCsrsAreTriedByEveryFirmware() {
        assertThat(Missing.of(0x6ff022f3, Isa.VIRT64))
                .hasValueSatisfying(it -> assertThat(it.probed()).isFalse());
        assertThat(Missing.of(0xfb0022f3, Isa.VIRT64))
                .hasValueSatisfying(it -> assertThat(it.probed()).isTrue());
        assertThat(Missing.of(0xc22022f3, Isa.VIRT64))
                .hasValueSatisfying(it -> assertThat(it.probed()).isFalse());
    }

    @Test
    void nothingThatAMachineHasIsMissing() {
        Random random = new Random(4);
        for (Isa isa : List.of(Isa.VIRT32, Isa.VIRT64)) {
            Decoder decoder = new Decoder(isa);
            for (int i = 0; i < 20_000; i++) {
                int bits = random.nextInt();
                Optional<Instruction> known = decoder.decode(bits);
                if (known.filter(each -> each.op().extension() != Extension.ZICSR)
                        .isPresent()) {
                    assertThat(Missing.of(bits, isa)).as("%s %x", known, bits).isEmpty();
                }
            }
        }
    }
}
