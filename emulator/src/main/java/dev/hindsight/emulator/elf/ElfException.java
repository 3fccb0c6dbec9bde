package dev.hindsight.emulator.elf;

/** A file that is not an ELF file that we can read; the message is a sentence for the user. */
public final class ElfException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public ElfException(String sentence) {
        super(sentence);
    }

    ElfException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
