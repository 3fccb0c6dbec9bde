package dev.hindsight.emulator.board;

import dev.hindsight.emulator.elf.ElfFile;
import java.util.Optional;

/** What to do with a program that was linked for another board. */
final class BoardAdvice {
    private BoardAdvice() {}

    static String on(ElfFile program, BoardDescription tried) {
        Optional<BoardDescription> fitting = BoardDescription.BUNDLED.stream()
                .map(BoardDescription::bundled)
                .filter(board -> !board.name().equals(tried.name()) && fits(program, board))
                .findFirst();
        return fitting.map(board ->
                                "--board %s has memory at its addresses; for any other board".formatted(board.name()))
                        .orElse("No bundled board (%s) has memory at its addresses: link it for one of them, or"
                                .formatted(String.join(", ", BoardDescription.BUNDLED)))
                + " describe yours in a file for --board FILE (docs/machine.md, Boards).";
    }

    /** Whether it can be loaded there, begins where the board does, and finds memory where it will look for it. */
    private static boolean fits(ElfFile program, BoardDescription board) {
        boolean begins = board.the(PartKind.BOOT_ROM).isPresent()
                || program.segments().stream()
                        .anyMatch(segment ->
                                Long.compareUnsigned(board.reset() - segment.physicalAddress(), segment.memorySize())
                                        < 0);
        return begins
                && board.isa(program.is64() ? 64 : 32).isPresent()
                && program.segments().stream().allMatch(segment -> {
                    Placement place = Placement.of(segment, board);
                    return place.fits()
                            && (place.size() == 0
                                    || board.hasMemory(segment.virtualAddress() + place.leftOut(), place.size()));
                });
    }
}
