package dev.hindsight.adapter.stepping;

import dev.hindsight.adapter.frames.Frame;
import dev.hindsight.adapter.symbols.Function;
import dev.hindsight.adapter.symbols.Registers;
import dev.hindsight.emulator.machine.Inspector;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One call of a function, from its first instruction to its return: told from its recursive calls by the canonical frame
 * address, which on RISC-V is the stack pointer at the first instruction and again after the return.
 *
 * @param cfa empty where calls cannot be told apart: without call frame information, and in code that nobody called,
 *     which sets the stack pointer itself
 * @param task of an RTOS, which nobody called either: it tells apart the calls of one task from those of others
 */
record Activation(int hart, Function function, OptionalLong cfa, OptionalLong task) {
    /** The call that runs now; empty outside of functions. */
    static Optional<Activation> at(Inspector now, int hart, CodeView code) {
        Frame frame = code.frame(now, hart);
        boolean called = code.caller(now, hart).isPresent();
        return frame.function()
                .map(function -> new Activation(
                        hart, function, called ? frame.cfa() : OptionalLong.empty(), code.task(now, hart)));
    }

    /** Whether a hart that stands in this function stands in this call of it. */
    boolean runs(Inspector now, CodeView code) {
        if (cfa.isEmpty()) {
            return isOfTask(now, code);
        }
        OptionalLong present = code.frame(now, hart).cfa();
        return present.isPresent() && present.getAsLong() == cfa.getAsLong();
    }

    private boolean isOfTask(Inspector now, CodeView code) {
        return task.equals(code.task(now, hart));
    }

    /** Whether the stack pointer is what it is just before the call's first instruction and just after its return. */
    boolean isOutside(Inspector now, CodeView code) {
        OptionalLong sp = now.register(hart, Registers.SP);
        return cfa.isEmpty()
                ? isOfTask(now, code)
                : sp.isPresent()
                        && code.program().canonical(sp.getAsLong())
                                == code.program().canonical(cfa.getAsLong());
    }
}
