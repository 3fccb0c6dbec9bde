package dev.hindsight.adapter.cli.bench;

/** Something that the bench needs does not work; the message is a sentence for the user. */
public final class BenchException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BenchException(String sentence) {
        super(sentence);
    }

    BenchException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
