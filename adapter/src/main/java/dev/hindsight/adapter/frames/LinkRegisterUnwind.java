package dev.hindsight.adapter.frames;

import dev.hindsight.adapter.frames.FrameRegisters.Origin;
import dev.hindsight.adapter.symbols.Program;
import dev.hindsight.adapter.symbols.Registers;
import java.util.HashMap;
import java.util.OptionalLong;

/**
 * Guesses the caller where there is no call frame information, as in assembler files: the code is taken for a leaf that has
 * not moved the stack, so that the caller is where ra points. Only for the innermost frame: further out, ra is the callee's.
 */
final class LinkRegisterUnwind {
    private LinkRegisterUnwind() {}

    static UnwindStep step(Program program, CallingConvention convention, FrameRegisters registers, boolean innermost) {
        OptionalLong stack = registers.read(Registers.SP);
        OptionalLong ra = registers.read(Registers.RA);
        if (!innermost) {
            return UnwindStep.last(OptionalLong.empty(), "There is no call frame information for the outermost frame.");
        }
        if (ra.isEmpty() || !isCall(program, program.canonical(ra.getAsLong()), registers.pc())) {
            return UnwindStep.last(
                    stack, "There is no call frame information here, and ra does not point after a call.");
        }
        var changes = new HashMap<Integer, Origin>();
        convention.temporary().forEach(register -> changes.put(register, new Origin.Lost()));
        return new UnwindStep(stack, ra, changes, "");
    }

    /** Whether the address may be one that this code returns to: code, and of another function. */
    private static boolean isCall(Program program, long address, long pc) {
        return program.isCode(address)
                && program.functionAt(address)
                        .filter(caller -> !caller.contains(pc))
                        .isPresent();
    }
}
