package dev.hindsight.emulator.device;

import dev.hindsight.emulator.bus.AccessFault;
import dev.hindsight.emulator.bus.Dma;
import dev.hindsight.emulator.bus.Mailbox;
import dev.hindsight.emulator.bus.PowerOff;
import dev.hindsight.emulator.state.StateVisitor;
import dev.hindsight.emulator.state.Stateful;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The host-target interface of Spike, as far as programs for it need it: exit, the console, and the system calls write and
 * exit, which reach the console and nothing else. A command is a value other than zero in the doubleword {@code tohost}: a
 * device, a command and 48 bits of payload; it is carried out in the step whose store completes it, and {@code tohost} is
 * zero again. Answers come to {@code fromhost} as soon as that is zero. [riscv-isa-sim, fesvr]
 *
 * <p>Where registers have 32 bits, a value takes two stores, and the one to the upper half completes it. Programs that
 * leave the upper half alone store the lower one over and over until they are heard: so the second time completes it too.
 */
public final class Htif implements Mailbox, Stateful {
    private static final long LOW = 0xffff_ffffL;
    private static final long PAYLOAD = (1L << 48) - 1;

    private static final int SYSTEM_CALLS = 0x0000;
    private static final int CONSOLE_READ = 0x0100;
    private static final int CONSOLE_WRITE = 0x0101;
    /** What stands over the byte that was read. */
    private static final int READ = 0x100;

    private static final int DONE = 1;

    private static final int WRITE = 64;
    private static final int EXIT = 93;
    private static final int ENOSYS = 38;
    private static final int EBADF = 9;
    private static final int EFAULT = 14;
    /** A write may write less than it was asked to. */
    private static final int MOST_AT_ONCE = 1 << 16;

    private final Console console;
    private final Dma dma;
    private final Place place;
    private final boolean wide;
    /** Answers for which {@code fromhost} had no room yet, as doublewords. */
    private byte[] answers = {};
    /** How many bytes of the console the guest waits for. */
    private int reads;
    /** What the store at hand completes, 0 if nothing; never across steps. */
    private long command;

    /**
     * Physical addresses of two doublewords in RAM.
     *
     * @param fromHost negative where the program has none
     */
    public record Place(long toHost, long fromHost) {}

    /** {@code wide}: registers have 64 bits. */
    public Htif(Console console, Dma dma, Place place, boolean wide) {
        this.console = console;
        this.dma = dma;
        this.place = place;
        this.wide = wide;
        console.onArrival(this::answerReads);
    }

    @Override
    public boolean concerns(long address, int size) {
        return overlaps(place.toHost, address, size) || overlaps(place.fromHost, address, size);
    }

    private static boolean overlaps(long doubleword, long address, int size) {
        return doubleword >= 0 && address < doubleword + 8 && doubleword < address + size;
    }

    @Override
    public void storing(long address, int size, long value) {
        command = completed(address, size, value);
        if (command >>> 48 == SYSTEM_CALLS && (command & 1) != 0) {
            throw new PowerOff((int) (command >>> 1));
        }
        if (command != 0
                && command >>> 48 == SYSTEM_CALLS
                && dma.contains(command, 16)
                && dma.peek(command, 8) == EXIT) {
            throw new PowerOff((int) dma.peek(command + 8, 8));
        }
    }

    /** What {@code tohost} will hold, if the store completes it. */
    private long completed(long address, int size, long value) {
        if (!overlaps(place.toHost, address, size)) {
            return 0;
        }
        long before = dma.peek(place.toHost, 8);
        long after = before;
        for (int i = 0; i < size; i++) {
            long at = address + i - place.toHost;
            if (at >= 0 && at < 8) {
                after = after & ~(0xffL << 8 * at) | (value >>> 8 * i & 0xff) << 8 * at;
            }
        }
        boolean whole = wide || address + size > place.toHost + 4 || (before & LOW) != 0;
        return whole ? after : 0;
    }

    @Override
    public void stored() {
        long now = command;
        command = 0;
        if (now != 0) {
            dma.write(place.toHost, 8, 0);
            obey((int) (now >>> 48), now & PAYLOAD);
        }
        deliver();
    }

    private void obey(int what, long payload) {
        switch (what) {
            case SYSTEM_CALLS -> call(payload);
            case CONSOLE_READ -> {
                reads++;
                answerReads();
            }
            case CONSOLE_WRITE -> console.send((int) payload & 0xff);
            default -> {}
        }
    }

    /** The payload is where eight doublewords are: number and arguments; the first takes the result. */
    private void call(long block) {
        try {
            dma.write(block, 8, result(dma.read(block, 8), block));
        } catch (AccessFault nowhere) {
            return;
        }
        answer((long) SYSTEM_CALLS << 48 | DONE);
    }

    private long result(long number, long block) {
        if (number != WRITE) {
            return -ENOSYS;
        }
        long file = dma.read(block + 8, 8);
        if (file != 1 && file != 2) {
            return -EBADF;
        }
        try {
            long length = dma.read(block + 24, 8);
            byte[] bytes = new byte[(int) Math.max(0, Math.min(MOST_AT_ONCE, length))];
            dma.read(dma.read(block + 16, 8), bytes, 0, bytes.length);
            for (byte each : bytes) {
                console.send(each & 0xff);
            }
            return bytes.length;
        } catch (AccessFault nowhere) {
            return -EFAULT;
        }
    }

    private void answerReads() {
        while (reads > 0 && console.available() > 0) {
            reads--;
            answer((long) CONSOLE_READ << 48 | READ | console.take());
        }
    }

    private void answer(long value) {
        answers = buffer(answers.length + 8).put(answers).putLong(value).array();
        deliver();
    }

    private void deliver() {
        if (answers.length > 0 && place.fromHost >= 0 && dma.peek(place.fromHost, 8) == 0) {
            ByteBuffer all = ByteBuffer.wrap(answers).order(ByteOrder.LITTLE_ENDIAN);
            long first = all.getLong();
            answers = buffer(all.remaining()).put(all).array();
            dma.write(place.fromHost, 8, first);
        }
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void visit(StateVisitor visitor) {
        answers = visitor.bytes("answers", answers);
        reads = visitor.small("reads", reads);
    }
}
