package dev.hindsight.adapter.dwarf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CallFramesTest {
    private static final int SP = 2;
    private static final int RA = 1;
    private static final int S0 = 8;

    /** Version 3, code alignment 1, data alignment -4, ra in register 1; the CFA is sp + 0. */
    private static Assembler common() {
        return new Assembler()
                .u32(0xFFFF_FFFFL)
                .u8(3, 0, 1, 0x7C, RA)
                .u8(0x0c, SP, 0) // DW_CFA_def_cfa
                .withLength();
    }

    private static CallFrames frames(Assembler instructions) {
        Assembler function = new Assembler()
                .u32(0)
                .u64(0x1000)
                .u64(0x100)
                .append(instructions)
                .withLength();
        return new CallFrames(
                Assembler.sections(Map.of(".debug_frame", common().append(function))), ".debug_frame", 8, 0);
    }

    private static CallFrameRow row(Assembler instructions, long pc) {
        return frames(instructions).rowAt(pc).orElseThrow();
    }

    @Test
    void withoutInstructionsTheCommonOnesHold() {
        CallFrameRow row = row(new Assembler(), 0x1000);

        assertThat(row.cfa()).isEqualTo(new CfaRule.RegisterPlus(SP, 0));
        assertThat(row.rules()).isEmpty();
        assertThat(row.returnAddress()).isEqualTo(RA);
    }

    @Test
    void rulesHoldFromTheirAddressOn() {
        var prologue = new Assembler()
                .u8(0x42) // DW_CFA_advance_loc 2
                .u8(0x0e, 16) // DW_CFA_def_cfa_offset 16
                .u8(0x44) // DW_CFA_advance_loc 4
                .u8(0x81, 1, 0x88, 2); // DW_CFA_offset ra, s0

        assertThat(row(prologue, 0x1001).cfa()).isEqualTo(new CfaRule.RegisterPlus(SP, 0));
        assertThat(row(prologue, 0x1002).cfa()).isEqualTo(new CfaRule.RegisterPlus(SP, 16));
        assertThat(row(prologue, 0x1005).rules()).isEmpty();
        assertThat(row(prologue, 0x1006).rules())
                .containsEntry(RA, new RegisterRule.SavedAt(-4))
                .containsEntry(S0, new RegisterRule.SavedAt(-8));
    }

    @Test
    void statesAreRememberedAndRestored() {
        var code = new Assembler()
                .u8(0x0e, 32, 0x81, 1) // DW_CFA_def_cfa_offset, DW_CFA_offset
                .u8(0x0a) // DW_CFA_remember_state
                .u8(0x44, 0x0e, 0, 0xc1) // DW_CFA_advance_loc, DW_CFA_def_cfa_offset, DW_CFA_restore ra
                .u8(0x44, 0x0b); // DW_CFA_advance_loc, DW_CFA_restore_state

        assertThat(row(code, 0x1004).rules()).isEmpty();
        assertThat(row(code, 0x1008).rules()).containsKey(RA);
        assertThat(row(code, 0x1008).cfa()).isEqualTo(new CfaRule.RegisterPlus(SP, 32));
    }

    @Test
    void theOtherRulesAreRead() {
        var code = new Assembler()
                .u8(0x0d, S0) // DW_CFA_def_cfa_register
                .u8(0x07, RA) // DW_CFA_undefined
                .u8(0x08, 9) // DW_CFA_same_value
                .u8(0x09, 18, 19) // DW_CFA_register
                .u8(0x14, 20, 2) // DW_CFA_val_offset
                .u8(0x05, 21, 3) // DW_CFA_offset_extended
                .u8(0x11, 22, 0x7f) // DW_CFA_offset_extended_sf -1
                .u8(0x2e, 8) // DW_CFA_GNU_args_size
                .u8(0, 0);

        assertThat(row(code, 0x1000).cfa()).isEqualTo(new CfaRule.RegisterPlus(S0, 0));
        assertThat(row(code, 0x1000).rules())
                .containsEntry(RA, new RegisterRule.Undefined())
                .containsEntry(9, new RegisterRule.SameValue())
                .containsEntry(18, new RegisterRule.InRegister(19))
                .containsEntry(20, new RegisterRule.CfaPlus(-8))
                .containsEntry(21, new RegisterRule.SavedAt(-12))
                .containsEntry(22, new RegisterRule.SavedAt(4));
    }

    @Test
    void addressesOutsideOfFunctionsHaveNoRules() {
        assertThat(frames(new Assembler()).rowAt(0xFFF)).isEmpty();
        assertThat(frames(new Assembler()).rowAt(0x1100)).isEmpty();
    }

    @Test
    void exceptionFramesArePlacedRelativeToThemselves() {
        Assembler common = new Assembler()
                .u32(0)
                .u8(1)
                .text("zR")
                .u8(1, 0x7C, RA, 1, 0x1B) // the data: pointers are pc-relative, 4 bytes signed
                .u8(0x0c, SP, 0, 0)
                .withLength();
        int place = common.size();
        Assembler function = new Assembler()
                .u32(place + 4)
                .u32(0x1000 - (0x9000 + place + 8)) // from where this very field is
                .u32(0x20)
                .u8(0)
                .withLength();
        var frames = new CallFrames(
                Assembler.sections(Map.of(".eh_frame", common.append(function).u32(0))), ".eh_frame", 8, 0x9000);

        assertThat(frames.damage()).isEmpty();
        assertThat(frames.rowAt(0x1010)).isPresent();
    }

    @Test
    void damageIsAnExceptionWhereItMatters() {
        assertThatThrownBy(() -> row(new Assembler().u8(0x3f), 0x1000))
                .isInstanceOf(DwarfException.class)
                .hasMessageEndingWith("the call frame instruction 0x3f is unknown.");
        assertThatThrownBy(() -> row(new Assembler().u8(0x0b), 0x1000)).isInstanceOf(DwarfException.class);
        assertThat(new CallFrames(Assembler.sections(Map.of(".debug_frame", common().u32(1000))), ".debug_frame", 8, 0)
                        .damage())
                .isPresent();
    }
}
