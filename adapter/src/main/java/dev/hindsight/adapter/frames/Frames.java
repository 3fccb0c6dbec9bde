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
import java.util.function.Supplier;

/** Makes the frames of one call: one for each copy that was inlined here, then the function itself. */
final class Frames {
    private Frames() {}

    /** @param inner the frames further in; the caller adds the result to it, and outer frames later */
    static List<Frame> at(
            Program program,
            Memory memory,
            FrameRegisters registers,
            long lookupPc,
            OptionalLong cfa,
            List<Frame> inner) {
        int index = inner.size();
        Optional<Function> function = program.functionAt(lookupPc);
        Optional<SourceLine> line = program.lineAt(lookupPc);
        List<Scope> scopes = program.scopesAt(lookupPc);
        int callerIndex = index + Math.max(scopes.size(), 1);
        Supplier<Optional<Frame>> callers =
                () -> inner.size() > callerIndex ? Optional.of(realAt(inner, callerIndex)) : Optional.empty();
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
                    callers));
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
                    callers));
        }
        return frames;
    }

    /** From the frame at an index on, the first that is no inlined copy. */
    private static Frame realAt(List<Frame> frames, int index) {
        int place = index;
        while (place + 1 < frames.size() && frames.get(place).isInlined()) {
            place++;
        }
        return frames.get(place);
    }
}
