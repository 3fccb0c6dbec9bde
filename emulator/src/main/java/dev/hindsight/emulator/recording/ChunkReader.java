package dev.hindsight.emulator.recording;

import dev.hindsight.emulator.state.StateException;
import dev.hindsight.emulator.state.Unpacker;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Goes through the chunks of a recording, from the first up to the end or to damage. */
final class ChunkReader {
    private final Source source;

    /** Hears of each chunk; a {@link StateException} says that its payload makes no sense. */
    interface Listener {
        void chunk(ChunkType type, long offset, Unpacker payload);
    }

    ChunkReader(Source source) {
        this.source = source;
    }

    /** Returns the offset of the first damage; empty if all is well. */
    Optional<Long> readAll(Listener listener) {
        long offset = Frames.HEADER;
        while (offset < source.size()) {
            Optional<Integer> length = readOne(offset, listener);
            if (length.isEmpty()) {
                return Optional.of(offset);
            }
            offset += Frames.FRAME + length.get();
        }
        return Optional.empty();
    }

    /** The length of the payload; empty if the chunk is damaged. */
    private Optional<Integer> readOne(long offset, Listener listener) {
        if (source.size() - offset < Frames.FRAME) {
            return Optional.empty();
        }
        ByteBuffer frame = Frames.wrap(source.read(offset, Frames.FRAME));
        int length = frame.getInt();
        int code = frame.get() & 0xff;
        if (length < 0 || length > Frames.MOST || length > source.size() - offset - Frames.FRAME) {
            return Optional.empty();
        }
        byte[] payload = source.read(offset + Frames.FRAME, length);
        if (frame.getInt() != Frames.crc(offset, code, payload)) {
            return Optional.empty();
        }
        try {
            ChunkType.of(code).ifPresent(type -> listener.chunk(type, offset, new Unpacker(payload)));
            return Optional.of(length);
        } catch (StateException senseless) {
            return Optional.empty();
        }
    }

    /** The payload of a chunk that was read before. */
    Unpacker again(long offset) {
        int length = Frames.wrap(source.read(offset, Frames.FRAME)).getInt();
        return new Unpacker(source.read(offset + Frames.FRAME, length));
    }
}
