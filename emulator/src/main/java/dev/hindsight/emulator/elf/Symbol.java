package dev.hindsight.emulator.elf;

/** A named address: a function, an object, or a label of an assembler file (size 0). */
public record Symbol(String name, long address, long size, Kind kind, Binding binding) {
    /** What the symbol stands for (STT_FUNC, STT_OBJECT, and the rest). */
    public enum Kind {
        FUNCTION,
        OBJECT,
        OTHER
    }

    /** Who may refer to it, strongest first. */
    public enum Binding {
        GLOBAL,
        WEAK,
        LOCAL
    }

    /** An address in words: the symbol that covers it, and how far into it the address lies. */
    public record Place(Symbol symbol, long offset) {
        @Override
        public String toString() {
            return offset == 0 ? symbol.name() : "%s+0x%x".formatted(symbol.name(), offset);
        }
    }
}
