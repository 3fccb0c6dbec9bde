package dev.hindsight.emulator.timeline;

/** Tells a journal what is history already, as if it had heard it from the first step on. */
final class Retelling {
    private final Timeline timeline;
    private final Branches branches;
    private final Live live;
    private long told;

    Retelling(Timeline timeline, Branches branches, Live live) {
        this.timeline = timeline;
        this.branches = branches;
        this.live = live;
    }

    /** Travels to the end of each branch: its state there is told, too. False where it was interrupted. */
    boolean tell(Journal journal) {
        for (int id = 0; id < branches.next() && !live.interrupted(); id++) {
            if (branches.has(id)) {
                tell(branches.get(id), journal);
            } else {
                // Only its number counts.
                journal.branched(id, 0, timeline.start(), 0);
                journal.deleted(id);
            }
        }
        timeline.bookmarks().forEach(journal::bookmarked);
        return !live.interrupted();
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
        timeline.seek(new Moment(branch.id(), branch.end()), Live.until(() -> isInterruptedOn(branch)));
        if (live.interrupted()) {
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
        live.progress(told + Math.max(0, timeline.moment().step() - branch.forkStep()), length());
        return live.interrupted();
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
