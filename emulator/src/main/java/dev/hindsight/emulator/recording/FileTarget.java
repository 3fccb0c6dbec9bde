package dev.hindsight.emulator.recording;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** Where the bytes of a recording go on the host. */
interface FileTarget extends Closeable {
    /** Where they are until it is whole. */
    Path path();

    /** Writes all of them, behind what there is. */
    void write(ByteBuffer bytes) throws IOException;

    /** Takes away what lies behind, a chunk that was not written whole. */
    void cutTo(long size) throws IOException;

    /** It is whole, and comes to where it was to be. */
    void complete() throws IOException;

    /** It is not wanted any more. */
    void discard() throws IOException;
}
