package dev.hindsight.emulator.device;

import dev.hindsight.emulator.bus.AccessFault;
import dev.hindsight.emulator.bus.Device;
import dev.hindsight.emulator.bus.InterruptLine;
import dev.hindsight.emulator.state.StateVisitor;

/**
 * SiFive's UART. Its registers are words. As on QEMU, sending takes no time and asks for no permission, and the baud rate
 * does not matter. [FE310-G002 manual §18]
 */
public final class SifiveUart implements Device, InterruptLine {
    private static final int TRANSMIT_DATA = 0x00;
    private static final int RECEIVE_DATA = 0x04;
    private static final int TRANSMIT_CONTROL = 0x08;
    private static final int RECEIVE_CONTROL = 0x0c;
    private static final int INTERRUPT_ENABLE = 0x10;
    private static final int INTERRUPT_PENDING = 0x14;
    private static final int DIVISOR = 0x18;

    private static final long EMPTY = 1L << 31;
    private static final int TRANSMIT_WATERMARK = 1;
    private static final int RECEIVE_WATERMARK = 2;
    private static final int FIFO = 8;

    private final Console console;
    private int transmitControl;
    private int receiveControl;
    private int interruptEnable;
    private int divisor;
    private Runnable controller = () -> {};

    public SifiveUart(Console console) {
        this.console = console;
        console.onArrival(() -> controller.run());
    }

    @Override
    public void connect(Runnable next) {
        controller = next;
    }

    @Override
    public boolean raised() {
        return (pending() & interruptEnable) != 0;
    }

    @Override
    public long read(int offset, int size) {
        checkWord(offset, size);
        long value = peek(offset, size);
        if (offset == RECEIVE_DATA && console.available() > 0) {
            console.take();
            controller.run();
        }
        return value;
    }

    @Override
    public long peek(int offset, int size) {
        long word = register(offset & ~3) >>> 8 * (offset & 3);
        return size >= 4 ? word : word & (1L << 8 * size) - 1;
    }

    @Override
    public void write(int offset, int size, long wide) {
        checkWord(offset, size);
        int value = (int) wide;
        switch (offset) {
            case TRANSMIT_DATA -> console.send(value & 0xff);
            case TRANSMIT_CONTROL -> transmitControl = value;
            case RECEIVE_CONTROL -> receiveControl = value;
            case INTERRUPT_ENABLE -> interruptEnable = value & (TRANSMIT_WATERMARK | RECEIVE_WATERMARK);
            case DIVISOR -> divisor = value;
            default -> {}
        }
        if (offset != DIVISOR && offset != INTERRUPT_PENDING) {
            controller.run();
        }
    }

    @Override
    public void visit(StateVisitor visitor) {
        transmitControl = visitor.small("txctrl", transmitControl);
        receiveControl = visitor.small("rxctrl", receiveControl);
        interruptEnable = visitor.small("ie", interruptEnable);
        divisor = visitor.small("div", divisor);
    }

    private long register(int offset) {
        return switch (offset) {
            case RECEIVE_DATA -> console.available() > 0 ? console.peek() : EMPTY;
            case TRANSMIT_CONTROL -> transmitControl & 0xffff_ffffL;
            case RECEIVE_CONTROL -> receiveControl & 0xffff_ffffL;
            case INTERRUPT_ENABLE -> interruptEnable;
            case INTERRUPT_PENDING -> pending();
            case DIVISOR -> divisor & 0xffff_ffffL;
            default -> 0;
        };
    }

    /** Fewer bytes to be sent than the one watermark, which is always so; more received than the other. */
    private int pending() {
        boolean sent = watermark(transmitControl) > 0;
        boolean received = Math.min(console.available(), FIFO) > watermark(receiveControl);
        return (sent ? TRANSMIT_WATERMARK : 0) | (received ? RECEIVE_WATERMARK : 0);
    }

    private static int watermark(int control) {
        return control >>> 16 & 7;
    }

    private static void checkWord(int offset, int size) {
        if (size != 4) {
            throw new AccessFault(offset);
        }
    }
}
