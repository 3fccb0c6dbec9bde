package dev.hindsight.adapter.dwarf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Version 4 programs with line base -3, line range 12 and opcode base 13, as gcc's. */
class LineProgramTest {
    private static LineProgram program(Assembler code) {
        Assembler tables = new Assembler()
                .u8(
                        1, 1, 1, 0xFD, 12,
                        13) // instruction length, operations, is_stmt, line base, line range, opcode base
                .u8(0, 1, 1, 1, 1, 0, 0, 0, 1, 0, 0, 1) // operands of the standard opcodes
                .text("inc") // folder 1
                .u8(0)
                .text("main.c")
                .u8(0, 0, 0)
                .text("../lib/part.h")
                .u8(1, 0, 0)
                .u8(0);
        Assembler lines = new Assembler()
                .u16(4)
                .u32(tables.size())
                .append(tables)
                .append(code)
                .withLength();
        Assembler abbreviations = new Assembler().u8(1, 0x11, 0, At.COMP_DIR, Form.STRING, 0, 0, 0);
        Assembler info =
                new Assembler().u16(4).u32(0).u8(8, 1).text("/home/src").withLength();
        Sections sections =
                Assembler.sections(Map.of(".debug_line", lines, ".debug_abbrev", abbreviations, ".debug_info", info));
        return new LineProgram(new DebugInfo(sections).units().get(0), 0);
    }

    private static Assembler setAddress(long address) {
        return new Assembler().u8(0, 9, 2).u64(address);
    }

    @Test
    void filesAreFoundFromTheFolderOfTheCompilation() {
        LineProgram program = program(new Assembler());

        assertThat(program.file(1)).isEqualTo("/home/src/main.c");
        assertThat(program.file(2)).isEqualTo("/home/src/lib/part.h");
        assertThat(program.file(3)).isEmpty();
    }

    @Test
    void opcodesMoveTheStateMachineAsTheStandardSays() {
        var code = setAddress(0x1000)
                .u8(3, 9) // DW_LNS_advance_line 9: line 10
                .u8(5, 7, 1) // DW_LNS_set_column, DW_LNS_copy
                .u8(13 + 3 + 1 + 12 * 4) // special: line + 1, address + 4
                .u8(6, 10, 8) // DW_LNS_negate_stmt, set_prologue_end, const_add_pc: address + (255 - 13) / 12
                .u8(4, 2, 1) // DW_LNS_set_file, DW_LNS_copy
                .u8(9)
                .u16(6) // DW_LNS_fixed_advance_pc
                .u8(0, 1, 1); // DW_LNE_end_sequence

        assertThat(program(code).rows())
                .containsExactly(
                        new LineRow(0x1000, 1, 10, 7, true, false, false),
                        new LineRow(0x1004, 1, 11, 7, true, false, false),
                        new LineRow(0x1018, 2, 11, 7, false, true, false),
                        new LineRow(0x101E, 2, 11, 7, false, false, true));
    }

    @Test
    void unknownExtendedOpcodesAreSteppedOver() {
        var code = new Assembler().u8(0, 3, 0x80, 1, 2).u8(1);

        assertThat(program(code).rows()).hasSize(1);
    }

    @Test
    void aProgramThatEndsWithinAnOpcodeIsAnException() {
        assertThatThrownBy(() -> program(new Assembler().u8(0, 9, 2)).rows())
                .isInstanceOf(DwarfException.class)
                .hasMessageContaining(".debug_line at 0x");
    }
}
