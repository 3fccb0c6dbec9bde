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

/** Makes the frames of one call: one for each copy that was inlined here, then the function itself. */
final class Frames {
    private Frames() {}

    static List<Frame> at(
            Program program, Memory memory, FrameRegisters registers, long lookupPc, OptionalLong cfa, int index) {
        Optional<Function> function = program.functionAt(lookupPc);
        Optional<SourceLine> line = program.lineAt(lookupPc);
        List<Scope> scopes = program.scopesAt(lookupPc);
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
                    line));
            line = scope.inlinedFrom();
        }
        if (scopes.isEmpty()) {
            String name = function.map(Function::name).orElse("0x%x".formatted(registers.pc()));
            frames.add(new Frame(
                    index, name, registers.pc(), lookupPc, cfa, registers, memory, function, Optional.empty(), line));
        }
        return frames;
    }
}
