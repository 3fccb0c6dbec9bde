package dev.hindsight.emulator.session;

import dev.hindsight.emulator.machine.Bytes;
import dev.hindsight.emulator.machine.Input;
import dev.hindsight.emulator.machine.Inspector;
import dev.hindsight.emulator.machine.Machine;
import dev.hindsight.emulator.machine.MachineInfo;
import dev.hindsight.emulator.machine.Output;
import dev.hindsight.emulator.timeline.Bookmark;
import dev.hindsight.emulator.timeline.BranchInfo;
import dev.hindsight.emulator.timeline.Deletion;
import dev.hindsight.emulator.timeline.Journal;
import dev.hindsight.emulator.timeline.Mark;
import dev.hindsight.emulator.timeline.Moment;
import dev.hindsight.emulator.timeline.Past;
import dev.hindsight.emulator.timeline.Stop;
import dev.hindsight.emulator.timeline.Timeline;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The session: one thread that owns the machine and performs the clients' actions in order. While it runs the machine it
 * looks up every few milliseconds to serve reads; while it waits, it leaves the machine to who reads. {@link #interrupt()}
 * alone acts across threads.
 */
final class SharedSession implements TimelineSession {
    /** Milliseconds that the machine's thread may need for its last words: a journal may keep snapshots of large memories. */
    private static final long FAREWELL = TimeUnit.SECONDS.toMillis(30);

    private final MachineInfo info;
    private final boolean paced;
    private final Thread thread;
    private final ActionQueue actions = new ActionQueue();
    private final AtomicLong interrupts = new AtomicLong();
    private volatile @Nullable String ended;
    private volatile boolean closed;

    // What follows belongs to the machine's thread, or to who reads while that waits.
    private final Timeline timeline;
    private final Journal journal;
    private final Archive archive;
    private final Attendance clients;
    private final Console console = new Console();
    private final ConsoleLines lines = new ConsoleLines();
    private final Pace pace = new Pace();
    private @Nullable SharedClient runner;
    private @Nullable World world;
    private boolean unattended;

    SharedSession(Machine machine, long budget, boolean pace, Past past, Journal journal, Archive archive) {
        this.info = machine.info();
        this.paced = pace;
        this.journal = journal;
        this.archive = archive;
        this.timeline = new Timeline(machine, budget, this::showConsole, past, journal);
        this.clients = new Attendance(timeline);
        timeline.count(() -> lines.bytes() + clients.trailBytes());
        timeline.onDivergence(divergence -> clients.tell(new SessionEvent.Diverged(divergence)));
        this.thread = new Thread(this::serve, "machine");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public MachineInfo info() {
        return info;
    }

    @Override
    public Client join(String name, Consumer<SessionEvent> listener) {
        SharedClient client = new SharedClient(this, name, listener);
        ask(client, () -> {
            if (timeline.isAway()) {
                throw new SessionException("The machine is busy elsewhere; try again in a moment.");
            }
            client.begin(timeline.mark());
            clients.add(client);
            if (runner != null) {
                client.stayBehind(new View(timeline, runner.name()));
            }
            return true;
        });
        return client;
    }

    @Override
    public void endConsole() {
        ask(null, () -> {
            console.close();
            return true;
        });
    }

    @Override
    public void end(String why) {
        if (ended == null) {
            ended = why;
        }
        interrupt();
    }

    @Override
    public void close() {
        end("The session was closed.");
        if (Thread.currentThread() != thread) {
            try {
                thread.join(FAREWELL);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    void interrupt() {
        interrupts.incrementAndGet();
        // Wakes a thread that waits for input.
        actions.add(action(null, false, () -> true));
    }

    boolean stopUnattended() {
        boolean stops = runner != null && unattended;
        if (stops) {
            interrupts.incrementAndGet();
        }
        return stops;
    }

    private void serve() {
        actions.takeMachine();
        while (ended == null) {
            Action<?> action = actions.next();
            if (action != null) {
                action.perform();
            }
        }
        journal.close(timeline);
        String why = ended == null ? "" : ended;
        clients.tell(new SessionEvent.Closed(why));
        closed = true;
        actions.refuseAll(why);
    }

    private <T> Action<T> action(@Nullable SharedClient client, boolean exclusive, Supplier<T> body) {
        return new Action<>(client, exclusive, body, new CompletableFuture<>(), System.nanoTime(), interrupts.get());
    }

    private <T> CompletableFuture<T> submit(Action<T> action) {
        actions.add(action);
        // Looked at after adding: what slips in behind the last refusal is refused here.
        if (closed) {
            action.refuse("The session is over.");
        }
        return action.result();
    }

    private static <T> T await(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    /** A read, served at once, also while the machine runs. */
    <T> T ask(@Nullable SharedClient client, Supplier<T> body) {
        return actions.isHere() ? body.get() : await(submit(action(client, false, body)));
    }

    /** A read that tells nobody anything: where nobody runs, it needs no other thread. */
    <T> T look(SharedClient client, Supplier<T> body) {
        if (actions.isHere()) {
            return body.get();
        }
        Action<T> action = action(client, false, body);
        return await(actions.performHere(action) ? action.result() : submit(action));
    }

    Inspector inspector(SharedClient client) {
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
        ask(null, () -> {
            timeline.setBudget(bytes);
            return true;
        });
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
            clients.tell(new SessionEvent.Branched(branch));
        }
    }

    void nameBranch(SharedClient client, int id, String name) {
        await(submit(action(client, false, () -> {
            timeline.nameBranch(id, name);
            String now = name.isEmpty() ? "has no name any more" : "is called '" + name + "' now";
            clients.tellOthers(
                    client, new SessionEvent.BranchesChanged("%s: branch %d %s.".formatted(client.name(), id, now)));
            return true;
        })));
    }

    Deletion deleteBranch(SharedClient client, int id, boolean withOffspring) {
        return await(submit(action(client, true, () -> {
            Deletion gone = timeline.deleteBranch(id, withOffspring);
            clients.forgetPlacesThatAreGone();
            gone.branches()
                    .forEach(each -> clients.tellOthers(
                            client,
                            new SessionEvent.BranchesChanged(
                                    "%s: branch %d is deleted.".formatted(client.name(), each))));
            gone.bookmarks()
                    .forEach(each -> clients.tellOthers(client, new SessionEvent.BookmarkDeleted(client.name(), each)));
            return gone;
        })));
    }

    Mark mark() {
        return timeline.mark();
    }

    Bookmark bookmark(SharedClient client, String name, String note) {
        if (runner == client) {
            throw new SessionException("The machine is running: stop it first.");
        }
        View view = client.leftBehindAt();
        Bookmark bookmark = timeline.bookmark(name, note, view == null ? timeline.mark() : view.mark());
        clients.tellOthers(client, new SessionEvent.Bookmarked(client.name(), bookmark));
        return bookmark;
    }

    Bookmark deleteBookmark(SharedClient client, int id) {
        Bookmark bookmark = timeline.deleteBookmark(id);
        clients.tellOthers(client, new SessionEvent.BookmarkDeleted(client.name(), bookmark));
        return bookmark;
    }

    void save(SharedClient client, Path file) {
        await(move(client, mover -> {
            Mark here = mover.mark();
            archive.save(file, to -> {
                timeline.retell(to);
                to.close(timeline);
            });
            return mover.seek(here);
        }));
    }

    List<ConsoleLine> consoleLines(int most) {
        return lines.last(most);
    }

    CompletableFuture<Stop> move(SharedClient client, Move move) {
        long before = interrupts.get();
        return submit(action(client, true, () -> perform(client, move, before)));
    }

    /**
     * The diversion is open when this returns. It is a move of {@code client} that takes that client's actions; what is
     * returned completes when it is over.
     */
    CompletableFuture<Stop> divert(SharedClient client) {
        CompletableFuture<Boolean> open = new CompletableFuture<>();
        ask(client, () -> {
            requireHere(client);
            return true;
        });
        CompletableFuture<Stop> whole = move(client, mover -> {
            OpenDiversion made = mover.divert(diversion -> stayIn(new OpenDiversion(diversion), client, open));
            made.keep(mover, this::record);
            return mover.arrived(Stop.Reason.STEP, "");
        });
        whole.exceptionally(refused -> {
            open.completeExceptionally(refused);
            return null;
        });
        await(open);
        return whole;
    }

    private OpenDiversion stayIn(OpenDiversion diversion, SharedClient client, CompletableFuture<Boolean> open) {
        client.isIn(diversion);
        open.complete(true);
        while (!diversion.isOver() && ended == null) {
            Action<?> action = actions.nextOf(client);
            if (action != null) {
                action.perform();
            }
        }
        client.isIn(null);
        return diversion;
    }

    void endDiversion(SharedClient client, boolean keep) {
        ask(client, () -> {
            OpenDiversion diversion = client.diversion();
            if (diversion != null) {
                diversion.end(keep);
            }
            return true;
        });
    }

    private Stop perform(SharedClient client, Move move, long interruptsBefore) {
        OpenDiversion diversion = client.diversion();
        if (diversion != null && world != null) {
            world.moveWithin(interruptsBefore);
            return diversion.move(move);
        }
        client.dropView();
        clients.leaveOthersBehind(client);
        clients.tellOthers(client, new SessionEvent.Running(client.name()));
        runner = client;
        unattended = move.isUnattended();
        Stop stop = timeline.arrived(Stop.Reason.PAUSE, "The move failed.");
        try {
            World world = new World(client, clients, actions, console, paced, interrupts::get, interruptsBefore);
            this.world = world;
            long stepsBefore = timeline.stepsRun();
            long began = System.nanoTime();
            stop = move.on(new TimelineMover(timeline, world, info.harts()));
            pace.ran(timeline.stepsRun() - stepsBefore, System.nanoTime() - began - world.slept());
            return stop;
        } catch (RuntimeException | Error e) {
            timeline.recover();
            stop = timeline.arrived(Stop.Reason.PAUSE, "The move failed.");
            throw e;
        } finally {
            runner = null;
            if (timeline.isAtEnd()) {
                deliverTyped();
            }
            client.trail().arrived(timeline.mark(), what(stop), move.mayContinueACommand(), actions.isHeldBy(client));
            actions.hold(client);
            clients.rejoinWhoStandsHere();
            clients.tellOthers(client, new SessionEvent.Moved(client.name(), stop));
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

    void write(SharedClient client, Input input) {
        await(submit(action(client, true, () -> {
            OpenDiversion diversion = client.diversion();
            Inspector now = inspector(client);
            requireHere(client);
            Writing.check(input, now);
            if (!Writing.changes(input, now, info.xlen())) {
                return true;
            }
            if (diversion != null) {
                diversion.write(input);
                return true;
            }
            clients.leaveOthersBehind(client);
            record(input);
            client.trail().arrived(timeline.mark(), "after a write", false, false);
            actions.hold(client);
            clients.tellOthers(client, written(client, input));
            return true;
        })));
    }

    private void requireHere(SharedClient client) {
        View view = client.leftBehindAt();
        if (view != null) {
            throw new SessionException(view.movedBy() + " moved the machine to step "
                    + timeline.moment().step() + "; go there before you write.");
        }
    }

    private static SessionEvent written(SharedClient client, Input input) {
        return input instanceof Input.WriteMemory write
                ? new SessionEvent.Written(
                        client.name(), write.address(), write.bytes().length())
                : new SessionEvent.Written(client.name(), 0, 0);
    }

    void leave(SharedClient client) {
        ask(null, () -> {
            clients.remove(client);
            client.dropView();
            endDiversion(client, false);
            actions.forget(client);
            if (runner == client) {
                interrupts.incrementAndGet();
            }
            return true;
        });
    }

    private void showConsole(List<Output> output) {
        lines.add(timeline.moment().branch(), output);
        byte[] bytes = new byte[output.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = output.get(i).value();
        }
        SessionEvent event =
                new SessionEvent.Console(output.get(bytes.length - 1).step(), Bytes.of(bytes));
        clients.tell(event);
    }
}
