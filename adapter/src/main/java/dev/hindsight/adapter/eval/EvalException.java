package dev.hindsight.adapter.eval;

/** An expression without a value here; the message is a sentence for the user. */
public final class EvalException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public EvalException(String sentence) {
        super(sentence);
    }
}
