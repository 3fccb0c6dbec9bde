package dev.hindsight.adapter.dap;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;

/** One debug session over a pair of streams, as an IDE starts it. */
public final class DapStdio {
    private DapStdio() {}

    /** Serves until the client is gone. {@code attach} with a port joins the door of a running {@code serve}. */
    public static void serve(InputStream in, OutputStream out) {
        serve(in, out, Path.of(""));
    }

    /** The same; {@code saveTo} is the folder below which history may be saved. */
    public static void serve(InputStream in, OutputStream out, Path saveTo) {
        new AttachRelay(in, out, saveTo).run();
    }
}
