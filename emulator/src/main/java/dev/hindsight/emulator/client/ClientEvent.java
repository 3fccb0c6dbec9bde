package dev.hindsight.emulator.client;

import dev.hindsight.emulator.machine.Bytes;
import dev.hindsight.emulator.timeline.Bookmark;
import dev.hindsight.emulator.timeline.BranchInfo;
import dev.hindsight.emulator.timeline.Divergence;
import dev.hindsight.emulator.timeline.Stop;

/** What a client hears, on the machine's thread; a listener must return at once and never call back in. */
public sealed interface ClientEvent {
    /** Another client began a move; until {@link Moved} the machine answers from this client's view. */
    record Running(String by) implements ClientEvent {}

    /** Another client's move ended here. */
    record Moved(String by, Stop stop) implements ClientEvent {}

    /** Another client wrote a register or {@code length} bytes of memory at {@code address} (length 0: a register). */
    record Written(String by, long address, long length) implements ClientEvent {}

    /** Something that the user is to know of history, wherever he is. */
    sealed interface News extends ClientEvent {
        String sentence();
    }

    /** A write or an input in the past opened this branch, and the machine stands on it. Whoever did it is told too. */
    record Branched(BranchInfo branch) implements News {
        @Override
        public String sentence() {
            return "Branch %d begins here, at step %d of branch %d, which is kept."
                    .formatted(branch.id(), branch.forkStep(), branch.parent());
        }
    }

    /** Another client named or deleted a branch. */
    record BranchesChanged(String sentence) implements News {}

    /** Another client set a bookmark. */
    record Bookmarked(String by, Bookmark bookmark) implements News {
        @Override
        public String sentence() {
            return "%s: %s is at step %d."
                    .formatted(by, bookmark.title(), bookmark.mark().moment().step());
        }
    }

    /** Another client deleted a bookmark, or the branch that it was on. */
    record BookmarkDeleted(String by, Bookmark bookmark) implements News {
        @Override
        public String sentence() {
            return "%s: %s was deleted.".formatted(by, bookmark.title());
        }
    }

    /** Something about the guest. Whoever joins later hears it too. */
    record Notice(String sentence) implements News {}

    /** A replay did not come to the state that was recorded. Whoever moved is told too. */
    record Diverged(Divergence divergence) implements News {
        @Override
        public String sentence() {
            return "Warning: " + divergence.description();
        }
    }

    /**
     * A client has {@code done} ("searched", "saved") so many steps of so many, at least one. Told a few times a second where
     * it takes long, also to the client itself; a search ends with all of them, unless it was interrupted.
     */
    record Progress(String by, String done, long steps, long total) implements ClientEvent {
        public int percent() {
            return (int) (100.0 * steps / total);
        }
    }

    /** New console output; what was shown before is not told again. The bytes ended in step {@code step}. */
    record Console(long step, Bytes bytes) implements ClientEvent {}

    /** The session is over: no more actions are taken. */
    record Closed(String why) implements ClientEvent {}
}
