package dev.hindsight.emulator.elf;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Sections that a linker compressed: SHF_COMPRESSED, a header and a stream [gABI, Section Compression]. */
final class Compression {
    private static final int ELFCOMPRESS_ZLIB = 1;
    private static final int CHUNK = 1 << 16;

    private Compression() {}

    static ByteBuffer inflate(String section, ByteBuffer contents, boolean is64) {
        int header = is64 ? 24 : 12;
        if (contents.remaining() < header) {
            throw new ElfException("The compressed section %s is truncated.".formatted(section));
        }
        int type = contents.getInt(contents.position());
        if (type != ELFCOMPRESS_ZLIB) {
            throw new ElfException(
                    "The section %s is compressed by method %d, which is not supported; link with --compress-debug-sections=zlib or none."
                            .formatted(section, type));
        }
        contents.position(contents.position() + header);
        return ByteBuffer.wrap(inflate(section, contents)).asReadOnlyBuffer();
    }

    private static byte[] inflate(String section, ByteBuffer stream) {
        // The header's own size is not believed: a damaged file must not make us allocate what it claims.
        var result = new ByteArrayOutputStream();
        var chunk = new byte[CHUNK];
        var inflater = new Inflater();
        try {
            inflater.setInput(stream);
            while (!inflater.finished()) {
                int count = inflater.inflate(chunk);
                if (count == 0 && (inflater.needsInput() || inflater.needsDictionary())) {
                    throw new ElfException("The compressed section %s is truncated.".formatted(section));
                }
                result.write(chunk, 0, count);
            }
        } catch (DataFormatException e) {
            throw new ElfException("The compressed section %s is damaged.".formatted(section), e);
        } finally {
            inflater.end();
        }
        return result.toByteArray();
    }
}
