package dev.hindsight.emulator.recording;

import java.util.Optional;

/** What a chunk holds. The codes are part of the format. */
enum ChunkType {
    /** The guest's files and the configuration; once, first. */
    MANIFEST(1),
    /** A piece of a host file's content: number of the file, bytes. */
    FILE(2),
    /** The hash of a part of a file, read while the guest ran: number of the file, number of the block, hash. */
    BLOCK(3),
    /** A branch: number, parent, step of the fork, inputs shared with the parent. */
    BRANCH(4),
    /** An input: branch, step, and the input itself. */
    INPUT(5),
    /** How far a branch goes: branch, step. */
    REACHED(6),
    /** The hash of a state: branch, step, inputs applied, hash. */
    HASH(7),
    /** Compressed pages, numbered through the file. */
    PAGES(8),
    /** A state: branch, inputs applied, step, fields, and where its pages are. */
    SNAPSHOT(9),
    /** Nothing comes behind: the recording was ended, not cut off. */
    END(10),
    /** A branch is called so from now on: branch, name. */
    NAME(11),
    /** A branch was deleted. */
    DELETED(12),
    /** A bookmark, as it is from now on: number, name, note, branch, step, inputs applied. */
    BOOKMARK(13),
    /** A bookmark was deleted: number. */
    BOOKMARK_DELETED(14);

    private final int code;

    ChunkType(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    /** Empty for what later versions may add: it can be skipped. */
    static Optional<ChunkType> of(int code) {
        for (ChunkType type : values()) {
            if (type.code == code) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }
}
