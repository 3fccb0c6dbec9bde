package dev.hindsight.emulator.recording;

/** Where chunks go, one behind the other. Never throws: a file that fails is the file's affair. */
interface Sink {
    void append(ChunkType type, byte[] payload);

    /** How far a branch goes now; may come often, only the last counts. */
    void reached(int branch, long step);

    /** Waits until everything is out, and closes. */
    void close();

    /** Takes back all that was appended, also where it is closed already. */
    void abandon();
}
