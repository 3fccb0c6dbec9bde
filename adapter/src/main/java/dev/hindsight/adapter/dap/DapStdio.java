package dev.hindsight.adapter.dap;

import java.io.InputStream;
import java.io.OutputStream;

/** One debug session over a pair of streams, as an IDE starts it. */
public final class DapStdio {
    private DapStdio() {}

    /** Serves until the client is gone. {@code attach} with a port joins the door of a running {@code serve}. */
    public static void serve(InputStream in, OutputStream out) {
        new AttachRelay(in, out).run();
    }
}
