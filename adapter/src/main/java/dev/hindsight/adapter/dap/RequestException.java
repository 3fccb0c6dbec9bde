package dev.hindsight.adapter.dap;

/** A request that cannot be served; the message is a sentence for the user. */
final class RequestException extends RuntimeException {
    private static final long serialVersionUID = 1;

    RequestException(String sentence) {
        super(sentence);
    }
}
