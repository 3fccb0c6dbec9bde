package dev.hindsight.adapter.dwarf;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Runs call frame instructions up to an address [DWARF5 6.4.2, 6.4.3, 7.24]. */
final class CallFrameProgram {
    private final CommonInformation common;
    private final long target;
    private long location;
    private CfaRule cfa = new CfaRule.RegisterPlus(2, 0); // where nothing is said, the stack pointer has not moved
    private Map<Integer, RegisterRule> rules = new HashMap<>();
    private Map<Integer, RegisterRule> initial = Map.of();

    private record Remembered(CfaRule cfa, Map<Integer, RegisterRule> rules) {}

    private final Deque<Remembered> remembered = new ArrayDeque<>();

    private CallFrameProgram(CommonInformation common, long start, long target) {
        this.common = common;
        this.location = start;
        this.target = target;
    }

    static CallFrameRow rowAt(FrameDescription description, long pc) {
        CommonInformation common = description.common();
        var program = new CallFrameProgram(common, description.range().start(), pc);
        program.run(copy(common.instructions()));
        program.initial = Map.copyOf(program.rules);
        program.run(copy(description.instructions()));
        return new CallFrameRow(
                program.cfa, program.rules, common.returnAddress(), common.signalFrame(), common.addressSize());
    }

    private static Cursor copy(Cursor cursor) {
        return cursor.at(cursor.position());
    }

    private void run(Cursor code) {
        while (code.hasMore() && Long.compareUnsigned(location, target) <= 0) {
            int opcode = code.u8();
            int operand = opcode & 0x3F;
            switch (opcode >> 6) {
                case 1 -> advance(operand); // DW_CFA_advance_loc
                case 2 -> rule(operand, savedAt(code.uleb())); // DW_CFA_offset
                case 3 -> restore(operand); // DW_CFA_restore
                default -> extended(opcode, code);
            }
        }
    }

    /** Rules behind the target are those of later addresses: {@link #run} stops before them. */
    private void advance(long delta) {
        location += delta * common.codeAlignment();
    }

    private void rule(int register, RegisterRule rule) {
        rules.put(register, rule);
    }

    private RegisterRule savedAt(long factored) {
        return new RegisterRule.SavedAt(factored * common.dataAlignment());
    }

    private RegisterRule cfaPlus(long factored) {
        return new RegisterRule.CfaPlus(factored * common.dataAlignment());
    }

    private void restore(int register) {
        RegisterRule before = initial.get(register);
        if (before == null) {
            rules.remove(register);
        } else {
            rules.put(register, before);
        }
    }

    private void extended(int opcode, Cursor code) {
        switch (opcode) {
            case 0x00 -> {} // DW_CFA_nop
            case 0x01 -> // DW_CFA_set_loc
                location = PointerEncoding.read(code, common.pointerEncoding() & 0x0F, common.addressSize(), 0);
            case 0x02 -> advance(code.u8()); // DW_CFA_advance_loc1
            case 0x03 -> advance(code.u16()); // DW_CFA_advance_loc2
            case 0x04 -> advance(code.u32()); // DW_CFA_advance_loc4
            case 0x05 -> rule(code.ulebInt(), savedAt(code.uleb())); // DW_CFA_offset_extended
            case 0x06 -> restore(code.ulebInt()); // DW_CFA_restore_extended
            case 0x07 -> rule(code.ulebInt(), new RegisterRule.Undefined()); // DW_CFA_undefined
            case 0x08 -> rule(code.ulebInt(), new RegisterRule.SameValue()); // DW_CFA_same_value
            case 0x09 -> rule(code.ulebInt(), new RegisterRule.InRegister(code.ulebInt())); // DW_CFA_register
            case 0x0a -> remembered.push(new Remembered(cfa, new HashMap<>(rules))); // DW_CFA_remember_state
            case 0x0b -> restoreState(code); // DW_CFA_restore_state
            case 0x0c -> cfa = new CfaRule.RegisterPlus(code.ulebInt(), code.uleb()); // DW_CFA_def_cfa
            case 0x0d -> cfa = new CfaRule.RegisterPlus(code.ulebInt(), offset(code)); // DW_CFA_def_cfa_register
            case 0x0e -> cfa = new CfaRule.RegisterPlus(register(code), code.uleb()); // DW_CFA_def_cfa_offset
            case 0x0f -> cfa = new CfaRule.ValueOfExpression(block(code)); // DW_CFA_def_cfa_expression
            case 0x10 -> rule(code.ulebInt(), new RegisterRule.SavedAtExpression(block(code))); // DW_CFA_expression
            case 0x11 -> rule(code.ulebInt(), savedAt(code.sleb())); // DW_CFA_offset_extended_sf
            case 0x12 -> // DW_CFA_def_cfa_sf
                cfa = new CfaRule.RegisterPlus(code.ulebInt(), code.sleb() * common.dataAlignment());
            case 0x13 -> // DW_CFA_def_cfa_offset_sf
                cfa = new CfaRule.RegisterPlus(register(code), code.sleb() * common.dataAlignment());
            case 0x14 -> rule(code.ulebInt(), cfaPlus(code.uleb())); // DW_CFA_val_offset
            case 0x15 -> rule(code.ulebInt(), cfaPlus(code.sleb())); // DW_CFA_val_offset_sf
            case 0x16 -> rule(code.ulebInt(), new RegisterRule.ValueOfExpression(block(code))); // DW_CFA_val_expression
            case 0x2e -> code.uleb(); // DW_CFA_GNU_args_size
            default -> throw code.fail("the call frame instruction 0x%x is unknown".formatted(opcode));
        }
    }

    private static Cursor block(Cursor code) {
        return code.take(code.uleb());
    }

    private void restoreState(Cursor code) {
        if (remembered.isEmpty()) {
            throw code.fail("call frame instructions restore a state that they did not save");
        }
        Remembered state = remembered.pop();
        cfa = state.cfa();
        rules = new HashMap<>(state.rules());
    }

    private int register(Cursor code) {
        return registerPlus(code).register();
    }

    private long offset(Cursor code) {
        return registerPlus(code).offset();
    }

    private CfaRule.RegisterPlus registerPlus(Cursor code) {
        if (cfa instanceof CfaRule.RegisterPlus plus) {
            return plus;
        }
        throw code.fail("the frame address is not a register and an offset");
    }
}
