package dev.hindsight.rsp.client;

import dev.hindsight.rsp.wire.Hex;
import dev.hindsight.rsp.wire.PacketCursor;
import dev.hindsight.rsp.wire.PointType;
import dev.hindsight.rsp.wire.RspException;
import dev.hindsight.rsp.wire.StopReply;
import dev.hindsight.rsp.wire.ThreadId;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;

/**
 * A connection to a stub, one method a request. Owned by one thread, except {@link #interrupt()}. Every method throws
 * {@link RspException} with a sentence when the stub refuses, does not know the request, or is gone.
 */
public final class RspClient implements AutoCloseable {
    private static final int MOST_DESCRIPTION = 1 << 20;

    private final Dialogue dialogue;
    private final Features features;
    private final boolean vCont;
    private final RegisterLayout layout;

    private RspClient(Dialogue dialogue) {
        this.dialogue = dialogue;
        this.features = Features.parse(dialogue.ask("qSupported:swbreak+;hwbreak+;vContSupported+;error-message+"));
        if (features.has("QStartNoAckMode")) {
            dialogue.stopAcknowledging();
        }
        this.vCont = dialogue.ask("vCont?").startsWith("vCont;c");
        this.layout = features.has("qXfer:features:read")
                ? RegisterLayout.read(name -> transfer("features", name))
                : RegisterLayout.plainFor(dialogue.data("g"));
    }

    /** Greets the stub behind {@code transport}, which this client then owns. */
    public static RspClient connect(Transport transport) {
        Dialogue dialogue = new Dialogue(transport);
        try {
            return new RspClient(dialogue);
        } catch (RuntimeException e) {
            dialogue.close();
            throw e;
        }
    }

    public static RspClient connect(String host, int port) {
        return connect(SocketTransport.connect(host, port));
    }

    public Features features() {
        return features;
    }

    public RegisterLayout layout() {
        return layout;
    }

    /** Why the target stands where it stands. */
    public StopReply status() {
        return StopReply.parse(dialogue.data("?"));
    }

    public List<ThreadId> threads() {
        List<ThreadId> threads = new ArrayList<>();
        String reply = dialogue.data("qfThreadInfo");
        while (reply.startsWith("m")) {
            PacketCursor cursor = new PacketCursor(reply, 1);
            do {
                threads.add(cursor.threadId());
            } while (cursor.skip(','));
            reply = dialogue.data("qsThreadInfo");
        }
        return threads;
    }

    /** Registers are read and written, and steps go backward, in this thread from now on. */
    public void select(ThreadId thread) {
        dialogue.command("Hg" + thread);
        dialogue.command("Hc" + thread);
    }

    /** Every register that comes in one packet, by number: at least x0 to x31 and pc. */
    public SortedMap<Integer, Long> readRegisters() {
        return layout.values(dialogue.data("g"));
    }

    /** One register, sign-extended from its size. */
    public long readRegister(int number) {
        return Hex.littleEndian(dialogue.data("p" + Integer.toHexString(number)));
    }

    public void writeRegister(int number, long value) {
        int bits = layout.register(number)
                .orElseThrow(() -> new RspException("The target has no register " + number + "."))
                .bits();
        dialogue.command("P" + Integer.toHexString(number) + "=" + Hex.littleEndian(value, bits / 8));
    }

    /** Memory from {@code address}; short where it ends or cannot be read. */
    public byte[] readMemory(long address, int length) {
        ByteArrayOutputStream memory = new ByteArrayOutputStream();
        int most = features.packetSize() / 2 - 8;
        while (memory.size() < length) {
            int count = Math.min(most, length - memory.size());
            String reply = dialogue.ask("m" + range(address + memory.size(), count));
            if (reply.isEmpty() || Dialogue.isError(reply)) {
                break;
            }
            memory.writeBytes(Hex.bytes(reply));
            if (reply.length() < 2 * count) {
                break;
            }
        }
        return memory.toByteArray();
    }

    public void writeMemory(long address, byte[] bytes) {
        int most = (features.packetSize() - 32) / 2;
        for (int start = 0; start < bytes.length; start += most) {
            byte[] part = Arrays.copyOfRange(bytes, start, Math.min(bytes.length, start + most));
            dialogue.command("M" + range(address + start, part.length) + ":" + Hex.of(part));
        }
    }

    /** Sets a breakpoint, or watches {@code length} bytes. */
    public void insert(PointType type, long address, int length) {
        dialogue.command("Z" + type.code() + "," + range(address, length));
    }

    public void remove(PointType type, long address, int length) {
        dialogue.command("z" + type.code() + "," + range(address, length));
    }

    public StopReply resume() {
        return dialogue.resume(vCont ? "vCont;c" : "c");
    }

    /** One step of the selected thread. */
    public StopReply step() {
        return dialogue.resume("s");
    }

    /** One step of that thread. */
    public StopReply step(ThreadId thread) {
        return dialogue.resume(vCont ? "vCont;s:" + thread : "s");
    }

    public StopReply reverseStep() {
        return dialogue.resume("bs");
    }

    public StopReply reverseResume() {
        return dialogue.resume("bc");
    }

    /** Stops the run that another thread waits for. Any thread may call. */
    public void interrupt() {
        dialogue.interrupt();
    }

    /** Runs a command of the stub's own and gives what it printed. */
    public String monitor(String command) {
        return dialogue.monitor(Hex.ofText(command));
    }

    /** Leaves the target as it stands, and the connection. */
    public void detach() {
        dialogue.command("D");
        close();
    }

    /** Ends the target. */
    public void kill() {
        dialogue.kill();
        close();
    }

    /** Any request, and its reply as it came; for what has no method here. */
    public String request(String payload) {
        return dialogue.ask(payload);
    }

    @Override
    public void close() {
        dialogue.close();
    }

    private String transfer(String object, String annex) {
        StringBuilder text = new StringBuilder();
        int count = features.packetSize() - 16;
        while (text.length() < MOST_DESCRIPTION) {
            String reply = dialogue.data("qXfer:" + object + ":read:" + annex + ":" + range(text.length(), count));
            text.append(reply, 1, reply.length());
            if (reply.startsWith("l")) {
                return new String(text.toString().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
            }
        }
        throw new RspException("The stub's " + annex + " is longer than " + MOST_DESCRIPTION + " bytes.");
    }

    private static String range(long address, int length) {
        return Long.toHexString(address) + "," + Integer.toHexString(length);
    }
}
