package dev.hindsight.emulator.device;

import dev.hindsight.emulator.bus.AccessFault;
import dev.hindsight.emulator.bus.Device;
import dev.hindsight.emulator.state.StateVisitor;
import java.util.Map;

/**
 * A device that is nothing but words which keep what was written, some bits of which always read 1: enough for what start
 * code asks clocks, power and pins.
 */
public final class RegisterBank implements Device {
    /** Behind these bytes nothing is kept. */
    private static final int SIZE = 0x200;

    private final long[] words;
    private final Map<Integer, Integer> ones;

    private RegisterBank(Map<Integer, Integer> reset, Map<Integer, Integer> ones) {
        this.words = new long[SIZE / Integer.BYTES];
        this.ones = ones;
        reset.forEach((offset, value) -> words[offset / Integer.BYTES] = value & 0xffff_ffffL);
    }

    /** Zeros at first. */
    public static RegisterBank plain() {
        return new RegisterBank(Map.of(), Map.of());
    }

    /**
     * Clocks: both oscillators are always ready and the PLL is always locked. What they are set to changes no speed.
     * [FE310-G002 manual §6; reset values as on QEMU]
     */
    public static RegisterBank sifivePrci() {
        int ready = 1 << 31;
        int enabled = 1 << 30;
        int bypassed = 1 << 18 | 1 << 17;
        Map<Integer, Integer> reset = Map.of(0, ready | enabled, 4, ready | enabled, 8, ready | bypassed, 12, 1 << 8);
        return new RegisterBank(reset, Map.of(0, ready, 4, ready, 8, ready));
    }

    @Override
    public long read(int offset, int size) {
        checkWord(offset, size);
        return peek(offset, size);
    }

    @Override
    public boolean readsQuietly(int offset) {
        return true;
    }

    @Override
    public long peek(int offset, int size) {
        int index = offset / Integer.BYTES;
        long word = index < words.length ? words[index] >>> 8 * (offset & 3) : 0;
        return size >= 4 ? word : word & (1L << 8 * size) - 1;
    }

    @Override
    public void write(int offset, int size, long value) {
        checkWord(offset, size);
        if (offset / Integer.BYTES < words.length) {
            words[offset / Integer.BYTES] = (value | ones.getOrDefault(offset, 0)) & 0xffff_ffffL;
        }
    }

    @Override
    public void visit(StateVisitor visitor) {
        visitor.numbers("words", words, 0, words.length);
    }

    private static void checkWord(int offset, int size) {
        if (size != 4) {
            throw new AccessFault(offset);
        }
    }
}
