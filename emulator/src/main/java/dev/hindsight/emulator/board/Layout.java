package dev.hindsight.emulator.board;

import dev.hindsight.emulator.board.BoardDescription.Part;
import dev.hindsight.emulator.device.Rom;
import dev.hindsight.emulator.elf.ElfFile;
import dev.hindsight.emulator.elf.Segment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What goes where in a board's memories before the first step. Nothing overlaps, and all of it has a place. */
final class Layout {
    private static final long MEGABYTE = 1 << 20;

    private final BoardDescription board;
    private final List<Piece> pieces = new ArrayList<>();

    /** Bytes at an address, and zeros behind them up to {@code size}. */
    private record Piece(String name, Part memory, long address, byte[] bytes, long size) {
        long last() {
            return address + size - 1;
        }

        boolean overlaps(long first, long last) {
            return Long.compareUnsigned(address, last) <= 0 && Long.compareUnsigned(first, last()) <= 0;
        }
    }

    Layout(BoardDescription board) {
        this.board = board;
    }

    /** Puts a program's segments at their physical addresses; returns what the user is to know of it. */
    Optional<String> put(ElfFile program) {
        Optional<String> note = Optional.empty();
        for (Segment segment : program.segments()) {
            Placement place = Placement.of(segment, board);
            if (!place.fits()) {
                throw new BoardException(outside(program, segment));
            }
            put(program.name(), place.address(), place.bytes(), place.size());
            if (place.leftOut() > 0) {
                note = Optional.of(
                        "%s loads its ELF headers at 0x%x, where the board %s has no memory. Only the headers are skipped; the program is complete (-Wl,-n links without them)."
                                .formatted(program.name(), segment.physicalAddress(), board.name()));
            }
        }
        return note;
    }

    /** {@code size} is at least the number of bytes. */
    void put(String name, long address, byte[] bytes, long size) {
        if (size == 0) {
            return;
        }
        long last = address + size - 1;
        Part memory = memory(address, size).orElseThrow(() -> new BoardException(outside(name, address, size)));
        pieces.stream()
                .filter(piece -> piece.overlaps(address, last))
                .findFirst()
                .ifPresent(piece -> {
                    throw new BoardException(overlap(name, address, last, piece));
                });
        pieces.add(new Piece(name, memory, address, bytes, size));
    }

    /** Whether all of these bytes are RAM that nothing uses. */
    boolean hasRoom(long address, long size) {
        long last = address + size - 1;
        boolean ram = memory(address, size)
                .filter(part -> part.kind() == PartKind.RAM)
                .isPresent();
        return ram && pieces.stream().noneMatch(piece -> piece.overlaps(address, last));
    }

    boolean contains(long address) {
        return pieces.stream().anyMatch(piece -> piece.overlaps(address, address));
    }

    /** What stands in the memories that cannot be written. */
    Map<String, Rom> roms() {
        Map<String, Rom> roms = new HashMap<>();
        for (Part part : board.parts()) {
            if (part.kind() == PartKind.FLASH || part.kind() == PartKind.BOOT_ROM) {
                roms.put(part.name(), new Rom(content(part)));
            }
        }
        return roms;
    }

    /** Up to the last byte that is not zero. */
    private byte[] content(Part part) {
        List<Piece> inside =
                pieces.stream().filter(piece -> piece.memory.equals(part)).toList();
        long end = inside.stream()
                .mapToLong(piece -> piece.address - part.base() + piece.bytes.length)
                .max()
                .orElse(0);
        byte[] content = new byte[(int) end];
        for (Piece piece : inside) {
            System.arraycopy(piece.bytes, 0, content, (int) (piece.address - part.base()), piece.bytes.length);
        }
        return content;
    }

    void fillRam(Board target) {
        pieces.stream()
                .filter(piece -> piece.memory.kind() == PartKind.RAM)
                .forEach(piece -> target.load(piece.address, piece.bytes));
    }

    private Optional<Part> memory(long first, long size) {
        return board.parts().stream()
                .filter(part -> part.kind() == PartKind.RAM
                        || part.kind() == PartKind.FLASH
                        || part.kind() == PartKind.BOOT_ROM)
                .filter(part -> part.contains(first, size))
                .findFirst();
    }

    private static String overlap(String name, long first, long last, Piece piece) {
        String both = name.equals(piece.name)
                ? "Two parts of %s overlap".formatted(name)
                : "%s and %s overlap".formatted(piece.name, name);
        return "%s: from 0x%x to 0x%x and from 0x%x to 0x%x%s"
                .formatted(
                        both,
                        piece.address,
                        piece.last(),
                        first,
                        last,
                        name.equals(piece.name) ? "." : "; more --memory may help.");
    }

    private String outside(ElfFile program, Segment segment) {
        long first = segment.physicalAddress();
        long size = segment.memorySize();
        return enough(first, size).isPresent()
                ? outside(program.name(), first, size)
                : wants(program.name(), first, size) + ". " + BoardAdvice.on(program, board);
    }

    private String outside(String name, long first, long size) {
        return wants(name, first, size)
                + enough(first, size)
                        .map("; --memory %dM is enough."::formatted)
                        .orElse("; link it to run from RAM.");
    }

    private String wants(String name, long first, long size) {
        Part ram = board.ram();
        return "%s needs memory from 0x%x to 0x%x, but RAM of the board %s is from 0x%x to 0x%x"
                .formatted(name, first, first + size - 1, board.name(), ram.base(), ram.last());
    }

    /** The megabytes of RAM that would hold it, where that is all that it lacks. */
    private Optional<Long> enough(long first, long size) {
        Part ram = board.ram();
        long needed = first + size - ram.base();
        boolean wouldFit = size > 0
                && Long.compareUnsigned(first, ram.base()) >= 0
                && needed > 0
                && needed <= BoardConfig.MOST_MEMORY;
        return wouldFit ? Optional.of((needed + MEGABYTE - 1) / MEGABYTE) : Optional.empty();
    }
}
