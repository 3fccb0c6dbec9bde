package dev.hindsight.emulator.device;

import dev.hindsight.emulator.bus.AccessFault;
import dev.hindsight.emulator.bus.Clock;
import dev.hindsight.emulator.bus.Device;
import dev.hindsight.emulator.bus.InterruptLine;
import dev.hindsight.emulator.state.StateVisitor;

/**
 * The goldfish real-time clock: nanoseconds since 1970, which follow guest time, and an alarm. Its registers are words;
 * reading the low half of the time latches the high half. [Goldfish virtual hardware, "Goldfish RTC"; as on QEMU, setting
 * the time leaves a set alarm where it is]
 */
public final class GoldfishRtc implements Device, InterruptLine {
    private static final int TIME_LOW = 0x00;
    private static final int TIME_HIGH = 0x04;
    private static final int ALARM_LOW = 0x08;
    private static final int ALARM_HIGH = 0x0c;
    private static final int INTERRUPT_ENABLED = 0x10;
    private static final int CLEAR_ALARM = 0x14;
    private static final int ALARM_STATUS = 0x18;
    private static final int CLEAR_INTERRUPT = 0x1c;
    private static final int REGISTERS = 0x24;

    private static final long LOW = 0xffff_ffffL;

    private final Clock clock;
    /** What the time is ahead of guest time. */
    private long offset;

    private long timeHigh;
    private long alarm;
    /** Guest time of the alarm that is set. */
    private long deadline = Clock.NEVER;

    private boolean enabled;
    private boolean pending;

    private Runnable controller = () -> {};

    public GoldfishRtc(Clock clock) {
        this.clock = clock;
        this.offset = clock.startNanos();
    }

    @Override
    public boolean raised() {
        return enabled && (pending || rang());
    }

    @Override
    public void connect(Runnable next) {
        controller = next;
    }

    @Override
    public boolean rose() {
        return enabled && rang();
    }

    @Override
    public void settle() {
        if (rang()) {
            pending = true;
            deadline = Clock.NEVER;
        }
    }

    @Override
    public long nextDeadline() {
        return enabled && !rang() ? deadline : Clock.NEVER;
    }

    @Override
    public long read(int address, int size) {
        checkWord(address, size);
        if (address == TIME_LOW) {
            timeHigh = time() >>> 32;
        }
        return peek(address, size);
    }

    @Override
    public boolean readsQuietly(int offset) {
        return true;
    }

    @Override
    public long peek(int address, int size) {
        long word = register(address & ~3) & LOW;
        return size >= 4 ? word : word >>> 8 * (address & 3) & (1L << 8 * size) - 1;
    }

    @Override
    public void write(int address, int size, long wide) {
        checkWord(address, size);
        boolean rung = rang();
        settle();
        long value = wide & LOW;
        switch (address) {
            case TIME_LOW -> setTime(time() & ~LOW | value);
            case TIME_HIGH -> setTime(time() & LOW | value << 32);
            case ALARM_LOW -> setAlarm(alarm & ~LOW | value);
            case ALARM_HIGH -> alarm = alarm & LOW | value << 32;
            case INTERRUPT_ENABLED -> enabled = (value & 1) != 0;
            case CLEAR_ALARM -> deadline = Clock.NEVER;
            case CLEAR_INTERRUPT -> pending = false;
            default -> {}
        }
        if (rung || address == ALARM_LOW || address == INTERRUPT_ENABLED || address == CLEAR_INTERRUPT) {
            controller.run();
        }
    }

    @Override
    public void visit(StateVisitor visitor) {
        offset = visitor.number("offset", offset);
        timeHigh = visitor.number("high", timeHigh);
        alarm = visitor.number("alarm", alarm);
        deadline = visitor.number("deadline", deadline);
        enabled = visitor.flag("enabled", enabled);
        pending = visitor.flag("pending", pending);
    }

    private long register(int address) {
        return switch (address) {
            case TIME_LOW -> time();
            case TIME_HIGH -> timeHigh;
            case ALARM_LOW -> alarm;
            case ALARM_HIGH -> alarm >>> 32;
            case INTERRUPT_ENABLED -> enabled ? 1 : 0;
            case ALARM_STATUS -> deadline != Clock.NEVER && !rang() ? 1 : 0;
            default -> 0;
        };
    }

    private long time() {
        return clock.nanos() + offset;
    }

    private void setTime(long time) {
        offset = time - clock.nanos();
    }

    /** An alarm in the past rings at once; one beyond the end of guest time never does. */
    private void setAlarm(long time) {
        alarm = time;
        long now = clock.nanos();
        long away = time - time();
        boolean past = Long.compareUnsigned(time, time()) <= 0;
        pending |= past;
        deadline = past || away < 0 || away >= Clock.NEVER - now ? Clock.NEVER : now + away;
    }

    private boolean rang() {
        return deadline != Clock.NEVER && clock.nanos() >= deadline;
    }

    private static void checkWord(int address, int size) {
        if (size != 4 || address >= REGISTERS) {
            throw new AccessFault(address);
        }
    }
}
