package dev.hindsight.adapter.dwarf;

import java.util.OptionalLong;

/** The frame in which a location is asked for. */
public interface LocationContext {
    /** The address whose location lists and scopes apply: the pc, or that of the call in a caller's frame. */
    long pc();

    OptionalLong register(int dwarfNumber);

    OptionalLong callFrameAddress();

    /** The bytes at the address; fewer where memory cannot be read. */
    byte[] memory(long address, int length);

    /** Whether the frame is on the stack still: a function that ended in a tail call has given it up. */
    default boolean hasStack() {
        return true;
    }

    /** What a register held when the function was entered, as far as the caller's call site tells. */
    default OptionalLong entryRegister(int dwarfNumber) {
        return OptionalLong.empty();
    }
}
