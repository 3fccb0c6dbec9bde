package dev.hindsight.emulator.rtos;

import dev.hindsight.emulator.machine.Inspector;
import java.util.OptionalLong;

/** The guest's memory in little-endian words of {@code bytes} bytes, as a hart sees it. */
record GuestWords(Inspector now, int hart, int bytes) {
    /** The word there, unsigned; empty where nothing can be read. */
    OptionalLong at(long address) {
        byte[] content = now.read(hart, address, bytes);
        if (content.length < bytes) {
            return OptionalLong.empty();
        }
        long value = 0;
        for (int i = bytes - 1; i >= 0; i--) {
            value = value << 8 | content[i] & 0xff;
        }
        return OptionalLong.of(value);
    }

    /** A pointer that can be followed: aligned, and not null. */
    OptionalLong pointerAt(long address) {
        OptionalLong value = at(address);
        return value.isPresent() && value.getAsLong() != 0 && value.getAsLong() % bytes == 0
                ? value
                : OptionalLong.empty();
    }

    /** A register of the hart, as it would be in such a word. */
    long register(int number) {
        long value = now.register(hart, number).orElse(0);
        return bytes == Integer.BYTES ? Integer.toUnsignedLong((int) value) : value;
    }

    /** The text there, as far as it can be printed. */
    String text(long address, int most) {
        StringBuilder text = new StringBuilder();
        for (byte letter : now.read(hart, address, most)) {
            if (letter < ' ' || letter > '~') {
                break;
            }
            text.append((char) letter);
        }
        return text.toString();
    }
}
