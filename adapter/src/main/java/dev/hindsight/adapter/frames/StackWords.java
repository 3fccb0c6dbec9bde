package dev.hindsight.adapter.frames;

import dev.hindsight.adapter.symbols.Memory;
import dev.hindsight.adapter.symbols.Program;
import java.util.Optional;

/** Reads words as wide as an address. */
final class StackWords {
    private StackWords() {}

    static Optional<Long> read(Memory memory, Program program, long address) {
        int size = program.addressSize();
        byte[] bytes = memory.read(program.canonical(address), size);
        if (bytes.length < size) {
            return Optional.empty();
        }
        long value = 0;
        for (int index = size - 1; index >= 0; index--) {
            value = value << 8 | bytes[index] & 0xFF;
        }
        return Optional.of(value);
    }
}
