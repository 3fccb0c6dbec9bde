package dev.hindsight.rsp.wire;

/** What {@link PacketReader} found in the stream of bytes. */
public sealed interface Incoming {
    /** A whole packet with the right checksum; its payload unescaped and unrolled, one char a byte (Latin-1). */
    record Packet(String payload) implements Incoming {}

    /** The last packet that we sent arrived. */
    record Ack() implements Incoming {}

    /** The last packet that we sent was damaged: send it again. */
    record Nack() implements Incoming {}

    /** The user wants the run to stop (byte 0x03 between packets). */
    record Interrupt() implements Incoming {}

    /** A packet arrived damaged; {@code why} is a sentence. */
    record Corrupt(String why) implements Incoming {}

    /** A packet arrived whole but longer than the limit; its payload was thrown away as it came. */
    record TooLong(int limit) implements Incoming {}
}
