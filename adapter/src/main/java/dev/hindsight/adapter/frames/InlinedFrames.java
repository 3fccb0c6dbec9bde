package dev.hindsight.adapter.frames;

import dev.hindsight.adapter.symbols.Function;
import dev.hindsight.adapter.symbols.Memory;
import dev.hindsight.adapter.symbols.Program;
import dev.hindsight.adapter.symbols.Scope;
import dev.hindsight.adapter.symbols.SourceLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.IntFunction;
import java.util.function.Supplier;

/**
 * Makes the frames of one call: one for each copy that was inlined here, then the function itself.
 *
 * @param callers finds the frame of a function, inlined copies left aside, from an index on outward
 */
record InlinedFrames(Program program, Memory memory, IntFunction<Optional<Frame>> callers) {
    /** @param index of the innermost of them */
    List<Frame> at(int index, FrameRegisters registers, long lookupPc, OptionalLong cfa, boolean isTailCall) {
        Optional<Function> function = program.functionAt(lookupPc);
        Optional<SourceLine> line = program.lineAt(lookupPc);
        List<Scope> scopes = program.scopesAt(lookupPc);
        int callerIndex = index + Math.max(scopes.size(), 1);
        Supplier<Optional<Frame>> caller = () -> callers.apply(callerIndex);
        var frames = new ArrayList<Frame>();
        for (Scope scope : scopes) {
            frames.add(new Frame(
                    index + frames.size(),
                    scope.function(),
                    registers.pc(),
                    lookupPc,
                    cfa,
                    registers,
                    memory,
                    function,
                    Optional.of(scope),
                    line,
                    isTailCall,
                    caller));
            line = scope.inlinedFrom();
        }
        if (scopes.isEmpty()) {
            String name = function.map(Function::name).orElse("0x%x".formatted(registers.pc()));
            frames.add(new Frame(
                    index,
                    name,
                    registers.pc(),
                    lookupPc,
                    cfa,
                    registers,
                    memory,
                    function,
                    Optional.empty(),
                    line,
                    isTailCall,
                    caller));
        }
        return frames;
    }
}
