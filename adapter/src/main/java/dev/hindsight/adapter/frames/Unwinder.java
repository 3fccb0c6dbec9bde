package dev.hindsight.adapter.frames;

import dev.hindsight.adapter.symbols.Function;
import dev.hindsight.adapter.symbols.Memory;
import dev.hindsight.adapter.symbols.Program;
import dev.hindsight.adapter.symbols.Registers;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Follows calls outwards by the program's call frame information, and by habit where there is none. */
public final class Unwinder {
    private final Program program;

    public Unwinder(Program program) {
        this.program = program;
    }

    /** The stack at that moment, of at least one and at most that many frames. */
    public Stack unwind(Registers registers, Memory memory, int limit) {
        long pc = program.canonical(registers.pc());
        Optional<Function> function = program.functionAt(pc);
        var frame = new Frame(
                0,
                function.map(Function::name).orElse("0x%x".formatted(pc)),
                pc,
                pc,
                OptionalLong.empty(),
                FrameRegisters.of(registers, pc),
                memory,
                function,
                program.scopesAt(pc).stream().findFirst(),
                program.lineAt(pc));
        return new Stack(List.of(frame), "Callers are unknown.");
    }
}
