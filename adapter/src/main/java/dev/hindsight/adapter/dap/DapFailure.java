package dev.hindsight.adapter.dap;

/** What a {@link DapClient} did not get; the message is the server's sentence where it gave one. */
public final class DapFailure extends RuntimeException {
    private static final long serialVersionUID = 1;

    DapFailure(String sentence) {
        super(sentence);
    }
}
