package dev.hindsight.emulator.timeline;

import dev.hindsight.emulator.machine.Exit;
import dev.hindsight.emulator.machine.Hit;
import dev.hindsight.emulator.machine.Input;
import dev.hindsight.emulator.machine.Machine;
import dev.hindsight.emulator.machine.MachineInfo;
import dev.hindsight.emulator.machine.Output;
import dev.hindsight.emulator.machine.PageSink;
import dev.hindsight.emulator.machine.Snapshot;
import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.machine.TimedInspector;
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
 * <p>Owned by one thread. Every travel polls {@link RunCallbacks#interrupted()}; an interrupted forward travel stays where it is,
 * an interrupted backward search returns to where it started.
 */
public final class Timeline {
    /** The index takes an eighth of the budget at most. */
    private static final int INDEX_SHARE = 8;
    /** A diversion may take a sixteenth of the budget besides, as long as it lasts: it is not to cost history anything. */
    private static final int DIVERSION_SHARE = 16;

    private final Machine machine;
    private long budget;
    private final ReplayCursor cursor;
    private final Checkpoints checkpoints;
    private final Index index;
    private final DivergenceHandler divergences;
    private final SliceRunner slices;
    private final Seek seek;
    private final Journal journal;
    private final Branches branches;
    private final Bookmarks bookmarks = new Bookmarks();
    private ReportedStops reported = new ReportedStops();
    /** The machine is lent to a seek that comes back; what it shows now is no place of this history. */
    private boolean away;

    private LongSupplier besides = () -> 0;

    /**
     * @param budget bytes that everything which grows with history may take together, but the inputs
     * @param console hears each byte of console output once, when it is first produced
     */
    public Timeline(Machine machine, long budget, Consumer<List<Output>> console) {
        this(machine, budget, console, RecordedHistory.NONE, Journal.NONE);
    }

    /**
     * @param past what was recorded before; the machine stands at its beginning
     * @param journal hears what is recorded from now on
     */
    public Timeline(
            Machine machine, long budget, Consumer<List<Output>> console, RecordedHistory past, Journal journal) {
        this.machine = machine;
        this.budget = budget;
        this.journal = journal;
        this.index = new Index(budget / INDEX_SHARE);
        this.checkpoints = new Checkpoints(budget, this::bytes, bookmarks::steps);
        this.branches = new Branches(Branch.root(machine.steps()));
        this.cursor = new ReplayCursor(machine, branches.root(), console);
        this.divergences = new DivergenceHandler(machine, cursor, checkpoints);
        this.slices = new SliceRunner(machine, cursor, checkpoints, index, divergences);
        this.seek = new Seek(cursor, slices, checkpoints);
        slices.leaveFirstCheckpoint();
        past.lines().forEach(this::take);
        cursor.arrive();
        past.places().forEach(this::take);
        forgetDeleted(past);
        past.bookmarks().stream().filter(bookmark -> holds(bookmark.mark())).forEach(bookmarks::restore);
        checkpoints.makeRoom(0, machine.steps());
    }

    private void take(RecordedHistory.Line line) {
        if (line.parent() >= 0) {
            Branch parent = branches.get(line.parent());
            branches.add(parent.fork(branches.next(), line.forkStep(), line.sharedInputs()));
        }
        Branch branch = branches.last();
        branch.take(line);
        branches.name(branch.id(), line.name());
    }

    private void forgetDeleted(RecordedHistory past) {
        for (int id = 1; id < past.lines().size(); id++) {
            if (past.lines().get(id).deleted() && branches.has(id)) {
                branches.delete(id, true, cursor.branch()).forEach(checkpoints::forget);
            }
        }
    }

    private void take(RecordedHistory.Place place) {
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
        return divergences.raised();
    }

    /** {@code listener} hears where a replay does not find the state that was recorded. */
    public void onDivergence(Consumer<Divergence> listener) {
        divergences.tell(listener);
    }

    public Moment moment() {
        return new Moment(cursor.branch().id(), machine.steps());
    }

    /** Where the machine stands, and no other state. */
    public Mark mark() {
        return new Mark(moment(), cursor.applied());
    }

    /** The first recorded step. */
    public long start() {
        return branches.root().forkStep();
    }

    /** The last recorded step of the present branch. */
    public long end() {
        return cursor.branch().end();
    }

    /** Whether an input here would be recorded without a new branch. */
    public boolean isAtEnd() {
        return cursor.atEnd();
    }

    public List<BranchInfo> branches() {
        return branches.infos();
    }

    /** The branch where the machine stands. */
    public BranchInfo branch() {
        return branches.info(cursor.branch());
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
        List<Branch> gone = branches.delete(id, withOffspring, cursor.branch());
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
            slices.leaveCheckpoint(false);
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
    public Optional<BranchDifference> compare(int one, int other, OptionalLong at, int most, RunCallbacks callbacks) {
        Branch first = branches.get(one);
        Branch second = branches.get(other);
        return returning(() -> new BranchComparison(this, machine, first, second, callbacks).compare(at, most));
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
        if (cursor.isBroken()) {
            machine.drain();
            Checkpoint last = checkpoints.floor(cursor.branch(), machine.steps());
            slices.restore(Objects.requireNonNull(last), cursor.branch());
        }
    }

    /** Does something elsewhere, and comes back to this very state. */
    private <T> T returning(Supplier<T> excursion) {
        Checkpoint here = hold();
        slices.depart();
        ReportedStops toldHere = reported;
        reported = new ReportedStops();
        away = true;
        try {
            return excursion.get();
        } finally {
            away = false;
            seek.back(here);
            here.snapshot().release();
            reported = toldHere;
        }
    }

    public int checkpoints() {
        return checkpoints.count();
    }

    /** The most steps that a travel to any place on this branch has to replay. */
    public long longestGap() {
        return checkpoints.longestGap(cursor.branch());
    }

    /** How many steps were made in all, the first time and again. */
    public long stepsRun() {
        return cursor.stepsRun();
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
    public TimedInspector now() {
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

    public TimedInspector inspect(Snapshot snapshot) {
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
            slices.depart();
            int parent = cursor.branch().id();
            cursor.fork(branches.next());
            branches.add(cursor.branch());
            journal.branched(cursor.branch().id(), parent, machine.steps(), cursor.applied());
        }
        cursor.record(input);
        journal.input(cursor.branch().id(), new TimedInput(machine.steps(), input));
        if (input instanceof Input.Reset) {
            reported.forget();
        } else {
            reported.forgetExit();
        }
    }

    /** Whether what happens next is new history of this branch. */
    private boolean isLive() {
        return cursor.atEnd() && !cursor.branch().isRecorded();
    }

    /** Forward, replaying and then recording on, from a breakpoint's point of view: one at the present pc stops. */
    public Stop forward(StopPoints stops, long limit, RunCallbacks callbacks) {
        boolean wake = false;
        while (true) {
            if (callbacks.interrupted()) {
                return arrived(Stop.Reason.PAUSE, "Paused");
            }
            takeInputs(callbacks);
            if (machine.steps() >= limit) {
                return arrived(Stop.Reason.STEP, "");
            }
            if (cursor.atEnd() && !isLive()) {
                return atRecordedEnd();
            }
            long before = machine.steps();
            int inputs = cursor.applied();
            boolean paced = !wake && cursor.atEnd() && callbacks.paces();
            Exit exit = slices.run(
                    wake ? before + 1 : limit, reported.andCrashes(stops).stoppingWhenIdle(paced));
            wake = false;
            if (machine.steps() > before) {
                reported.forgetExit();
            }
            if (isLive()) {
                journal.reached(cursor.branch().id(), machine.steps(), cursor.applied(), machine::hash);
            }
            if (exit instanceof Exit.Idle idle) {
                if (!idle(idle, callbacks)) {
                    return arrived(Stop.Reason.IDLE, "Every hart is waiting for an interrupt, and none can arrive.");
                }
                wake = cursor.applied() == inputs && !callbacks.interrupted() && idle.nanos() != Exit.Idle.FOREVER;
            } else if (!(exit instanceof Exit.Limit)) {
                return stopped(exit);
            }
        }
    }

    /** As {@link #forward}, but first steps off a breakpoint, or an EBREAK, at the present pc. */
    public Stop resume(StopPoints stops, long limit, RunCallbacks callbacks) {
        long next = machine.steps() + 1;
        boolean enough = stops.isUntilStepOf(machine.inspect().nextHart());
        StopPoints off = stops.withBreakpoints(List.of()).passingEbreakAt(machine.steps());
        Stop first = forward(off, Math.min(limit, next), callbacks);
        boolean goOn = first.reason() == Stop.Reason.STEP && machine.steps() < limit && !enough;
        return goOn ? forward(stops, limit, callbacks) : first;
    }

    /** To the last hit of {@code stops} before the present place, but not before {@code limit}. */
    public Stop backward(StopPoints stops, long limit, RunCallbacks callbacks) {
        reported.forget();
        long floor = Math.max(limit, start());
        Checkpoint origin = hold();
        Optional<Hit> hit;
        try {
            slices.leaveCheckpoint(true);
            hit = new BackwardSearch(cursor, slices, checkpoints, index, stops.keepLast(true), callbacks)
                    .lastBefore(machine.steps(), floor);
            if (callbacks.interrupted()) {
                returnTo(origin);
                return arrived(Stop.Reason.PAUSE, "Paused");
            }
        } finally {
            origin.snapshot().release();
        }
        seek.travel(cursor.branch(), hit.map(Hit::step).orElse(floor), RunCallbacks.NONE);
        if (hit.isPresent()) {
            return Stop.met(hit.get(), moment());
        }
        return floor == start() ? atStart() : arrived(Stop.Reason.STEP, "");
    }

    /** To what is looked for; where it is not found, or the search is interrupted, everything is as it was. */
    public Stop search(Search search, RunCallbacks callbacks) {
        reported.forget();
        return new Finder(this, search, callbacks).find();
    }

    /** As {@link Index#candidates}, on the present branch. */
    Optional<Index.Span> candidates(long from, long to, StopPoints stops) {
        return index.candidates(cursor.branch(), from, to, stops);
    }

    /** A place to come back to at once, whatever becomes of the checkpoints; whoever holds it releases its snapshot. */
    Checkpoint hold() {
        return new Checkpoint(capture(), cursor.branch(), cursor.applied(), true);
    }

    void returnTo(Checkpoint place) {
        seek.back(place);
        reported.forget();
    }

    /** To a step of the present branch; beyond its end, records on. START only where {@code step} lies before it. */
    public Stop seek(long step, RunCallbacks callbacks) {
        return seek(new Moment(cursor.branch().id(), step), callbacks);
    }

    /** To a moment of any branch. */
    public Stop seek(Moment target, RunCallbacks callbacks) {
        Branch branch = branches.get(target.branch());
        reported.forget();
        seek.travel(branch, Math.min(Math.max(target.step(), start()), branch.end()), callbacks);
        if (callbacks.interrupted()) {
            return arrived(Stop.Reason.PAUSE, "Paused");
        }
        if (target.step() > branch.end()) {
            return forward(StopPoints.NONE, target.step(), callbacks);
        }
        return target.step() < start() ? atStart() : arrived(Stop.Reason.STEP, "");
    }

    /** To exactly that state, also where more inputs came at its step later. */
    public Stop seek(Mark mark, RunCallbacks callbacks) {
        Branch branch = branches.get(mark.moment().branch());
        reported.forget();
        seek.travel(branch, mark.moment().step(), mark.inputs(), callbacks);
        return callbacks.interrupted() ? arrived(Stop.Reason.PAUSE, "Paused") : arrived(Stop.Reason.STEP, "");
    }

    /**
     * Tells {@code journal} all that is history by now and closes it, and ends exactly where it began. False where it was
     * interrupted: then it is not closed.
     */
    public boolean retell(Journal to, RunCallbacks callbacks) {
        Checkpoint here = hold();
        try {
            boolean whole = new JournalExport(this, branches, callbacks).tell(to);
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
        Exit exit = machine.run(machine.steps() + 1, reported.andCrashes(StopPoints.NONE));
        boolean known = reported.knows(exit);
        if (known) {
            machine.restore(here);
            machine.drain();
        }
        here.release();
        return known ? arrived(Stop.Reason.END, "End of recorded history") : stopped(exit);
    }

    private void takeInputs(RunCallbacks callbacks) {
        if (isLive()) {
            callbacks.inputs().forEach(this::input);
        }
    }

    private boolean idle(Exit.Idle idle, RunCallbacks callbacks) {
        if (!callbacks.idle(idle.nanos())) {
            return false;
        }
        List<Input> arrived = callbacks.interrupted() ? List.of() : callbacks.inputs();
        arrived.forEach(this::input);
        return true;
    }

    private Stop stopped(Exit exit) {
        if (exit instanceof Exit.Met met) {
            return Stop.met(met.hit(), moment());
        }
        if (exit instanceof Exit.Crash crash) {
            return reported.tell(crash, moment());
        }
        if (exit instanceof Exit.Halted halted) {
            return reported.tell(halted, moment());
        }
        throw new IllegalStateException("not a stop: " + exit);
    }
}
