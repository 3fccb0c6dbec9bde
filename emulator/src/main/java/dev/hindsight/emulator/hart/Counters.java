package dev.hindsight.emulator.hart;

import dev.hindsight.emulator.isa.Csr;
import dev.hindsight.emulator.state.StateVisitor;

/** mcycle and minstret, which follow the hart's own steps. [Priv 1.12 §3.1.10, §3.1.12] */
final class Counters {
    private final int xlen;
    private final int hart;
    private final Platform platform;
    private final Counter cycles = new Counter("mcycle");
    private final Counter retired = new Counter("minstret");
    private long traps;

    Counters(int xlen, int hart, Platform platform) {
        this.xlen = xlen;
        this.hart = hart;
        this.platform = platform;
    }

    /** A step that takes a trap retires nothing. */
    void trapped() {
        traps++;
    }

    long inhibited() {
        return (cycles.stopped() ? 1 : 0) | (retired.stopped() ? 4 : 0);
    }

    /** {@code uncounted} is 1 for an instruction, which does not count itself, and 0 for a debugger. */
    void inhibit(long bits, int uncounted) {
        cycles.stop((bits & 1) != 0, cyclesNow() + uncounted);
        retired.stop((bits & 4) != 0, retiredNow() + uncounted);
    }

    /** By the offset from the first counter: 0 is cycle, 2 is instret, the others are zero. */
    long read(int number) {
        return switch (number) {
            case 0 -> narrow(cycles.value(cyclesNow()));
            case 2 -> narrow(retired.value(retiredNow()));
            case Csr.HIGH_HALF -> cycles.value(cyclesNow()) >> 32;
            case Csr.HIGH_HALF + 2 -> retired.value(retiredNow()) >> 32;
            default -> 0;
        };
    }

    void write(int number, long value, int uncounted) {
        switch (number) {
            case 0 -> write(cycles, cyclesNow() + uncounted, uncounted, value, false);
            case 2 -> write(retired, retiredNow() + uncounted, uncounted, value, false);
            case Csr.HIGH_HALF -> write(cycles, cyclesNow() + uncounted, uncounted, value, true);
            case Csr.HIGH_HALF + 2 -> write(retired, retiredNow() + uncounted, uncounted, value, true);
            default -> {}
        }
    }

    void visit(StateVisitor visitor) {
        traps = visitor.number("traps", traps);
        cycles.visit(visitor);
        retired.visit(visitor);
    }

    private long cyclesNow() {
        return platform.steps(hart);
    }

    private long retiredNow() {
        return platform.steps(hart) - traps;
    }

    /** A write to one half keeps the whole from counting the instruction that writes. [Priv 1.12 §3.1.10] */
    private void write(Counter counter, long now, int uncounted, long value, boolean high) {
        long old = counter.value(now - uncounted);
        long low = xlen == 64 ? value : old & 0xffffffff00000000L | value & 0xffffffffL;
        counter.set(high ? value << 32 | old & 0xffffffffL : low, now);
    }

    private long narrow(long value) {
        return xlen == 64 ? value : (int) value;
    }
}
