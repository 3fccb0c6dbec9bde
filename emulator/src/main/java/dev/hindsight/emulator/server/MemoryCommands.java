package dev.hindsight.emulator.server;

import dev.hindsight.emulator.client.RefusedException;
import dev.hindsight.emulator.client.TimelineClient;
import dev.hindsight.emulator.machine.Bytes;
import dev.hindsight.emulator.machine.Input;
import dev.hindsight.emulator.machine.Inspector;
import dev.hindsight.rsp.wire.Hex;
import dev.hindsight.rsp.wire.PacketCursor;
import dev.hindsight.rsp.wire.RspException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** {@code m M x X}: memory. Reads have no side effects on devices; a write has those of a
 * store. In the past it opens a branch. */
final class MemoryCommands implements PacketGroup {
    private final TimelineClient client;
    private final Threads threads;
    private final GdbPeer peer;
    private final OtherClients otherClients;

    MemoryCommands(TimelineClient client, Threads threads, GdbPeer peer, OtherClients otherClients) {
        this.otherClients = otherClients;
        this.client = client;
        this.threads = threads;
        this.peer = peer;
    }

    @Override
    public Map<String, Command> commands() {
        return Map.of("m", this::read, "M", this::write, "x", this::readBinary, "X", this::writeBinary);
    }

    @Override
    public List<String> words() {
        return List.of("binary-upload+");
    }

    private String read(PacketCursor arguments) {
        return Hex.of(bytes(arguments, RspServer.PACKET_SIZE / 2));
    }

    /**
     * gdb's answer begins with a {@code b}, lldb's does not, and both call the packet {@code x}. lldb asks for nothing at
     * all first, to see whether it is known.
     */
    private String readBinary(PacketCursor arguments) {
        byte[] bytes = bytes(arguments, RspServer.PACKET_SIZE - 1);
        String content = new String(bytes, StandardCharsets.ISO_8859_1);
        if (peer.speaks(LldbCommands.LLDB)) {
            return content.isEmpty() ? "OK" : content;
        }
        return "b" + content;
    }

    /** A short answer is a good one; gdb asks again for the rest. */
    private byte[] bytes(PacketCursor arguments, int most) {
        long address = arguments.hex();
        arguments.expect(',');
        int length = Math.min(arguments.count(), most);
        arguments.expectEnd();
        byte[] bytes = client.read(now -> now.read(hart(now), address, length));
        if (bytes.length == 0 && !(length == 0 && peer.speaks(LldbCommands.LLDB))) {
            throw new RspException("Memory at 0x" + Long.toHexString(address) + " cannot be read.");
        }
        return bytes;
    }

    private int hart(Inspector now) {
        return threads.hart(threads.forReading(), now);
    }

    private String write(PacketCursor arguments) {
        long address = arguments.hex();
        int length = length(arguments);
        return write(address, length, arguments.hexBytes());
    }

    private String writeBinary(PacketCursor arguments) {
        long address = arguments.hex();
        int length = length(arguments);
        return write(address, length, arguments.binary());
    }

    private static int length(PacketCursor arguments) {
        arguments.expect(',');
        int length = arguments.count();
        arguments.expect(':');
        return length;
    }

    /** With no bytes at all, gdb only asks whether {@code X} is known. */
    private String write(long address, int length, byte[] bytes) {
        if (bytes.length != length) {
            throw new RspException("The packet announces " + length + " bytes, but has " + bytes.length + ".");
        }
        if (length > 0) {
            write(new Input.WriteMemory(client.read(this::hart), address, Bytes.of(bytes)));
        }
        return "OK";
    }

    /** gdb says of every refusal that it cannot access the memory: why not, its user learns besides. */
    private void write(Input input) {
        try {
            client.write(input);
        } catch (RefusedException refused) {
            otherClients.note(String.valueOf(refused.getMessage()));
            throw refused;
        }
    }
}
