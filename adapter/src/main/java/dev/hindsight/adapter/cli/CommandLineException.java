package dev.hindsight.adapter.cli;

/** A command that cannot do what it was told; the message is a sentence for the user. */
final class CommandLineException extends RuntimeException {
    private static final long serialVersionUID = 1;

    CommandLineException(String sentence) {
        super(sentence);
    }
}
