package dev.hindsight.emulator.device;

import dev.hindsight.emulator.state.StateVisitor;
import dev.hindsight.emulator.state.Stateful;
import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * The line that UART and semihosting share. Bytes that arrived wait here without limit until the guest takes them; bytes
 * that the guest sends go straight out.
 */
public final class Console implements Stateful {
    private final IntConsumer out;
    private byte[] arrived = {};
    private int taken;

    /** {@code out} takes each byte that the guest sends. */
    public Console(IntConsumer out) {
        this.out = out;
    }

    public void arrive(byte[] bytes) {
        byte[] joined = Arrays.copyOfRange(arrived, taken, arrived.length + bytes.length);
        System.arraycopy(bytes, 0, joined, joined.length - bytes.length, bytes.length);
        arrived = joined;
        taken = 0;
    }

    public int available() {
        return arrived.length - taken;
    }

    /** The next byte to take, unsigned; only if there is one. */
    public int peek() {
        return arrived[taken] & 0xff;
    }

    public int take() {
        return arrived[taken++] & 0xff;
    }

    public void send(int value) {
        out.accept(value & 0xff);
    }

    @Override
    public void visit(StateVisitor visitor) {
        arrived = visitor.bytes("arrived", arrived);
        taken = visitor.small("taken", taken);
    }
}
