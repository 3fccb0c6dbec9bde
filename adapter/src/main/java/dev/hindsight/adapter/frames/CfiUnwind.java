package dev.hindsight.adapter.frames;

import dev.hindsight.adapter.dwarf.CallFrameRow;
import dev.hindsight.adapter.dwarf.CfaRule;
import dev.hindsight.adapter.dwarf.LocationContext;
import dev.hindsight.adapter.dwarf.RegisterRule;
import dev.hindsight.adapter.frames.FrameRegisters.Origin;
import dev.hindsight.adapter.symbols.Memory;
import dev.hindsight.adapter.symbols.Program;
import dev.hindsight.adapter.symbols.Registers;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** Applies the rules of call frame information to one frame. */
final class CfiUnwind implements LocationContext {
    private final Program program;
    private final CallingConvention convention;
    private final CallFrameRow row;
    private final FrameRegisters registers;
    private final Memory memory;

    CfiUnwind(
            Program program, CallingConvention convention, CallFrameRow row, FrameRegisters registers, Memory memory) {
        this.program = program;
        this.convention = convention;
        this.row = row;
        this.registers = registers;
        this.memory = memory;
    }

    UnwindStep step() {
        OptionalLong cfa = frameAddress();
        if (cfa.isEmpty()) {
            return UnwindStep.last(cfa, "The frame's address cannot be computed.");
        }
        var changes = new HashMap<Integer, Origin>();
        changes.put(Registers.SP, new Origin.Known(cfa.getAsLong()));
        for (Map.Entry<Integer, RegisterRule> rule : row.rules().entrySet()) {
            origin(rule.getKey(), rule.getValue(), cfa.getAsLong(), changes);
        }
        if (row.rules().get(row.returnAddress()) instanceof RegisterRule.Undefined) {
            return UnwindStep.last(cfa, "This is the outermost function.");
        }
        OptionalLong returnAddress = valueAfter(row.returnAddress(), changes);
        if (!row.signalFrame()) {
            loseTemporaries(changes);
        }
        return new UnwindStep(cfa, returnAddress, changes, "The return address is not known.");
    }

    /** What a call may overwrite and no rule speaks of; code that was interrupted has them all still. */
    private void loseTemporaries(Map<Integer, Origin> changes) {
        for (int register : convention.temporary()) {
            if (!row.rules().containsKey(register)) {
                changes.put(register, new Origin.Lost());
            }
        }
    }

    private OptionalLong valueAfter(int register, Map<Integer, Origin> changes) {
        Origin origin = changes.get(register);
        if (origin instanceof Origin.Saved saved) {
            return OptionalLong.of(saved.value());
        }
        if (origin instanceof Origin.Known known) {
            return OptionalLong.of(known.value());
        }
        return origin == null ? registers.read(register) : OptionalLong.empty();
    }

    private OptionalLong frameAddress() {
        if (row.cfa() instanceof CfaRule.RegisterPlus plus) {
            OptionalLong base = registers.read(plus.register());
            return base.isEmpty() ? base : OptionalLong.of(program.canonical(base.getAsLong() + plus.offset()));
        }
        var expression = (CfaRule.ValueOfExpression) row.cfa();
        return row.evaluate(expression.code(), this, OptionalLong.empty());
    }

    private void origin(int register, RegisterRule rule, long cfa, Map<Integer, Origin> changes) {
        if (rule instanceof RegisterRule.SavedAt saved) {
            changes.put(register, saved(cfa + saved.offset()));
        } else if (rule instanceof RegisterRule.CfaPlus plus) {
            changes.put(register, new Origin.Known(cfa + plus.offset()));
        } else if (rule instanceof RegisterRule.InRegister in) {
            changes.put(register, known(registers.read(in.register())));
        } else if (rule instanceof RegisterRule.SavedAtExpression at) {
            OptionalLong address = row.evaluate(at.code(), this, OptionalLong.of(cfa));
            changes.put(register, address.isEmpty() ? new Origin.Lost() : saved(address.getAsLong()));
        } else if (rule instanceof RegisterRule.ValueOfExpression of) {
            changes.put(register, known(row.evaluate(of.code(), this, OptionalLong.of(cfa))));
        } else if (rule instanceof RegisterRule.Undefined) {
            changes.put(register, new Origin.Lost());
        }
    }

    private static Origin known(OptionalLong value) {
        return value.isEmpty() ? new Origin.Lost() : new Origin.Known(value.getAsLong());
    }

    private Origin saved(long where) {
        return StackWords.read(memory, program, where)
                .map(value -> (Origin) new Origin.Saved(program.canonical(where), value))
                .orElse(new Origin.Lost());
    }

    @Override
    public long pc() {
        return registers.pc();
    }

    @Override
    public OptionalLong register(int dwarfNumber) {
        return registers.read(dwarfNumber);
    }

    @Override
    public OptionalLong callFrameAddress() {
        return OptionalLong.empty();
    }

    @Override
    public byte[] memory(long address, int length) {
        return memory.read(address, length);
    }
}
