package dev.hindsight.emulator.device;

import dev.hindsight.emulator.bus.Device;
import dev.hindsight.emulator.bus.InterruptLine;
import dev.hindsight.emulator.state.StateVisitor;

/**
 * A 16550 UART with registers one byte apart. Sending takes no time. Received bytes stay on the line until the FIFO has
 * room, and resetting the FIFO puts them back there, so that none is ever lost. [TI PC16550D]
 */
public final class Uart16550 implements Device {
    private static final int FIFO = 16;
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

    private static final int LCR_DIVISOR_ACCESS = 0x80;
    private static final int LSR_DATA_READY = 0x01;
    private static final int LSR_TRANSMITTER_EMPTY = 0x60;
    private static final int MCR_LOOPBACK = 0x10;
    private static final int MSR_CONNECTED = 0xb0;

    private static final int IER_RECEIVED = 1;
    private static final int IER_TRANSMITTED = 2;
    private static final int IIR_NONE = 1;
    private static final int IIR_TRANSMITTED = 2;
    private static final int IIR_RECEIVED = 4;
    private static final int IIR_TIMEOUT = 12;
    private static final int IIR_FIFO = 0xc0;

    private final Console console;
    private final InterruptLine line;
    private int interruptEnable;
    private int fifoControl;
    private int lineControl;
    private int modemControl;
    private int scratch;
    private int divisor = 12;
    private boolean transmitted;

    public Uart16550(Console console, InterruptLine line) {
        this.console = console;
        this.line = line;
    }

    @Override
    public long read(int offset, int size) {
        long value = peek(offset, size);
        if (offset == DATA && !divisorAccess() && console.available() > 0) {
            console.take();
        } else if (offset == INTERRUPT_ID && (value & 15) == IIR_TRANSMITTED) {
            transmitted = false;
        }
        update();
        return value;
    }

    @Override
    public long peek(int offset, int size) {
        return switch (offset) {
            case DATA -> divisorAccess() ? divisor & 0xff : console.available() > 0 ? console.peek() : 0;
            case INTERRUPT_ENABLE -> divisorAccess() ? divisor >>> 8 : interruptEnable;
            case INTERRUPT_ID -> interruptId() | (fifoEnabled() ? IIR_FIFO : 0);
            case LINE_CONTROL -> lineControl;
            case MODEM_CONTROL -> modemControl;
            case LINE_STATUS -> LSR_TRANSMITTER_EMPTY | (console.available() > 0 ? LSR_DATA_READY : 0);
            case MODEM_STATUS -> modemStatus();
            case SCRATCH -> scratch;
            default -> 0;
        };
    }

    @Override
    public void write(int offset, int size, long wide) {
        int value = (int) wide & 0xff;
        switch (offset) {
            case DATA -> writeData(value);
            case INTERRUPT_ENABLE -> writeInterruptEnable(value);
            case FIFO_CONTROL -> fifoControl = value & 0xc1;
            case LINE_CONTROL -> lineControl = value;
            case MODEM_CONTROL -> modemControl = value & 0x1f;
            case SCRATCH -> scratch = value;
            default -> {}
        }
        update();
    }

    /** Bytes arrived or were taken elsewhere: the interrupt may have changed. */
    public void update() {
        line.set(interruptId() != IIR_NONE);
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
    }

    private void writeData(int value) {
        if (divisorAccess()) {
            divisor = divisor & 0xff00 | value;
        } else if ((modemControl & MCR_LOOPBACK) != 0) {
            console.arrive(new byte[] {(byte) value});
        } else {
            console.send(value);
            transmitted = true;
        }
    }

    private void writeInterruptEnable(int value) {
        if (divisorAccess()) {
            divisor = value << 8 | divisor & 0xff;
        } else {
            transmitted |= (value & ~interruptEnable & IER_TRANSMITTED) != 0;
            interruptEnable = value & 15;
        }
    }

    private int interruptId() {
        int inFifo = Math.min(console.available(), FIFO);
        if ((interruptEnable & IER_RECEIVED) != 0 && inFifo > 0) {
            // A sender that pauses below the trigger level is told by the character timeout: here, at once.
            return !fifoEnabled() || inFifo >= TRIGGER_LEVELS[fifoControl >>> 6] ? IIR_RECEIVED : IIR_TIMEOUT;
        }
        return (interruptEnable & IER_TRANSMITTED) != 0 && transmitted ? IIR_TRANSMITTED : IIR_NONE;
    }

    /** In loopback the four outputs are the four inputs. */
    private int modemStatus() {
        boolean loop = (modemControl & MCR_LOOPBACK) != 0;
        int outputs = (modemControl & 0xc) << 4 | (modemControl & 2) << 3 | (modemControl & 1) << 5;
        return loop ? outputs : MSR_CONNECTED;
    }

    private boolean divisorAccess() {
        return (lineControl & LCR_DIVISOR_ACCESS) != 0;
    }

    private boolean fifoEnabled() {
        return (fifoControl & 1) != 0;
    }
}
