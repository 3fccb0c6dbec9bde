package dev.hindsight.adapter.dwarf;

/** Debug information that contradicts the standard, or a part of it that is not supported. */
public final class DwarfException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final String section;
    private final long offset;

    public DwarfException(String section, long offset, String text) {
        super("%s at 0x%x: %s.".formatted(section, offset, text));
        this.section = section;
        this.offset = offset;
    }

    public String section() {
        return section;
    }

    public long offset() {
        return offset;
    }
}
