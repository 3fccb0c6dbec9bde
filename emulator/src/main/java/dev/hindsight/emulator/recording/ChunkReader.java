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
        long offset = ChunkFrames.HEADER;
        while (offset < source.size()) {
            Optional<Integer> length = readOne(offset, listener);
            if (length.isEmpty()) {
                return Optional.of(offset);
            }
            offset += ChunkFrames.FRAME + length.get();
        }
        return Optional.empty();
    }

    /** The length of the payload; empty if the chunk is damaged. */
    private Optional<Integer> readOne(long offset, Listener listener) {
        Optional<Chunk> chunk = chunk(offset);
        try {
            chunk.ifPresent(whole -> ChunkType.of(whole.code)
                    .ifPresent(type -> listener.chunk(type, offset, new Unpacker(whole.payload))));
            return chunk.map(whole -> whole.payload.length);
        } catch (StateException senseless) {
            return Optional.empty();
        }
    }

    /** The payload of a chunk that was read before; throws {@link StateException} where it is damaged by now. */
    Unpacker again(long offset) {
        return chunk(offset)
                .map(whole -> new Unpacker(whole.payload))
                .orElseThrow(() -> new StateException("The file was damaged after it was opened."));
    }

    /** Empty if it is damaged. */
    private Optional<Chunk> chunk(long offset) {
        if (source.size() - offset < ChunkFrames.FRAME) {
            return Optional.empty();
        }
        ByteBuffer frame = ChunkFrames.wrap(source.read(offset, ChunkFrames.FRAME));
        int length = frame.getInt();
        int code = frame.get() & 0xff;
        if (length < 0 || length > ChunkFrames.MOST || length > source.size() - offset - ChunkFrames.FRAME) {
            return Optional.empty();
        }
        byte[] payload = source.read(offset + ChunkFrames.FRAME, length);
        return frame.getInt() == ChunkFrames.crc(offset, code, payload)
                ? Optional.of(new Chunk(code, payload))
                : Optional.empty();
    }

    private static final class Chunk {
        private final int code;
        private final byte[] payload;

        Chunk(int code, byte[] payload) {
            this.code = code;
            this.payload = payload;
        }
    }
}
