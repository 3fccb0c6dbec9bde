package dev.hindsight.emulator.recording;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32C;

/** The header of a recording, and the frame around each chunk. */
final class ChunkFrames {
    /** The first byte is no text, and line ends and Ctrl-Z betray a copy that took it for one, as in PNG. */
    private static final byte[] MAGIC = {(byte) 0x89, 'H', 'S', 'R', '\r', '\n', 0x1a, '\n'};

    /** What is written. Raised where an older Hindsight would misread: by a new kind of input, for example. */
    static final int VERSION = 2;
    /** Magic, version, CRC32C over both. */
    static final int HEADER = MAGIC.length + 2 * Integer.BYTES;
    /** Length, type, CRC32C. */
    static final int FRAME = 2 * Integer.BYTES + 1;
    /** No chunk is longer: what is, was damaged. */
    static final int MOST = 1 << 26;

    private ChunkFrames() {}

    static byte[] header(int version) {
        ByteBuffer header = allocate(HEADER).put(MAGIC).putInt(version);
        return header.putInt(crc(header.array(), 0, MAGIC.length + Integer.BYTES))
                .array();
    }

    /** Refuses, in a sentence, what is no recording or one that cannot be read here. */
    static void check(Source source, String name) {
        byte[] header = source.read(0, (int) Math.min(HEADER, source.size()));
        if (!startsLike(header)) {
            throw new RecordingException("%s is not a Hindsight recording.".formatted(name));
        }
        if (header.length < HEADER
                || wrap(header).getInt(HEADER - Integer.BYTES) != crc(header, 0, HEADER - Integer.BYTES)) {
            throw new RecordingException("%s is damaged at its beginning: nothing in it can be read.".formatted(name));
        }
        int version = wrap(header).getInt(MAGIC.length);
        if (version < 1 || version > VERSION) {
            throw new RecordingException(
                    "%s was written by a newer version of Hindsight (format %d, this one reads %d): update Hindsight."
                            .formatted(name, version, VERSION));
        }
    }

    /** Whether it begins as recordings do, though it may be cut off. */
    static boolean startsLike(byte[] beginning) {
        int known = Math.min(MAGIC.length, beginning.length);
        return known > 0 && Arrays.equals(MAGIC, 0, known, beginning, 0, known);
    }

    /** The chunk as it stands in a file at {@code offset}: bytes that come to stand elsewhere do not fit their CRC. */
    static byte[] chunk(long offset, ChunkType type, byte[] payload) {
        return allocate(FRAME + payload.length)
                .putInt(payload.length)
                .put((byte) type.code())
                .putInt(crc(offset, type.code(), payload))
                .put(payload)
                .array();
    }

    static int crc(long offset, int type, byte[] payload) {
        CRC32C crc = new CRC32C();
        crc.update(allocate(Long.BYTES + 1).putLong(offset).put((byte) type).array());
        crc.update(payload);
        return (int) crc.getValue();
    }

    static ByteBuffer wrap(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int crc(byte[] bytes, int from, int count) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, from, count);
        return (int) crc.getValue();
    }

    private static ByteBuffer allocate(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
