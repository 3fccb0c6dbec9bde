package dev.hindsight.emulator.device;

import dev.hindsight.emulator.bus.AccessFault;
import dev.hindsight.emulator.bus.Clock;
import dev.hindsight.emulator.bus.Device;
import dev.hindsight.emulator.state.StateVisitor;

/**
 * The core-local interruptor: software interrupts, and a timer that follows guest time. [SiFive E31 manual §9]
 *
 * <p>As on QEMU's board, mtimecmp is 0 after reset, so that the timer interrupt pends until it is first written.
 */
public final class Clint implements Device {
    private static final int NANOS_PER_SECOND = 1_000_000_000;
    private static final int USUAL_FREQUENCY = 10_000_000;
    private static final int MTIMECMP = 0x4000;
    private static final int MTIME = 0xbff8;

    private final Clock clock;
    private final int nanosPerTick;
    private final long[] softwareInterrupt;
    private final long[] compare;
    private long offset;

    public Clint(Clock clock, int harts) {
        this(clock, harts, USUAL_FREQUENCY);
    }

    /** {@code frequency} is ticks a second, of which each takes whole nanoseconds. */
    public Clint(Clock clock, int harts, int frequency) {
        this.clock = clock;
        this.nanosPerTick = NANOS_PER_SECOND / frequency;
        this.softwareInterrupt = new long[harts];
        this.compare = new long[harts];
    }

    public long time() {
        return clock.nanos() / nanosPerTick + offset;
    }

    /** mtime counts from 0 again. */
    public void restartTime() {
        setRegister(MTIME, 0);
    }

    public boolean timerPending(int hart) {
        return Long.compareUnsigned(time(), compare[hart]) >= 0;
    }

    public boolean softwarePending(int hart) {
        return softwareInterrupt[hart] != 0;
    }

    @Override
    public long nextDeadline() {
        long earliest = Clock.NEVER;
        for (int hart = 0; hart < compare.length; hart++) {
            earliest = Math.min(earliest, deadline(hart));
        }
        return earliest;
    }

    /** Guest time at which the timer next interrupts this hart; {@link Clock#NEVER} if it does already, or never will. */
    long deadline(int hart) {
        return timerPending(hart) ? Clock.NEVER : nanosAt(compare[hart]);
    }

    /** Guest time at which {@link #time} shows {@code time}, which is ahead; {@link Clock#NEVER} if it never will. */
    public long nanosAt(long time) {
        long ticks = time - offset;
        boolean never = ticks < 0 || ticks > Clock.NEVER / nanosPerTick;
        return never ? Clock.NEVER : ticks * nanosPerTick;
    }

    @Override
    public long read(int address, int size) {
        return peek(address, size);
    }

    @Override
    public boolean readsQuietly(int offset) {
        return true;
    }

    @Override
    public long peek(int address, int size) {
        long register = register(address & ~7);
        int shift = 8 * (address & 7);
        return size == 8 ? register : register >>> shift & (1L << 8 * size) - 1;
    }

    @Override
    public void write(int address, int size, long value) {
        if (size < 4) {
            throw new AccessFault(address);
        }
        long old = register(address & ~7);
        int shift = 8 * (address & 7);
        long mask = size == 8 ? -1 : 0xffffffffL << shift;
        setRegister(address & ~7, old & ~mask | value << shift & mask);
    }

    @Override
    public void visit(StateVisitor visitor) {
        visitor.numbers("msip", softwareInterrupt, 0, softwareInterrupt.length);
        visitor.numbers("mtimecmp", compare, 0, compare.length);
        offset = visitor.number("mtime", offset);
    }

    /** The eight bytes at an aligned offset. */
    private long register(int at) {
        if (at < MTIMECMP) {
            return msip(at / 4) | msip(at / 4 + 1) << 32;
        }
        if (at == MTIME) {
            return time();
        }
        int hart = (at - MTIMECMP) / 8;
        return hart < compare.length ? compare[hart] : 0;
    }

    private void setRegister(int at, long value) {
        if (at < MTIMECMP) {
            setMsip(at / 4, value & 1);
            setMsip(at / 4 + 1, value >>> 32 & 1);
        } else if (at == MTIME) {
            offset = value - clock.nanos() / nanosPerTick;
        } else if ((at - MTIMECMP) / 8 < compare.length) {
            compare[(at - MTIMECMP) / 8] = value;
        }
    }

    private long msip(int hart) {
        return hart < softwareInterrupt.length ? softwareInterrupt[hart] : 0;
    }

    private void setMsip(int hart, long level) {
        if (hart < softwareInterrupt.length) {
            softwareInterrupt[hart] = level;
        }
    }
}
