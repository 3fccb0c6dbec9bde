package dev.hindsight.emulator.board;

import dev.hindsight.emulator.bus.Ram;
import dev.hindsight.emulator.elf.ElfException;
import dev.hindsight.emulator.elf.ElfFile;
import dev.hindsight.emulator.elf.Segment;
import dev.hindsight.emulator.isa.Isa;

/** Makes a board with a program in its RAM. Whatever stands against it is an {@link ElfException} for the user. */
public final class GuestLoader {
    private static final long MEGABYTE = 1 << 20;

    private GuestLoader() {}

    /** {@code memory} is in bytes, and rounded down to whole pages. */
    public static Board load(ElfFile program, long memory, long stepsPerSecond) {
        if (program.machine() != ElfFile.EM_RISCV) {
            throw new ElfException(
                    "%s is a program for %s, not for RISC-V.".formatted(program.name(), program.machineName()));
        }
        long bytes = memory & -Ram.PAGE;
        for (Segment segment : program.segments()) {
            check(program, segment, bytes);
        }
        Isa isa = program.is64() ? Isa.VIRT64 : Isa.VIRT32;
        Board board = new Board(new BoardConfig(isa, ram(bytes), stepsPerSecond, program.entry()));
        for (Segment segment : program.segments()) {
            byte[] content = new byte[segment.fileSize()];
            segment.contents().get(content);
            if (content.length > 0) {
                board.load(segment.physicalAddress(), content);
            }
        }
        return board;
    }

    private static int ram(long bytes) {
        if (bytes < Ram.PAGE || bytes > BoardConfig.MOST_MEMORY) {
            throw new ElfException(
                    "Memory must be between 4K and %d bytes (2G less a page).".formatted(BoardConfig.MOST_MEMORY));
        }
        return (int) bytes;
    }

    private static void check(ElfFile program, Segment segment, long memory) {
        long offset = segment.physicalAddress() - BoardConfig.RAM;
        long room = memory - segment.memorySize();
        if (segment.memorySize() != 0 && (offset < 0 || room < 0 || offset > room || segment.memorySize() < 0)) {
            throw new ElfException(outside(program, segment, memory));
        }
    }

    private static String outside(ElfFile program, Segment segment, long memory) {
        long first = segment.physicalAddress();
        long end = first + segment.memorySize();
        String sentence = "%s wants memory from 0x%x to 0x%x, but RAM is from 0x%x to 0x%x"
                .formatted(program.name(), first, end - 1, BoardConfig.RAM, BoardConfig.RAM + memory - 1);
        long needed = end - BoardConfig.RAM;
        boolean wouldFit =
                Long.compareUnsigned(first, BoardConfig.RAM) >= 0 && needed > 0 && needed <= BoardConfig.MOST_MEMORY;
        return sentence
                + (wouldFit
                        ? "; --memory %dM would do.".formatted((needed + MEGABYTE - 1) / MEGABYTE)
                        : "; link it to run from RAM.");
    }
}
