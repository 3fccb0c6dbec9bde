package dev.hindsight.adapter.frames;

import dev.hindsight.adapter.dwarf.LocationContext;
import dev.hindsight.adapter.symbols.Program;
import java.util.Optional;
import java.util.OptionalLong;

/** A frame as the expressions of DWARF see it. */
public final class FrameContext implements LocationContext {
    private final Program program;
    private final Frame frame;

    public FrameContext(Program program, Frame frame) {
        this.program = program;
        this.frame = frame;
    }

    @Override
    public long pc() {
        return frame.lookupPc();
    }

    @Override
    public OptionalLong register(int dwarfNumber) {
        return frame.registers().read(dwarfNumber);
    }

    @Override
    public OptionalLong callFrameAddress() {
        return frame.cfa();
    }

    @Override
    public boolean hasStack() {
        return !frame.isTailCall();
    }

    @Override
    public OptionalLong entryRegister(int dwarfNumber) {
        Optional<Frame> caller = frame.caller();
        if (caller.isEmpty() || frame.function().isEmpty()) {
            return OptionalLong.empty();
        }
        var context = new FrameContext(program, caller.get());
        return program.calls().argument(frame.function().get(), caller.get().pc(), dwarfNumber, context);
    }

    @Override
    public byte[] memory(long address, int length) {
        return frame.memory().read(address, length);
    }
}
