package dev.hindsight.adapter.symbols;

/**
 * A run of instructions that belong to one source line.
 *
 * @param file the path as the compiler recorded it, made absolute with its working directory
 * @param column from 1, or 0 where the compiler did not say
 * @param isStatement whether a breakpoint on the line belongs at {@code start}
 * @param start the first address
 * @param end the address after the last
 */
public record SourceLine(String file, int line, int column, boolean isStatement, long start, long end) {
    public boolean contains(long pc) {
        return Long.compareUnsigned(pc - start, end - start) < 0;
    }

    /** The file's name without its folders. */
    public String fileName() {
        return file.substring(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
    }

    /** Whether both belong to the same line of the same file, whatever their addresses. */
    public boolean sameLine(SourceLine other) {
        return line == other.line && file.equals(other.file);
    }
}
