package dev.hindsight.adapter.dwarf;

import dev.hindsight.emulator.elf.ElfException;
import dev.hindsight.emulator.elf.ElfFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The debug sections of a program, each fetched (and inflated) when first asked for. */
public final class Sections {
    private final Map<String, Optional<ByteBuffer>> cache = new ConcurrentHashMap<>();
    private final Function<String, Optional<ByteBuffer>> source;

    public Sections(ElfFile elf) {
        this(elf::contents);
    }

    /** Sections from anywhere; tests make them of bytes. */
    Sections(Function<String, Optional<ByteBuffer>> source) {
        this.source = source;
    }

    public boolean has(String name) {
        return bytes(name).isPresent();
    }

    /** A cursor over the section from the offset to its end. */
    public Cursor at(String name, long offset) {
        ByteBuffer bytes = bytes(name)
                .orElseThrow(() -> new DwarfException(name, offset, "the section is referred to but missing"));
        return new Cursor(name, bytes, 0, bytes.limit()).at(offset);
    }

    private Optional<ByteBuffer> bytes(String name) {
        return cache.computeIfAbsent(name, this::fetch);
    }

    private Optional<ByteBuffer> fetch(String name) {
        try {
            return source.apply(name).map(bytes -> bytes.slice().order(ByteOrder.LITTLE_ENDIAN));
        } catch (ElfException e) {
            throw new DwarfException(name, 0, "the section cannot be read");
        }
    }
}
