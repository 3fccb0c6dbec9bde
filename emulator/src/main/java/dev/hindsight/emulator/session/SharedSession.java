package dev.hindsight.emulator.session;

import dev.hindsight.emulator.client.ClientEvent;
import dev.hindsight.emulator.client.ConsoleLine;
import dev.hindsight.emulator.client.Coverage;
import dev.hindsight.emulator.client.History;
import dev.hindsight.emulator.client.Move;
import dev.hindsight.emulator.client.RefusedException;
import dev.hindsight.emulator.client.TimelineClient;
import dev.hindsight.emulator.client.TimelineMover;
import dev.hindsight.emulator.machine.Bytes;
import dev.hindsight.emulator.machine.Input;
import dev.hindsight.emulator.machine.Machine;
import dev.hindsight.emulator.machine.MachineInfo;
import dev.hindsight.emulator.machine.Output;
import dev.hindsight.emulator.machine.TimedInspector;
import dev.hindsight.emulator.timeline.Bookmark;
import dev.hindsight.emulator.timeline.BranchInfo;
import dev.hindsight.emulator.timeline.Deletion;
import dev.hindsight.emulator.timeline.Journal;
import dev.hindsight.emulator.timeline.Mark;
import dev.hindsight.emulator.timeline.Moment;
import dev.hindsight.emulator.timeline.RecordedHistory;
import dev.hindsight.emulator.timeline.Stop;
import dev.hindsight.emulator.timeline.Timeline;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The session: one thread that owns the machine and performs the clients' actions in order. While it runs the machine it
 * looks up every few milliseconds to serve reads; while it waits, it leaves the machine to who reads. {@link #interrupt()}
 * alone acts across threads.
 */
final class SharedSession implements TimelineSession {
    private static final long LEAST_BUDGET = 1 << 20;

    private final MachineInfo info;
    private final boolean paced;
    private final MachineThread thread;

    // What follows belongs to the machine's thread, or to who reads while that waits.
    private final Timeline timeline;
    private final Journal journal;
    private final Archive archive;
    private final ClientRegistry clients;
    private final Console console = new Console();
    private final ConsoleLines lines = new ConsoleLines();
    private final List<ClientEvent> notices = new ArrayList<>();
    private final Pace pace = new Pace();
    private final HeapWatch heap;
    private boolean shrunk;
    private @Nullable SharedClient runner;
    private @Nullable SessionCallbacks callbacks;
    private boolean unattended;

    SharedSession(
            Machine machine,
            long budget,
            boolean pace,
            RecordedHistory past,
            Journal journal,
            Archive archive,
            LongSupplier clock) {
        this(machine, budget, pace, past, journal, archive, clock, HeapWatch.ofThisProcess());
    }

    SharedSession(
            Machine machine,
            long budget,
            boolean pace,
            RecordedHistory past,
            Journal journal,
            Archive archive,
            LongSupplier clock,
            HeapWatch heap) {
        this.heap = heap;
        this.thread = new MachineThread(clock, this::lastWords);
        this.info = machine.info();
        this.paced = pace;
        this.journal = journal;
        this.archive = archive;
        this.timeline = new Timeline(machine, budget, this::showConsole, past, journal);
        this.clients = new ClientRegistry(timeline);
        timeline.count(() -> lines.bytes() + clients.trailBytes());
        timeline.onDivergence(divergence -> clients.tell(new ClientEvent.Diverged(divergence)));
        machine.onNotice(this::tellNotice);
        thread.start();
    }

    @Override
    public void notice(String sentence) {
        thread.tell(null, () -> tellNotice(sentence));
    }

    /** History gets smaller before memory ends: it changes how fast one goes back, and no state. */
    private void fitMemory() {
        long excess = heap.excess();
        if (excess > 0) {
            shrink(timeline.bytes() - excess);
        }
    }

    private void shrink(long bytes) {
        long budget = Math.max(LEAST_BUDGET, Math.min(bytes, timeline.budget()));
        if (budget < timeline.budget()) {
            timeline.setBudget(budget);
            if (!shrunk) {
                shrunk = true;
                tellNotice("Memory is running out: history now takes at most " + (budget >> 20)
                        + "M and keeps fewer old snapshots.");
            }
        }
    }

    private void tellNotice(String sentence) {
        ClientEvent notice = new ClientEvent.Notice(sentence);
        notices.add(notice);
        clients.tell(notice);
    }

    @Override
    public MachineInfo info() {
        return info;
    }

    @Override
    public TimelineClient join(String name, Consumer<ClientEvent> listener) {
        SharedClient client = new SharedClient(this, name, listener);
        ask(client, () -> {
            if (timeline.isAway()) {
                throw new RefusedException("The machine is busy; try again in a moment.");
            }
            client.begin(timeline.mark());
            clients.add(client);
            notices.forEach(client::tell);
            if (runner != null) {
                client.stayBehind(new View(timeline, runner.name()));
            }
            return true;
        });
        return client;
    }

    @Override
    public void endConsole() {
        thread.tell(null, console::close);
    }

    @Override
    public void end(String why) {
        thread.end(why);
    }

    @Override
    public void close() {
        end("The session was closed.");
        thread.awaitEnd();
    }

    void interrupt() {
        thread.interrupt();
    }

    boolean stopUnattended() {
        boolean stops = runner != null && unattended;
        if (stops) {
            thread.interruptHere();
        }
        return stops;
    }

    private void lastWords(String why) {
        journal.close(timeline);
        clients.tell(new ClientEvent.Closed(why));
    }

    <T> T ask(SharedClient client, Supplier<T> body) {
        return thread.ask(client, body);
    }

    <T> T look(SharedClient client, Supplier<T> body) {
        return thread.look(client, body);
    }

    TimedInspector inspector(SharedClient client) {
        OpenDiversion diversion = client.diversion();
        if (diversion != null) {
            return diversion.now();
        }
        View view = client.leftBehindAt();
        return view == null ? timeline.now() : timeline.inspect(view.snapshot());
    }

    Moment moment(@Nullable View view) {
        return view == null ? timeline.moment() : view.moment();
    }

    History history() {
        return new History(
                timeline.moment(),
                timeline.start(),
                timeline.end(),
                timeline.branches(),
                timeline.bookmarks(),
                new Coverage(
                        timeline.bytes(),
                        timeline.budget(),
                        timeline.checkpoints(),
                        timeline.longestGap(),
                        pace.stepsPerSecond()));
    }

    void setBudget(long bytes) {
        thread.tell(null, () -> timeline.setBudget(bytes));
    }

    /** While another client runs, the view stays: reads in mid-run would belong to no place that anyone was told. */
    void catchUp(SharedClient client) {
        if (runner == null || runner == client) {
            client.dropView();
        }
    }

    void type(Bytes bytes) {
        console.type(bytes);
        if (runner == null) {
            deliverTyped();
        }
    }

    private void deliverTyped() {
        console.take().forEach(this::record);
    }

    /** In the past it opens a branch, and everyone is told, who did it first of all. */
    private void record(Input input) {
        int before = timeline.branch().id();
        timeline.input(input);
        BranchInfo branch = timeline.branch();
        if (branch.id() != before) {
            clients.tell(new ClientEvent.Branched(branch));
        }
    }

    void nameBranch(SharedClient client, int id, String name) {
        thread.tell(client, () -> {
            timeline.nameBranch(id, name);
            String now = name.isEmpty() ? "no longer has a name" : "is now called '" + name + "'";
            clients.tellOthers(
                    client, new ClientEvent.BranchesChanged("%s: branch %d %s.".formatted(client.name(), id, now)));
        });
    }

    Deletion deleteBranch(SharedClient client, int id, boolean withOffspring) {
        return MachineThread.await(thread.change(client, () -> {
            Deletion gone = timeline.deleteBranch(id, withOffspring);
            clients.forgetPlacesThatAreGone();
            gone.branches()
                    .forEach(each -> clients.tellOthers(
                            client,
                            new ClientEvent.BranchesChanged(
                                    "%s: branch %d was deleted.".formatted(client.name(), each))));
            gone.bookmarks()
                    .forEach(each -> clients.tellOthers(client, new ClientEvent.BookmarkDeleted(client.name(), each)));
            return gone;
        }));
    }

    Mark mark() {
        return timeline.mark();
    }

    Bookmark bookmark(SharedClient client, String name, String note) {
        if (runner == client) {
            throw new RefusedException("The machine is running: stop it first.");
        }
        View view = client.leftBehindAt();
        Bookmark bookmark = timeline.bookmark(name, note, view == null ? timeline.mark() : view.mark());
        clients.tellOthers(client, new ClientEvent.Bookmarked(client.name(), bookmark));
        return bookmark;
    }

    Bookmark deleteBookmark(SharedClient client, int id) {
        Bookmark bookmark = timeline.deleteBookmark(id);
        clients.tellOthers(client, new ClientEvent.BookmarkDeleted(client.name(), bookmark));
        return bookmark;
    }

    /** Writes history into a file, and ends where it began. */
    Stop save(TimelineMover mover, Path file) {
        SessionCallbacks live = callbacks;
        if (timeline.isAway() || live == null) {
            throw new RefusedException(
                    "History cannot be saved while a function call is in progress: let it finish first.");
        }
        live.does("saved");
        return archive.save(file, to -> timeline.retell(to, live))
                .map(at -> mover.arrived(Stop.Reason.STEP, "Saved; replay it with: hindsight replay " + at))
                .orElseGet(() -> mover.arrived(Stop.Reason.PAUSE, "Saving was cancelled, and nothing was written."));
    }

    List<ConsoleLine> consoleLines(int most) {
        return lines.last(most);
    }

    CompletableFuture<Stop> move(SharedClient client, Move<? super TimelineMover> move) {
        return move(client, move, () -> {});
    }

    /** {@code precondition} throws where the move must not begin any more: others may have acted while it waited. */
    private CompletableFuture<Stop> move(SharedClient client, Move<? super TimelineMover> move, Runnable precondition) {
        long its = client.interrupts();
        return thread.change(client, () -> {
            precondition.run();
            return perform(client, move, new InterruptRequests(thread.interrupts(), its));
        });
    }

    /**
     * The diversion is open when this returns. It is a move of {@code client} that takes that client's actions; what is
     * returned completes when it is over.
     */
    CompletableFuture<Stop> divert(SharedClient client) {
        CompletableFuture<Boolean> open = new CompletableFuture<>();
        thread.tell(client, () -> requireHere(client));
        Move<TimelineMover> diversion = mover -> {
            OpenDiversion made = mover.divert(begun -> stayIn(new OpenDiversion(begun), client, open));
            if (callbacks != null) {
                callbacks.repeat();
            }
            made.keep(mover, this::record);
            return mover.arrived(Stop.Reason.STEP, "");
        };
        CompletableFuture<Stop> whole = move(client, diversion, () -> requireHere(client));
        whole.exceptionally(refused -> {
            open.completeExceptionally(refused);
            return null;
        });
        MachineThread.await(open);
        return whole;
    }

    private OpenDiversion stayIn(OpenDiversion diversion, SharedClient client, CompletableFuture<Boolean> open) {
        client.isIn(diversion);
        open.complete(true);
        thread.serveOnly(client, diversion::isOver);
        client.isIn(null);
        return diversion;
    }

    void endDiversion(SharedClient client, boolean keep) {
        thread.tell(client, () -> {
            OpenDiversion diversion = client.diversion();
            if (diversion != null) {
                diversion.end(keep);
            }
        });
    }

    private Stop perform(SharedClient client, Move<? super TimelineMover> move, InterruptRequests before) {
        OpenDiversion diversion = client.diversion();
        if (diversion != null && callbacks != null) {
            callbacks.moveWithin(before);
            return diversion.move(move);
        }
        client.dropView();
        clients.leaveOthersBehind(client);
        clients.tellOthers(client, new ClientEvent.Running(client.name()));
        runner = client;
        unattended = move.isUnattended();
        Stop stop = timeline.arrived(Stop.Reason.PAUSE, "The move failed.");
        try {
            SessionCallbacks callbacks =
                    new SessionCallbacks(client, clients, thread, console, paced, this::fitMemory, before);
            this.callbacks = callbacks;
            long stepsBefore = timeline.stepsRun();
            long began = System.nanoTime();
            stop = move.on(new SessionMover(timeline, callbacks, info.harts(), this::record));
            pace.ran(timeline.stepsRun() - stepsBefore, System.nanoTime() - began - callbacks.slept());
            return stop;
        } catch (RuntimeException | Error e) {
            if (e instanceof OutOfMemoryError) {
                shrink(timeline.bytes() / 2);
            }
            timeline.recover();
            stop = timeline.arrived(Stop.Reason.PAUSE, "The move failed.");
            throw e;
        } finally {
            runner = null;
            if (timeline.isAtEnd()) {
                deliverTyped();
            }
            client.jumps().arrived(timeline.mark(), what(stop), move.mayContinueACommand(), thread.isHeldBy(client));
            thread.hold(client);
            clients.rejoinWhoStandsHere();
            clients.tellOthers(client, new ClientEvent.Moved(client.name(), stop));
        }
    }

    /** Why a place was come to, in a few words. */
    private static String what(Stop stop) {
        return switch (stop.reason()) {
            case BREAKPOINT -> "breakpoint";
            case WATCHPOINT -> "watchpoint";
            default -> stop.description();
        };
    }

    void write(SharedClient client, Input asked) {
        MachineThread.await(thread.change(client, () -> {
            OpenDiversion diversion = client.diversion();
            requireHere(client);
            Input input = WriteCheck.checked(asked, timeline);
            if (!WriteCheck.changes(input, timeline.now(), info.xlen())) {
                return true;
            }
            if (diversion != null) {
                diversion.write(input);
                return true;
            }
            clients.leaveOthersBehind(client);
            record(input);
            client.jumps().arrived(timeline.mark(), "after a write", false, false);
            thread.hold(client);
            clients.tellOthers(client, written(client, asked));
            return true;
        }));
    }

    private void requireHere(SharedClient client) {
        View view = client.leftBehindAt();
        if (view != null) {
            throw new RefusedException(view.movedBy() + " moved the machine to step "
                    + timeline.moment().step() + "; go there before you write.");
        }
    }

    private static ClientEvent written(SharedClient client, Input input) {
        return input instanceof Input.WriteMemory write
                ? new ClientEvent.Written(
                        client.name(), write.address(), write.bytes().length())
                : new ClientEvent.Written(client.name(), 0, 0);
    }

    void leave(SharedClient client) {
        thread.tell(null, () -> {
            clients.remove(client);
            client.dropView();
            endDiversion(client, false);
            thread.forget(client);
            if (runner == client) {
                thread.interruptHere();
            }
        });
    }

    private void showConsole(List<Output> output) {
        lines.add(timeline.moment().branch(), output);
        byte[] bytes = new byte[output.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = output.get(i).value();
        }
        ClientEvent event = new ClientEvent.Console(output.get(bytes.length - 1).step(), Bytes.of(bytes));
        clients.tell(event);
    }
}
