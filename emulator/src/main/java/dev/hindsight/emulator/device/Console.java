package dev.hindsight.emulator.device;

import dev.hindsight.emulator.machine.Bytes;
import dev.hindsight.emulator.machine.Event;
import dev.hindsight.emulator.state.StateVisitor;
import dev.hindsight.emulator.state.Stateful;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/**
 * The line that UARTs, virtio console and semihosting share. Bytes that arrived wait here without limit until the guest
 * takes them; bytes that the guest sends go straight out.
 *
 * <p>Who asks first gets a byte, except that the virtio console, which fills buffers on its own, leaves them alone until
 * the guest has sent something through it, and while a UART's receive interrupt is enabled: a system that drives both
 * reads where its shell is.
 *
 * <p>The last of what was sent is state, so that a text can be looked for from any step on.
 */
public final class Console implements Stateful {
    private final IntConsumer out;
    private byte[] arrived = {};
    private int taken;
    private byte[] sent = {};
    private final List<BooleanSupplier> listeners = new ArrayList<>();
    private final List<Runnable> arrivals = new ArrayList<>();

    /** {@code out} takes each byte that the guest sends. */
    public Console(IntConsumer out) {
        this.out = out;
    }

    public void arrive(byte[] bytes) {
        byte[] joined = Arrays.copyOfRange(arrived, taken, arrived.length + bytes.length);
        System.arraycopy(bytes, 0, joined, joined.length - bytes.length, bytes.length);
        arrived = joined;
        taken = 0;
        arrivals.forEach(Runnable::run);
    }

    /** Lets a device take bytes as soon as they arrive, or interrupt. */
    void onArrival(Runnable action) {
        arrivals.add(action);
    }

    /** Adds a device that tells whether the guest has asked it to interrupt for bytes that arrive. */
    void addListener(BooleanSupplier listening) {
        listeners.add(listening);
    }

    /** Whether some device will interrupt the guest for bytes that wait. */
    boolean hasListener() {
        return listeners.stream().anyMatch(BooleanSupplier::getAsBoolean);
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
        int kept = Math.min(sent.length, Event.Shown.LONGEST - 1);
        byte[] next = Arrays.copyOfRange(sent, sent.length - kept, sent.length + 1);
        next[kept] = (byte) value;
        sent = next;
        out.accept(value & 0xff);
    }

    /** Whether the last bytes that were sent are these. */
    public boolean hasJustShown(Bytes text) {
        int from = sent.length - text.length();
        for (int i = 0; i < text.length(); i++) {
            if (from < 0 || sent[from + i] != text.at(i)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void visit(StateVisitor visitor) {
        arrived = visitor.bytes("arrived", arrived);
        taken = visitor.small("taken", taken);
        sent = visitor.bytes("sent", sent);
    }
}
