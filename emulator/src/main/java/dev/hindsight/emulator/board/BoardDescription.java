package dev.hindsight.emulator.board;

import dev.hindsight.emulator.isa.Isa;
import java.util.List;
import java.util.Optional;

/**
 * What a board is, as its description file says it.
 *
 * @param compatible what the device tree says the board is; empty for a board that needs no tree
 * @param isas what the processor can be, unless the user wants another: the first, or the first of the guest's width
 * @param harts at most so many
 * @param reset the first pc of every hart
 * @param timebase ticks of mtime a second
 * @param legacyVirtio whether virtio devices have the registers of version 1, as QEMU's unless told otherwise
 */
public record BoardDescription(
        String name,
        List<String> compatible,
        List<Isa> isas,
        int harts,
        long reset,
        int timebase,
        boolean legacyVirtio,
        List<Part> parts) {
    public BoardDescription {
        compatible = List.copyOf(compatible);
        isas = List.copyOf(isas);
        parts = List.copyOf(parts);
    }

    /**
     * One thing on the bus.
     *
     * @param interrupt its source at the interrupt controller, 0 for none
     */
    public record Part(PartKind kind, String name, long base, long size, int interrupt) {
        /** The address of its last byte. */
        public long last() {
            return base + size - 1;
        }

        boolean overlaps(Part other) {
            return Long.compareUnsigned(base, other.last()) <= 0 && Long.compareUnsigned(other.base, last()) <= 0;
        }

        boolean contains(long address) {
            return Long.compareUnsigned(address - base, size) < 0;
        }

        boolean contains(long first, long bytes) {
            return bytes > 0 && bytes <= size && contains(first) && contains(first + bytes - 1);
        }

        Part resized(long bytes) {
            return new Part(kind, name, base, bytes, interrupt);
        }
    }

    /** The boards that this program brings along, in the order in which they are shown. */
    public static final List<String> BUNDLED = List.of("virt", "virt-legacy", "fe310", "fe310b");

    /** One of {@link #BUNDLED}; {@code virt} is the board of those who name none. */
    public static BoardDescription bundled(String name) {
        return parse(name + ".board", text(name));
    }

    /** The description of one of {@link #BUNDLED}. */
    static String text(String name) {
        return Resource.text(name + ".board");
    }

    /** QEMU's virt. */
    public static BoardDescription virt() {
        return bundled("virt");
    }

    /** Reads a description; whatever is wrong with it is a {@link BoardException} with file and line. */
    public static BoardDescription parse(String file, String text) {
        return new BoardParser(file).parse(text);
    }

    /** The processor for a guest of this width. */
    Optional<Isa> isa(int xlen) {
        return isas.stream().filter(isa -> isa.xlen() == xlen).findFirst();
    }

    /** The one RAM. */
    public Part ram() {
        return the(PartKind.RAM).orElseThrow();
    }

    /** The part of a kind of which there is at most one. */
    Optional<Part> the(PartKind kind) {
        return all(kind).stream().findFirst();
    }

    List<Part> all(PartKind kind) {
        return parts.stream().filter(part -> part.kind() == kind).toList();
    }

    /** Whether a program may have all of these bytes. */
    boolean hasMemory(long first, long bytes) {
        return parts.stream()
                .anyMatch(part ->
                        (part.kind() == PartKind.RAM || part.kind() == PartKind.FLASH) && part.contains(first, bytes));
    }

    /** The same board with another size of RAM. */
    public BoardDescription withMemory(long bytes) {
        Part ram = ram().resized(bytes);
        parts.stream()
                .filter(part -> part.kind() != PartKind.RAM && part.overlaps(ram))
                .findFirst()
                .ifPresent(part -> {
                    throw new BoardException("RAM of 0x%x bytes at 0x%x would overlap \"%s\" at 0x%x."
                            .formatted(bytes, ram.base(), part.name(), part.base()));
                });
        List<Part> resized = parts.stream()
                .map(part -> part.kind() == PartKind.RAM ? ram : part)
                .toList();
        return new BoardDescription(name, compatible, isas, harts, reset, timebase, legacyVirtio, resized);
    }
}
