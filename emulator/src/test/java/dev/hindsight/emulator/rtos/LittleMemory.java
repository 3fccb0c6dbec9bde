package dev.hindsight.emulator.rtos;

import dev.hindsight.emulator.machine.Inspector;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;

/** A moment of a machine that has a few kilobytes, those registers that a test says, and nothing else. */
final class LittleMemory implements Inspector {
    static final long BASE = 0x8000_0000L;
    static final int SIZE = 0x2000;

    private static final int WORD = 8;

    final byte[] bytes = new byte[SIZE];
    final Map<Integer, Long> registers = new HashMap<>();

    void word(long address, long value) {
        for (int i = 0; i < WORD; i++) {
            bytes[(int) (address - BASE) + i] = (byte) (value >> i * 8);
        }
    }

    long word(long address) {
        return new GuestWords(this, 0, WORD).at(address).orElseThrow();
    }

    void text(long address, String text) {
        for (int i = 0; i < text.length(); i++) {
            bytes[(int) (address - BASE) + i] = (byte) text.charAt(i);
        }
    }

    @Override
    public OptionalLong register(int hart, int number) {
        Long value = registers.get(number);
        return value == null ? OptionalLong.empty() : OptionalLong.of(value);
    }

    @Override
    public int nextHart() {
        return 0;
    }

    @Override
    public byte[] read(int hart, long address, int length) {
        long start = address - BASE;
        boolean isInside = Long.compareUnsigned(start, SIZE) < 0;
        return isInside ? Arrays.copyOfRange(bytes, (int) start, (int) Math.min(SIZE, start + length)) : new byte[0];
    }

    @Override
    public boolean writable(int hart, long address, int length) {
        return true;
    }
}
