package dev.hindsight.adapter.frames;

import dev.hindsight.adapter.dwarf.LocationContext;
import java.util.OptionalLong;

/** A frame as the expressions of DWARF see it. */
public final class FrameContext implements LocationContext {
    private final Frame frame;

    public FrameContext(Frame frame) {
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
    public byte[] memory(long address, int length) {
        return frame.memory().read(address, length);
    }
}
