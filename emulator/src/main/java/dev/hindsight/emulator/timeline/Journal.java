package dev.hindsight.emulator.timeline;

import java.util.function.LongSupplier;

/**
 * Hears what becomes history, on the machine's thread, in order; must be quick and never throws. What it heard is all
 * that is needed to have the same history again, on the same machine.
 */
public interface Journal {
    /** Nobody writes it down. */
    Journal NONE = new Journal() {
        @Override
        public void branched(int branch, int parent, long step, int sharedInputs) {}

        @Override
        public void input(int branch, TimedInput input) {}

        @Override
        public void reached(int branch, long step, int inputsApplied, LongSupplier hash) {}

        @Override
        public void named(int branch, String name) {}

        @Override
        public void deleted(int branch) {}

        @Override
        public void bookmarked(Bookmark bookmark) {}

        @Override
        public void bookmarkDeleted(int id) {}

        @Override
        public void close(Timeline timeline) {}
    };

    /** A new branch, behind the first {@code sharedInputs} inputs of its parent. */
    void branched(int branch, int parent, long step, int sharedInputs);

    /** An input at the branch's end, behind all that it had before. */
    void input(int branch, TimedInput input);

    /**
     * The branch goes up to here now; called every few milliseconds of a run. More inputs may yet come at this step.
     *
     * @param hash of the state here; asking costs about as much as a snapshot
     */
    void reached(int branch, long step, int inputsApplied, LongSupplier hash);

    /** A branch is called so from now on, or has no name any more where it is empty. */
    void named(int branch, String name);

    /** A branch was deleted; its offspring is told of on its own. */
    void deleted(int branch);

    /** A bookmark is new, or stands for the same state of another branch now. */
    void bookmarked(Bookmark bookmark);

    void bookmarkDeleted(int id);

    /** Nothing more will come; the timeline may still be travelled on, during this call. */
    void close(Timeline timeline);
}
