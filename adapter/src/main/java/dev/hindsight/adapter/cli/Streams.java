package dev.hindsight.adapter.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;

/** The standard streams that a command may use. */
record Streams(InputStream in, PrintStream out, PrintStream err) {
    /**
     * Takes the process's streams. From here on {@code System.out} is standard error: standard output may carry a
     * protocol, and a stray line of a library would break it.
     */
    static Streams ofProcess() {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false);
        System.setOut(System.err);
        return new Streams(System.in, out, System.err);
    }
}
