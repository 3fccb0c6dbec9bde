package dev.hindsight.emulator.timeline;

/** Tells a journal what is history already, as if it had heard it from the first step on. */
final class JournalExport {
    private final Timeline timeline;
    private final Branches branches;
    private final RunCallbacks callbacks;
    private long told;

    JournalExport(Timeline timeline, Branches branches, RunCallbacks callbacks) {
        this.timeline = timeline;
        this.branches = branches;
        this.callbacks = callbacks;
    }

    /** Travels to the end of each branch: its state there is told, too. False where it was interrupted. */
    boolean tell(Journal journal) {
        for (int id = 0; id < branches.next() && !callbacks.interrupted(); id++) {
            if (branches.has(id)) {
                tell(branches.get(id), journal);
            } else {
                // Only its number counts.
                journal.branched(id, 0, timeline.start(), 0);
                journal.deleted(id);
            }
        }
        timeline.bookmarks().forEach(journal::bookmarked);
        return !callbacks.interrupted();
    }

    private void tell(Branch branch, Journal journal) {
        Branch parent = branch.parent();
        if (parent != null) {
            journal.branched(branch.id(), parent.id(), branch.forkStep(), branch.sharedInputs());
        }
        InputLog log = branch.log();
        for (int i = branch.sharedInputs(); i < log.size(); i++) {
            journal.input(branch.id(), new TimedInput(log.step(i), log.input(i)));
        }
        timeline.seek(new Moment(branch.id(), branch.end()), RunCallbacks.until(() -> isInterruptedOn(branch)));
        if (callbacks.interrupted()) {
            return;
        }
        told += branch.end() - branch.forkStep();
        journal.reached(branch.id(), branch.end(), log.size(), timeline::hash);
        String name = branches.info(branch).name();
        if (!name.isEmpty()) {
            journal.named(branch.id(), name);
        }
    }

    /** Asked every few milliseconds: a good time to say how far it is. */
    private boolean isInterruptedOn(Branch branch) {
        callbacks.progress(told + Math.max(0, timeline.moment().step() - branch.forkStep()), length());
        return callbacks.interrupted();
    }

    private long length() {
        long length = 0;
        for (int id = 0; id < branches.next(); id++) {
            length +=
                    branches.has(id) ? branches.get(id).end() - branches.get(id).forkStep() : 0;
        }
        return length;
    }
}
