package dev.hindsight.emulator;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The hash that tells one host file from another. */
final class Sha256 {
    private final MessageDigest digest;

    Sha256() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    void add(byte[] bytes, int count) {
        digest.update(bytes, 0, count);
    }

    /** What was added since the last time, in hexadecimal. */
    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The first eight bytes of the hash of these, which are enough to see a change. */
    long beginning(byte[] bytes, int count) {
        digest.update(bytes, 0, count);
        return ByteBuffer.wrap(digest.digest()).order(ByteOrder.LITTLE_ENDIAN).getLong();
    }
}
