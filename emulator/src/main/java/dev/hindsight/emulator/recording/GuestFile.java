package dev.hindsight.emulator.recording;

import java.util.Optional;

/**
 * The identity of a host file that the machine read.
 *
 * @param role what it is for the machine: {@code program}, {@code kernel}, {@code drive}
 * @param path where it was
 * @param sha256 of all of it, in hexadecimal; empty for one of which only parts were read, see {@link BlockHash}
 * @param embedded whether the recording holds its content
 */
public record GuestFile(String role, String path, long size, Optional<String> sha256, boolean embedded) {
    /** The last part of the path, by whichever system's rules. */
    public String name() {
        return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    }
}
