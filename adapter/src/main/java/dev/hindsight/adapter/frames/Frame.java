package dev.hindsight.adapter.frames;

import dev.hindsight.adapter.symbols.Function;
import dev.hindsight.adapter.symbols.Memory;
import dev.hindsight.adapter.symbols.Scope;
import dev.hindsight.adapter.symbols.SourceLine;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * One frame of a call stack; inlined copies have frames of their own, which share registers and CFA with the function
 * that holds them. So have functions that ended in a tail call: they have no CFA, and the registers of the frame that they
 * would have returned to.
 *
 * @param index 0 for the innermost
 * @param name the function's, without arguments; a symbol with its offset, or an address, where there is no function
 * @param pc in outer frames, where the callee will return to
 * @param lookupPc the pc for looking up lines and scopes: within the call in outer frames
 * @param cfa the canonical frame address, which is the same for every moment of one call; empty if unknown
 * @param function the function with code of its own that holds the pc
 * @param scope the variables in sight
 * @param line where the frame stands; for the caller of an inlined copy, the line of that call
 * @param isTailCall whether the function has ended in a jump to the next inner one and given up its part of the stack
 * @param callers finds the {@link #caller}
 */
public record Frame(
        int index,
        String name,
        long pc,
        long lookupPc,
        OptionalLong cfa,
        FrameRegisters registers,
        Memory memory,
        Optional<Function> function,
        Optional<Scope> scope,
        Optional<SourceLine> line,
        boolean isTailCall,
        Supplier<Optional<Frame>> callers) {
    /** The frame of the function that called this one; for an inlined copy, that called the function that holds it. */
    public Optional<Frame> caller() {
        return callers.get();
    }

    /** The frame that this one returns to, behind all tail calls. */
    public Optional<Frame> returnsTo() {
        Optional<Frame> outer = caller();
        while (outer.isPresent() && outer.get().isTailCall()) {
            outer = outer.get().caller();
        }
        return outer;
    }

    /** Whether this is a copy that was inlined into the next outer frame. */
    public boolean isInlined() {
        return scope.map(Scope::isInlined).orElse(false);
    }
}
