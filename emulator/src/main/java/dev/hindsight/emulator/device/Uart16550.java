package dev.hindsight.emulator.device;

import dev.hindsight.emulator.bus.AccessFault;
import dev.hindsight.emulator.bus.Clock;
import dev.hindsight.emulator.bus.Device;
import dev.hindsight.emulator.bus.InterruptLine;
import dev.hindsight.emulator.state.StateVisitor;
import java.util.Arrays;

/**
 * A 16550A UART with registers one byte apart. Sending takes no time. Received bytes stay on the line until the FIFO has
 * room. Resetting the FIFO puts them back there, for the time that a byte takes: drivers reset it and then read what a
 * previous owner may have left, and nothing that was typed is to be lost by that. A pause of the sender is noticed at
 * once: what is below the trigger level is told by the character timeout. [TI PC16550D; QEMU's choices]
 */
public final class Uart16550 implements Device, InterruptLine {
    private static final int FIFO = 16;
    private static final long BYTE_NANOS = 100_000;
    private static final int[] TRIGGER_LEVELS = {1, 4, 8, 14};

    private static final int DATA = 0;
    private static final int INTERRUPT_ENABLE = 1;
    private static final int INTERRUPT_ID = 2;
    private static final int FIFO_CONTROL = 2;
    private static final int LINE_CONTROL = 3;
    private static final int MODEM_CONTROL = 4;
    private static final int LINE_STATUS = 5;
    private static final int MODEM_STATUS = 6;
    private static final int SCRATCH = 7;
    private static final int REGISTERS = 8;

    private static final int FCR_ENABLE = 0x01;
    private static final int FCR_RESET_RECEIVER = 0x02;
    private static final int FCR_RESET_TRANSMITTER = 0x04;
    private static final int FCR_KEPT = 0xc9;
    private static final int LCR_DIVISOR_ACCESS = 0x80;
    private static final int LSR_DATA_READY = 0x01;
    private static final int LSR_OVERRUN = 0x02;
    private static final int LSR_TRANSMITTER_EMPTY = 0x60;
    private static final int MCR_OUT2 = 0x08;
    private static final int MCR_LOOPBACK = 0x10;
    private static final int MSR_CONNECTED = 0xb0;

    private static final int IER_RECEIVED = 1;
    private static final int IER_TRANSMITTED = 2;
    private static final int IER_LINE_STATUS = 4;
    private static final int IIR_NONE = 1;
    private static final int IIR_TRANSMITTED = 2;
    private static final int IIR_RECEIVED = 4;
    private static final int IIR_LINE_STATUS = 6;
    private static final int IIR_TIMEOUT = 12;
    private static final int IIR_FIFO = 0xc0;

    private final Console console;
    private final Clock clock;
    private int interruptEnable;
    private int fifoControl;
    private int lineControl;
    private int modemControl = MCR_OUT2;
    private int scratch;
    private int divisor = 12;
    /** The transmitter has become empty and nobody has been told. */
    private boolean transmitted;

    private boolean overrun;
    /** What came back in loopback; it is read before what is on the line. */
    private byte[] looped = {};
    /** Guest time before which nothing comes from the line; 0 once it is over and was noticed. */
    private long silentUntil;

    private Runnable controller = () -> {};

    public Uart16550(Console console, Clock clock) {
        this.console = console;
        this.clock = clock;
        console.addListener(() -> (interruptEnable & IER_RECEIVED) != 0);
        console.onArrival(() -> controller.run());
    }

    @Override
    public void connect(Runnable next) {
        controller = next;
    }

    @Override
    public boolean rose() {
        return silentUntil != 0 && !silent() && (interruptEnable & IER_RECEIVED) != 0 && waiting() > 0;
    }

    @Override
    public void settle() {
        silentUntil = silent() ? silentUntil : 0;
    }

    @Override
    public boolean raised() {
        return interruptId() != IIR_NONE;
    }

    @Override
    public long nextDeadline() {
        boolean arrives = silent() && console.available() > 0 && (interruptEnable & IER_RECEIVED) != 0;
        return arrives ? silentUntil : Clock.NEVER;
    }

    @Override
    public long read(int offset, int size) {
        checkRegister(offset);
        long value = peek(offset, size);
        if (offset == DATA && !divisorAccess()) {
            take();
            controller.run();
        } else if (offset == INTERRUPT_ID && (value & 15) == IIR_TRANSMITTED) {
            transmitted = false;
            controller.run();
        } else if (offset == LINE_STATUS && overrun) {
            overrun = false;
            controller.run();
        }
        return value;
    }

    @Override
    public boolean readsQuietly(int offset) {
        return offset > INTERRUPT_ID && !overrun;
    }

    @Override
    public long peek(int offset, int size) {
        return switch (offset) {
            case DATA -> divisorAccess() ? divisor & 0xff : waiting() > 0 ? next() : 0;
            case INTERRUPT_ENABLE -> divisorAccess() ? divisor >>> 8 : interruptEnable;
            case INTERRUPT_ID -> interruptId() | (fifoEnabled() ? IIR_FIFO : 0);
            case LINE_CONTROL -> lineControl;
            case MODEM_CONTROL -> modemControl;
            case LINE_STATUS -> lineStatus();
            case MODEM_STATUS -> modemStatus();
            case SCRATCH -> scratch;
            default -> 0;
        };
    }

    @Override
    public void write(int offset, int size, long wide) {
        checkRegister(offset);
        int value = (int) wide & 0xff;
        switch (offset) {
            case DATA -> writeData(value);
            case INTERRUPT_ENABLE -> writeInterruptEnable(value);
            case FIFO_CONTROL -> writeFifoControl(value);
            case LINE_CONTROL -> lineControl = value;
            case MODEM_CONTROL -> writeModemControl(value & 0x1f);
            case SCRATCH -> scratch = value;
            default -> {}
        }
    }

    @Override
    public void visit(StateVisitor visitor) {
        interruptEnable = visitor.small("ier", interruptEnable);
        fifoControl = visitor.small("fcr", fifoControl);
        lineControl = visitor.small("lcr", lineControl);
        modemControl = visitor.small("mcr", modemControl);
        scratch = visitor.small("scr", scratch);
        divisor = visitor.small("divisor", divisor);
        transmitted = visitor.flag("transmitted", transmitted);
        overrun = visitor.flag("overrun", overrun);
        looped = visitor.bytes("looped", looped);
        silentUntil = visitor.number("silent", silentUntil);
    }

    private void writeData(int value) {
        if (divisorAccess()) {
            divisor = divisor & 0xff00 | value;
            return;
        }
        if (loopback()) {
            loopBack((byte) value);
        } else {
            console.send(value);
        }
        transmitted = true;
        controller.run();
    }

    /** A full FIFO drops what comes; without a FIFO the new byte replaces the old one. */
    private void loopBack(byte value) {
        int room = fifoEnabled() ? FIFO : 1;
        overrun |= looped.length >= room;
        if (looped.length < room) {
            looped = Arrays.copyOf(looped, looped.length + 1);
            looped[looped.length - 1] = value;
        } else if (!fifoEnabled()) {
            looped = new byte[] {value};
        }
    }

    /** Enabling the interrupt tells of an empty transmitter even if it was told before. */
    private void writeInterruptEnable(int value) {
        if (divisorAccess()) {
            divisor = value << 8 | divisor & 0xff;
        } else if (((interruptEnable ^ value) & 15) != 0) {
            if (((interruptEnable ^ value) & IER_TRANSMITTED) != 0) {
                transmitted = (value & IER_TRANSMITTED) != 0;
            }
            interruptEnable = value & 15;
            controller.run();
        }
    }

    /** Turning the FIFOs on or off resets them. */
    private void writeFifoControl(int value) {
        boolean toggled = ((value ^ fifoControl) & FCR_ENABLE) != 0;
        if (toggled || (value & FCR_RESET_RECEIVER) != 0) {
            looped = new byte[0];
            silentUntil = clock.nanos() + BYTE_NANOS;
        }
        transmitted |= toggled || (value & FCR_RESET_TRANSMITTER) != 0;
        fifoControl = value & FCR_KEPT;
        controller.run();
    }

    private void writeModemControl(int value) {
        boolean toggled = ((value ^ modemControl) & MCR_LOOPBACK) != 0;
        modemControl = value;
        if (toggled) {
            controller.run();
        }
    }

    private int interruptId() {
        int received = Math.min(waiting(), FIFO);
        if ((interruptEnable & IER_LINE_STATUS) != 0 && overrun) {
            return IIR_LINE_STATUS;
        }
        if ((interruptEnable & IER_RECEIVED) != 0 && received > 0) {
            return !fifoEnabled() || received >= TRIGGER_LEVELS[fifoControl >>> 6] ? IIR_RECEIVED : IIR_TIMEOUT;
        }
        return (interruptEnable & IER_TRANSMITTED) != 0 && transmitted ? IIR_TRANSMITTED : IIR_NONE;
    }

    private int lineStatus() {
        return LSR_TRANSMITTER_EMPTY | (overrun ? LSR_OVERRUN : 0) | (waiting() > 0 ? LSR_DATA_READY : 0);
    }

    /** In loopback the four outputs are the four inputs. */
    private int modemStatus() {
        int outputs = (modemControl & 0xc) << 4 | (modemControl & 2) << 3 | (modemControl & 1) << 5;
        return loopback() ? outputs : MSR_CONNECTED;
    }

    /** In loopback the line is cut off. */
    private int waiting() {
        return looped.length + (loopback() || silent() ? 0 : console.available());
    }

    private boolean silent() {
        return clock.nanos() < silentUntil;
    }

    private int next() {
        return looped.length > 0 ? looped[0] & 0xff : console.peek();
    }

    private void take() {
        if (looped.length > 0) {
            looped = Arrays.copyOfRange(looped, 1, looped.length);
        } else if (waiting() > 0) {
            console.take();
        }
    }

    private boolean loopback() {
        return (modemControl & MCR_LOOPBACK) != 0;
    }

    private boolean divisorAccess() {
        return (lineControl & LCR_DIVISOR_ACCESS) != 0;
    }

    private boolean fifoEnabled() {
        return (fifoControl & FCR_ENABLE) != 0;
    }

    private static void checkRegister(int offset) {
        if (offset >= REGISTERS) {
            throw new AccessFault(offset);
        }
    }
}
