package dev.hindsight.emulator.timeline;

import dev.hindsight.emulator.machine.Exit;
import dev.hindsight.emulator.machine.Hit;
import dev.hindsight.emulator.machine.Input;
import dev.hindsight.emulator.machine.Inspector;
import dev.hindsight.emulator.machine.Machine;
import dev.hindsight.emulator.machine.MachineInfo;
import dev.hindsight.emulator.machine.Output;
import dev.hindsight.emulator.machine.PageSink;
import dev.hindsight.emulator.machine.Snapshot;
import dev.hindsight.emulator.machine.StopPoints;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * A machine and its recorded history, travelled in both directions. Recording is always on.
 *
 * <p>Owned by one thread. Every travel polls {@link Live#interrupted()}; an interrupted forward travel stays where it is,
 * an interrupted backward search returns to where it started.
 */
public final class Timeline {
    /** The index takes an eighth of the budget at most. */
    private static final int INDEX_SHARE = 8;
    /** A diversion may take a sixteenth of the budget besides, as long as it lasts: it is not to cost history anything. */
    private static final int DIVERSION_SHARE = 16;

    private final Machine machine;
    private long budget;
    private final Playhead playhead;
    private final Checkpoints checkpoints;
    private final Index index;
    private final Doubt doubt;
    private final Survey survey;
    private final Journey journey;
    private final Journal journal;
    private final Branches branches;
    private final Bookmarks bookmarks = new Bookmarks();
    private Told told = new Told();
    /** The machine is lent to a journey that comes back; what it shows now is no place of this history. */
    private boolean away;

    private LongSupplier besides = () -> 0;

    /**
     * @param budget bytes that everything which grows with history may take together, but the inputs
     * @param console hears each byte of console output once, when it is first produced
     */
    public Timeline(Machine machine, long budget, Consumer<List<Output>> console) {
        this(machine, budget, console, Past.NONE, Journal.NONE);
    }

    /**
     * @param past what was recorded before; the machine stands at its beginning
     * @param journal hears what is recorded from now on
     */
    public Timeline(Machine machine, long budget, Consumer<List<Output>> console, Past past, Journal journal) {
        this.machine = machine;
        this.budget = budget;
        this.journal = journal;
        this.index = new Index(budget / INDEX_SHARE);
        this.checkpoints = new Checkpoints(budget, this::bytes, bookmarks::steps);
        this.branches = new Branches(Branch.root(machine.steps()));
        this.playhead = new Playhead(machine, branches.root(), console);
        this.doubt = new Doubt(machine, playhead, checkpoints);
        this.survey = new Survey(machine, playhead, checkpoints, index, doubt);
        this.journey = new Journey(playhead, survey, checkpoints);
        survey.leaveFirstCheckpoint();
        past.lines().forEach(this::take);
        playhead.arrive();
        past.places().forEach(this::take);
        forgetDeleted(past);
        past.bookmarks().stream().filter(bookmark -> holds(bookmark.mark())).forEach(bookmarks::restore);
        checkpoints.makeRoom(0, machine.steps());
    }

    private void take(Past.Line line) {
        if (line.parent() >= 0) {
            Branch parent = branches.get(line.parent());
            branches.add(parent.fork(branches.next(), line.forkStep(), line.sharedInputs()));
        }
        Branch branch = branches.last();
        branch.take(line);
        branches.name(branch.id(), line.name());
    }

    private void forgetDeleted(Past past) {
        for (int id = 1; id < past.lines().size(); id++) {
            if (past.lines().get(id).deleted() && branches.has(id)) {
                branches.delete(id, true, playhead.branch()).forEach(checkpoints::forget);
            }
        }
    }

    private void take(Past.Place place) {
        Branch branch = branches.get(place.branch());
        if (checkpoints.has(branch, place.snapshot().steps())) {
            place.snapshot().release();
        } else {
            checkpoints.add(new Checkpoint(place.snapshot(), branch, place.inputsApplied(), false), branch.end());
        }
    }

    /** Counts to {@link #bytes} what others keep that grows with history. */
    public void count(LongSupplier others) {
        besides = others;
    }

    /** How often a replay was not what was recorded. */
    public long divergences() {
        return doubt.raised();
    }

    /** {@code listener} hears where a replay does not find the state that was recorded. */
    public void onDivergence(Consumer<Divergence> listener) {
        doubt.tell(listener);
    }

    public Moment moment() {
        return new Moment(playhead.branch().id(), machine.steps());
    }

    /** Where the machine stands, and no other state. */
    public Mark mark() {
        return new Mark(moment(), playhead.applied());
    }

    /** The first recorded step. */
    public long start() {
        return branches.root().forkStep();
    }

    /** The last recorded step of the present branch. */
    public long end() {
        return playhead.branch().end();
    }

    /** Whether an input here would be recorded without a new branch. */
    public boolean isAtEnd() {
        return playhead.atEnd();
    }

    public List<BranchInfo> branches() {
        return branches.infos();
    }

    /** The branch where the machine stands. */
    public BranchInfo branch() {
        return branches.info(playhead.branch());
    }

    /** Names a branch, or takes its name away where it is empty; throws {@link TimelineException} where it cannot. */
    public void nameBranch(int id, String name) {
        branches.name(id, name);
        journal.named(id, name);
    }

    /**
     * Forgets a branch and its checkpoints, and those that grew from it where {@code withOffspring} says so. Bookmarks of
     * states that other branches share stay. Throws {@link TimelineException} where the branch is needed.
     */
    public Deletion deleteBranch(int id, boolean withOffspring) {
        List<Branch> gone = branches.delete(id, withOffspring, playhead.branch());
        gone.forEach(checkpoints::forget);
        gone.forEach(index::forget);
        gone.forEach(branch -> journal.deleted(branch.id()));
        List<Bookmark> lost = bookmarks.move(mark -> heir(mark, gone));
        lost.forEach(bookmark -> journal.bookmarkDeleted(bookmark.id()));
        bookmarks.all().forEach(journal::bookmarked);
        return new Deletion(gone.stream().map(Branch::id).toList(), lost);
    }

    private Optional<Mark> heir(Mark mark, List<Branch> gone) {
        long step = mark.moment().step();
        return gone.stream()
                .filter(branch -> branch.id() == mark.moment().branch())
                .findFirst()
                .map(branch -> Optional.ofNullable(branch.holder(step, mark.inputs(), gone))
                        .map(holder -> new Mark(new Moment(holder.id(), step), mark.inputs())))
                .orElse(Optional.of(mark));
    }

    /** Whether one can go there: its branch was not deleted. */
    public boolean holds(Mark mark) {
        return branches.has(mark.moment().branch());
    }

    public List<Bookmark> bookmarks() {
        return bookmarks.all();
    }

    /** Marks a state; name and note may be empty. Throws {@link TimelineException} where it cannot be called so. */
    public Bookmark bookmark(String name, String note, Mark mark) {
        if (!holds(mark)) {
            throw new TimelineException(
                    "Branch %d was deleted.".formatted(mark.moment().branch()));
        }
        Bookmark bookmark = bookmarks.add(name, note, mark);
        journal.bookmarked(bookmark);
        if (!away && mark.equals(mark())) {
            // Who marks a place means to come back.
            survey.leaveCheckpoint(false);
        }
        return bookmark;
    }

    /** Throws {@link TimelineException} where there is none of that number. */
    public Bookmark deleteBookmark(int id) {
        Bookmark bookmark = bookmarks.delete(id);
        journal.bookmarkDeleted(id);
        return bookmark;
    }

    /**
     * Compares two branches: the first step where their states differ, and what differs there, or at the step {@code at};
     * no more than {@code most} differences. Empty where it was interrupted; ends exactly where it began.
     */
    public Optional<Comparison> compare(int one, int other, OptionalLong at, int most, Live live) {
        Branch first = branches.get(one);
        Branch second = branches.get(other);
        return returning(() -> new BranchComparison(this, machine, first, second, live).compare(at, most));
    }

    /**
     * Runs {@code body} on a history of its own that begins with the present state, and throws it away: afterwards, and
     * also where {@code body} fails, everything is as it was. No one but {@code console} hears what the guest says there.
     */
    public <T> T divert(Consumer<List<Output>> console, Function<Timeline, T> body) {
        return returning(() -> {
            long room = bytes() + machine.captureBytes() + budget / DIVERSION_SHARE;
            Timeline scratch = new Timeline(machine, room, console);
            try {
                return body.apply(scratch);
            } finally {
                machine.drain();
                scratch.checkpoints.clear();
            }
        });
    }

    /** Whether the machine stands nowhere on this history just now: it is diverted, or branches are compared. */
    public boolean isAway() {
        return away;
    }

    /** Where a machine failed in the middle of a step, which is no state: goes back to the last checkpoint before. */
    public void recover() {
        if (playhead.isBroken()) {
            machine.drain();
            Checkpoint last = checkpoints.floor(playhead.branch(), machine.steps());
            survey.restore(Objects.requireNonNull(last), playhead.branch());
        }
    }

    /** Does something elsewhere, and comes back to this very state. */
    private <T> T returning(Supplier<T> excursion) {
        Checkpoint here = hold();
        survey.depart();
        Told toldHere = told;
        told = new Told();
        away = true;
        try {
            return excursion.get();
        } finally {
            away = false;
            journey.back(here);
            here.snapshot().release();
            told = toldHere;
        }
    }

    public int checkpoints() {
        return checkpoints.count();
    }

    /** The most steps that a travel to any place on this branch has to replay. */
    public long longestGap() {
        return checkpoints.longestGap(playhead.branch());
    }

    /** How many steps were made in all, the first time and again. */
    public long stepsRun() {
        return playhead.stepsRun();
    }

    /** The bytes that {@link #bytes} will not exceed, where the first state alone does not. */
    public long budget() {
        return budget;
    }

    /** Gives history more room, or makes it coarser until it fits. */
    public void setBudget(long next) {
        budget = next;
        index.setBudget(next / INDEX_SHARE);
        checkpoints.setBudget(next, machine.steps());
    }

    /** The memory that history holds, in bytes. */
    public long bytes() {
        return machine.retainedBytes() + index.bytes() + branches.bytes() + bookmarks.bytes() + besides.getAsLong();
    }

    /** Reads the machine where it stands; ask again after each travel. */
    public Inspector now() {
        return machine.inspect();
    }

    public long hash() {
        return machine.hash();
    }

    /** The present state, for reading later with {@link #inspect}; the caller releases it. */
    public Snapshot capture() {
        checkpoints.makeRoom(machine.captureBytes(), machine.steps());
        return machine.capture();
    }

    /** Shows a state in a form that outlives the process; returns its fields. */
    public byte[] write(Snapshot snapshot, PageSink pages) {
        return machine.write(snapshot, pages);
    }

    public Inspector inspect(Snapshot snapshot) {
        return machine.inspect(snapshot);
    }

    /** What never changes over the machine's life. */
    public MachineInfo info() {
        return machine.info();
    }

    /** Why an input cannot be given here, in a sentence; empty where it can. Changes nothing. */
    public Optional<String> refusal(Input input) {
        return machine.refusal(input);
    }

    /** An input here. At the live end it is recorded; in the past it opens a branch, and nothing recorded is changed. */
    public void input(Input input) {
        if (!isLive()) {
            survey.depart();
            int parent = playhead.branch().id();
            playhead.fork(branches.next());
            branches.add(playhead.branch());
            journal.branched(playhead.branch().id(), parent, machine.steps(), playhead.applied());
        }
        playhead.record(input);
        journal.input(playhead.branch().id(), new TimedInput(machine.steps(), input));
        if (input instanceof Input.Reset) {
            told.forget();
        } else {
            told.forgetExit();
        }
    }

    /** Whether what happens next is new history of this branch. */
    private boolean isLive() {
        return playhead.atEnd() && !playhead.branch().isRecorded();
    }

    /** Forward, replaying and then recording on, from a breakpoint's point of view: one at the present pc stops. */
    public Stop forward(StopPoints stops, long limit, Live live) {
        boolean wake = false;
        while (true) {
            if (live.interrupted()) {
                return arrived(Stop.Reason.PAUSE, "Paused");
            }
            takeInputs(live);
            if (machine.steps() >= limit) {
                return arrived(Stop.Reason.STEP, "");
            }
            if (playhead.atEnd() && !isLive()) {
                return atRecordedEnd();
            }
            long before = machine.steps();
            int inputs = playhead.applied();
            boolean paced = !wake && playhead.atEnd() && live.paces();
            Exit exit =
                    survey.run(wake ? before + 1 : limit, told.andCrashes(stops).stoppingWhenIdle(paced));
            wake = false;
            if (machine.steps() > before) {
                told.forgetExit();
            }
            if (isLive()) {
                journal.reached(playhead.branch().id(), machine.steps(), playhead.applied(), machine::hash);
            }
            if (exit instanceof Exit.Idle idle) {
                if (!idle(idle, live)) {
                    return arrived(Stop.Reason.IDLE, "Every hart waits for an interrupt, and none can come.");
                }
                wake = playhead.applied() == inputs && !live.interrupted() && idle.nanos() != Exit.Idle.FOREVER;
            } else if (!(exit instanceof Exit.Limit)) {
                return stopped(exit);
            }
        }
    }

    /** As {@link #forward}, but first steps off a breakpoint, or an EBREAK, at the present pc. */
    public Stop resume(StopPoints stops, long limit, Live live) {
        long next = machine.steps() + 1;
        boolean enough = stops.isUntilStepOf(machine.inspect().nextHart());
        StopPoints off = stops.withBreakpoints(List.of()).passingEbreakAt(machine.steps());
        Stop first = forward(off, Math.min(limit, next), live);
        boolean goOn = first.reason() == Stop.Reason.STEP && machine.steps() < limit && !enough;
        return goOn ? forward(stops, limit, live) : first;
    }

    /** To the last hit of {@code stops} before the present place, but not before {@code limit}. */
    public Stop backward(StopPoints stops, long limit, Live live) {
        told.forget();
        long floor = Math.max(limit, start());
        Checkpoint origin = hold();
        Optional<Hit> hit;
        try {
            survey.leaveCheckpoint(true);
            hit = new BackwardSearch(playhead, survey, checkpoints, index, stops.remembering(true), live)
                    .lastBefore(machine.steps(), floor);
            if (live.interrupted()) {
                returnTo(origin);
                return arrived(Stop.Reason.PAUSE, "Paused");
            }
        } finally {
            origin.snapshot().release();
        }
        journey.travel(playhead.branch(), hit.map(Hit::step).orElse(floor), Live.NONE);
        if (hit.isPresent()) {
            return Stop.met(hit.get(), moment());
        }
        return floor == start() ? atStart() : arrived(Stop.Reason.STEP, "");
    }

    /** To what is looked for; where it is not found, or the search is interrupted, everything is as it was. */
    public Stop search(Search search, Live live) {
        told.forget();
        return new Finder(this, search, live).find();
    }

    /** As {@link Index#candidates}, on the present branch. */
    Optional<Index.Span> candidates(long from, long to, StopPoints stops) {
        return index.candidates(playhead.branch(), from, to, stops);
    }

    /** A place to come back to at once, whatever becomes of the checkpoints; whoever holds it releases its snapshot. */
    Checkpoint hold() {
        return new Checkpoint(capture(), playhead.branch(), playhead.applied(), true);
    }

    void returnTo(Checkpoint place) {
        journey.back(place);
        told.forget();
    }

    /** To a step of the present branch; beyond its end, records on. START only where {@code step} lies before it. */
    public Stop seek(long step, Live live) {
        return seek(new Moment(playhead.branch().id(), step), live);
    }

    /** To a moment of any branch. */
    public Stop seek(Moment target, Live live) {
        Branch branch = branches.get(target.branch());
        told.forget();
        journey.travel(branch, Math.min(Math.max(target.step(), start()), branch.end()), live);
        if (live.interrupted()) {
            return arrived(Stop.Reason.PAUSE, "Paused");
        }
        if (target.step() > branch.end()) {
            return forward(StopPoints.NONE, target.step(), live);
        }
        return target.step() < start() ? atStart() : arrived(Stop.Reason.STEP, "");
    }

    /** To exactly that state, also where more inputs came at its step later. */
    public Stop seek(Mark mark, Live live) {
        Branch branch = branches.get(mark.moment().branch());
        told.forget();
        journey.travel(branch, mark.moment().step(), mark.inputs(), live);
        return live.interrupted() ? arrived(Stop.Reason.PAUSE, "Paused") : arrived(Stop.Reason.STEP, "");
    }

    /**
     * Tells {@code journal} all that is history by now and closes it, and ends exactly where it began. False where it was
     * interrupted: then it is not closed.
     */
    public boolean retell(Journal to, Live live) {
        Checkpoint here = hold();
        try {
            boolean whole = new Retelling(this, branches, live).tell(to);
            if (whole) {
                returnTo(here);
                to.close(this);
            }
            return whole;
        } finally {
            returnTo(here);
            here.snapshot().release();
        }
    }

    /** A stop here, for a reason of the caller's. */
    public Stop arrived(Stop.Reason reason, String description) {
        return new Stop(reason, moment(), Optional.empty(), description, 0);
    }

    private Stop atStart() {
        return arrived(Stop.Reason.START, "Start of recorded history");
    }

    /**
     * Nothing new happens on a recorded branch. But where the guest ended or crashed there, it is told, and that takes no
     * step.
     */
    private Stop atRecordedEnd() {
        Snapshot here = capture();
        Exit exit = machine.run(machine.steps() + 1, told.andCrashes(StopPoints.NONE));
        boolean known = told.knows(exit);
        if (known) {
            machine.restore(here);
            machine.drain();
        }
        here.release();
        return known ? arrived(Stop.Reason.END, "End of recorded history") : stopped(exit);
    }

    private void takeInputs(Live live) {
        if (isLive()) {
            live.inputs().forEach(this::input);
        }
    }

    private boolean idle(Exit.Idle idle, Live live) {
        if (!live.idle(idle.nanos())) {
            return false;
        }
        List<Input> arrived = live.interrupted() ? List.of() : live.inputs();
        arrived.forEach(this::input);
        return true;
    }

    private Stop stopped(Exit exit) {
        if (exit instanceof Exit.Met met) {
            return Stop.met(met.hit(), moment());
        }
        if (exit instanceof Exit.Crash crash) {
            return told.tell(crash, moment());
        }
        if (exit instanceof Exit.Halted halted) {
            return told.tell(halted, moment());
        }
        throw new IllegalStateException("not a stop: " + exit);
    }
}
