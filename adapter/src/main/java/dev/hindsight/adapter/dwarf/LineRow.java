package dev.hindsight.adapter.dwarf;

/**
 * One row of the line number matrix [DWARF5 6.2.2].
 *
 * @param file a number in the table of files of its program
 * @param prologueEnd where a breakpoint at the entry of a function belongs
 * @param endSequence whether {@code address} is the first one behind a sequence; the other columns mean nothing then
 */
public record LineRow(
        long address, int file, int line, int column, boolean isStatement, boolean prologueEnd, boolean endSequence) {}
