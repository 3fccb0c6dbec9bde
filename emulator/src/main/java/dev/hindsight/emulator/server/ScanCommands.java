package dev.hindsight.emulator.server;

import dev.hindsight.emulator.client.TimelineClient;
import dev.hindsight.rsp.wire.PacketCursor;
import dev.hindsight.rsp.wire.RspException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * {@code qSearch:memory qCRC}: gdb's {@code find} and {@code compare-sections}, without carrying the memory over. They go
 * through it part by part, so that others are served in between, and end when their debugger interrupts or leaves.
 */
final class ScanCommands implements PacketGroup {
    private static final int PART = 1 << 16;
    private static final int POLYNOMIAL = 0x04c11db7;

    private final TimelineClient client;
    private final Threads threads;
    private final InterruptTracker interrupts;

    ScanCommands(TimelineClient client, Threads threads, InterruptTracker interrupts) {
        this.client = client;
        this.threads = threads;
        this.interrupts = interrupts;
    }

    @Override
    public Map<String, Command> commands() {
        return Map.of("qSearch:memory:", this::search, "qCRC:", this::checksum);
    }

    private String search(PacketCursor arguments) {
        long address = arguments.hex();
        arguments.expect(';');
        long length = arguments.hex();
        arguments.expect(';');
        String pattern = arguments.rest();
        if (pattern.isEmpty()) {
            throw new RspException("A search needs at least one byte to look for.");
        }
        String kept = "";
        for (long done = 0; Long.compareUnsigned(done, length) < 0; ) {
            byte[] part = part(address + done, length - done);
            String seen = kept + new String(part, StandardCharsets.ISO_8859_1);
            int found = seen.indexOf(pattern);
            if (found >= 0) {
                return "1," + Long.toHexString(address + done - kept.length() + found);
            }
            if (part.length == 0) {
                // gdb takes an error for "not found" without a word, and shows an answer that it does not know.
                return "memory at 0x" + Long.toHexString(address + done)
                        + " cannot be read, so the search ended there.";
            }
            // What is looked for may lie across two parts.
            kept = seen.substring(Math.max(0, seen.length() - pattern.length() + 1));
            done += part.length;
        }
        return "0";
    }

    /** [GDB manual, qCRC] CRC-32 with the highest bit first, and nothing inverted at the end. */
    private String checksum(PacketCursor arguments) {
        long address = arguments.hex();
        arguments.expect(',');
        long length = arguments.hex();
        arguments.expectEnd();
        int crc = -1;
        for (long done = 0; Long.compareUnsigned(done, length) < 0; ) {
            byte[] part = part(address + done, length - done);
            if (part.length == 0) {
                throw unreadable(address + done);
            }
            for (byte each : part) {
                crc = add(crc, each);
            }
            done += part.length;
        }
        return "C" + Integer.toHexString(crc);
    }

    private static int add(int crc, byte each) {
        int sum = crc ^ each << 24;
        for (int bit = 0; bit < 8; bit++) {
            sum = sum << 1 ^ (sum < 0 ? POLYNOMIAL : 0);
        }
        return sum;
    }

    private byte[] part(long address, long length) {
        if (interrupts.isInterrupted()) {
            throw new RspException("Interrupted.");
        }
        int count = Long.compareUnsigned(length, PART) < 0 ? (int) length : PART;
        return client.read(now -> now.read(threads.hart(threads.forReading(), now), address, count));
    }

    private static RspException unreadable(long address) {
        return new RspException("Memory at 0x" + Long.toHexString(address) + " cannot be read.");
    }
}
