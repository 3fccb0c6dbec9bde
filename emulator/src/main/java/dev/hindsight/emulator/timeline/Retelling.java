package dev.hindsight.emulator.timeline;

/** Tells a journal what is history already, as if it had heard it from the first step on. */
final class Retelling {
    private final Timeline timeline;
    private final Branches branches;

    Retelling(Timeline timeline, Branches branches) {
        this.timeline = timeline;
        this.branches = branches;
    }

    /** Travels to the end of each branch: its state there is told, too. */
    void tell(Journal journal) {
        for (int id = 0; id < branches.next(); id++) {
            if (branches.has(id)) {
                tell(branches.get(id), journal);
            } else {
                // Only its number counts.
                journal.branched(id, 0, timeline.start(), 0);
                journal.deleted(id);
            }
        }
        timeline.bookmarks().forEach(journal::bookmarked);
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
        timeline.seek(new Moment(branch.id(), branch.end()), Live.NONE);
        journal.reached(branch.id(), branch.end(), log.size(), timeline::hash);
        String name = branches.info(branch).name();
        if (!name.isEmpty()) {
            journal.named(branch.id(), name);
        }
    }
}
