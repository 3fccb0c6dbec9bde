package dev.hindsight.emulator.isa;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@link ObjdumpTest} cannot ask, because binutils 2.40 does not know it, and a few that it does. */
class DisassemblerTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "64 | 0ec5d533 | czero.eqz a0,a1,a2",
                "32 | 0ec5f533 | czero.nez a0,a1,a2",
                "64 | 0805853b | zext.w a0,a1",
                "64 | 0805c53b | zext.h a0,a1",
                "32 | 0805c533 | zext.h a0,a1",
                "64 | 6b85d513 | rev8 a0,a1",
                "32 | 6985d513 | rev8 a0,a1",
                "32 | 6b85d513 | .4byte 0x6b85d513",
                "64 | 0100000f | pause",
                "64 | 00d00073 | wrs.nto",
                "64 | 10200073 | sret",
                "64 | 12000073 | sfence.vma",
                "64 | 12b50073 | sfence.vma a0,a1",
                "64 | 00000000 | unimp",
                "64 | ffffffff | .4byte 0xffffffff",
            })
    void readsAsObjdumpWrites(int xlen, String bits, String text) {
        assertThat(new Disassembler(xlen).disassemble(0, Integer.parseUnsignedInt(bits, 16)))
                .isEqualTo(text);
    }
}
