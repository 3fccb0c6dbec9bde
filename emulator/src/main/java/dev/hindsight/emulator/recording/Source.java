package dev.hindsight.emulator.recording;

/** The bytes of a recording. */
interface Source {
    long size();

    /** Reads exactly {@code count} bytes, which are there, or throws {@link RecordingException}. */
    byte[] read(long offset, int count);

    void close();
}
