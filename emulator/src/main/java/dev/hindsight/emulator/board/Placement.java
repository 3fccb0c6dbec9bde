package dev.hindsight.emulator.board;

import dev.hindsight.emulator.board.BoardDescription.Part;
import dev.hindsight.emulator.elf.Segment;
import java.util.List;

/**
 * Where a segment of a program goes on a board.
 *
 * @param leftOut bytes that have no place because they are only the file's headers
 * @param fits whether all others have one
 */
record Placement(long address, byte[] bytes, long size, long leftOut, boolean fits) {
    static Placement of(Segment segment, BoardDescription board) {
        List<Part> memories = board.parts().stream()
                .filter(part -> part.kind() == PartKind.RAM || part.kind() == PartKind.FLASH)
                .toList();
        long leftOut = outside(memories, segment);
        long address = segment.physicalAddress() + leftOut;
        long size = segment.memorySize() - leftOut;
        byte[] bytes = new byte[(int) Math.max(0, segment.fileSize() - leftOut)];
        segment.contents().position(segment.fileSize() - bytes.length).get(bytes);
        boolean fits = size == 0 || board.hasMemory(address, size);
        return new Placement(address, bytes, size, leftOut, fits);
    }

    /** How much of the headers lies before the next memory. */
    private static long outside(List<Part> memories, Segment segment) {
        long first = segment.physicalAddress();
        if (segment.headers() == 0 || memories.stream().anyMatch(part -> part.contains(first))) {
            return 0;
        }
        long toNext = memories.stream()
                .mapToLong(part -> part.base() - first)
                .filter(distance -> Long.compareUnsigned(distance, segment.memorySize()) < 0)
                .min()
                .orElse(segment.memorySize());
        return toNext <= segment.headers() ? toNext : 0;
    }
}
