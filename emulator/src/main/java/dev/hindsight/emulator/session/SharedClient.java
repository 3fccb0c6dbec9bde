package dev.hindsight.emulator.session;

import dev.hindsight.emulator.client.ClientEvent;
import dev.hindsight.emulator.client.ConsoleLine;
import dev.hindsight.emulator.client.History;
import dev.hindsight.emulator.client.Move;
import dev.hindsight.emulator.client.RefusedException;
import dev.hindsight.emulator.client.TimelineClient;
import dev.hindsight.emulator.client.TimelineMover;
import dev.hindsight.emulator.client.VisitedPlace;
import dev.hindsight.emulator.machine.Bytes;
import dev.hindsight.emulator.machine.Input;
import dev.hindsight.emulator.machine.MachineInfo;
import dev.hindsight.emulator.machine.TimedInspector;
import dev.hindsight.emulator.timeline.Bookmark;
import dev.hindsight.emulator.timeline.Deletion;
import dev.hindsight.emulator.timeline.Mark;
import dev.hindsight.emulator.timeline.Moment;
import dev.hindsight.emulator.timeline.Stop;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A client of a {@link SharedSession}. The view belongs to the machine's thread. */
final class SharedClient implements TimelineClient {
    private final AtomicLong interrupts = new AtomicLong();
    private final SharedSession session;
    private final String name;
    private final Consumer<ClientEvent> listener;
    private @Nullable View view;
    private @Nullable JumpList jumps;
    private @Nullable OpenDiversion diversion;
    /** Why the diversion that it asked for last did not begin: what was meant for that must not reach the machine. */
    private volatile String undiverted = "";

    private CompletableFuture<Stop> whole = CompletableFuture.completedFuture(null);

    SharedClient(SharedSession session, String name, Consumer<ClientEvent> listener) {
        this.session = session;
        this.name = name;
        this.listener = listener;
    }

    /** The session has taken it in, where the machine stands. */
    void begin(Mark place) {
        jumps = new JumpList(place);
    }

    JumpList jumps() {
        return Objects.requireNonNull(jumps);
    }

    @Nullable
    View leftBehindAt() {
        return view;
    }

    void stayBehind(View place) {
        view = place.join();
    }

    void dropView() {
        if (view != null) {
            view.leave();
            view = null;
        }
    }

    @Nullable
    OpenDiversion diversion() {
        return diversion;
    }

    void isIn(@Nullable OpenDiversion open) {
        diversion = open;
    }

    void tell(ClientEvent event) {
        listener.accept(event);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public MachineInfo info() {
        return session.info();
    }

    @Override
    public <T> T readTimed(Function<TimedInspector, T> reader) {
        return session.look(this, () -> reader.apply(session.inspector(this)));
    }

    @Override
    public History history() {
        return session.ask(this, session::history);
    }

    @Override
    public void setBudget(long bytes) {
        session.setBudget(bytes);
    }

    @Override
    public Moment view() {
        return session.look(this, () -> session.moment(view));
    }

    @Override
    public boolean isCurrent() {
        return session.look(this, () -> view == null);
    }

    @Override
    public void catchUp() {
        session.ask(this, () -> {
            session.catchUp(this);
            return true;
        });
    }

    @Override
    public CompletableFuture<Stop> travel(Move<? super TimelineMover> move) {
        undiverted = "";
        return session.move(this, move);
    }

    @Override
    public void write(Input input) {
        if (!undiverted.isEmpty()) {
            throw new RefusedException(undiverted);
        }
        session.write(this, input);
    }

    @Override
    public void divert() {
        try {
            whole = session.divert(this);
        } catch (RefusedException refused) {
            undiverted = String.valueOf(refused.getMessage());
            throw refused;
        }
    }

    @Override
    public void endDiversion(boolean keep) {
        undiverted = "";
        session.endDiversion(this, keep);
        whole.handle((stop, failure) -> true).join();
    }

    @Override
    public void type(Bytes bytes) {
        session.ask(this, () -> {
            session.type(bytes);
            return true;
        });
    }

    @Override
    public void nameBranch(int id, String branchName) {
        session.nameBranch(this, id, branchName);
    }

    @Override
    public Deletion deleteBranch(int id, boolean withOffspring) {
        return session.deleteBranch(this, id, withOffspring);
    }

    @Override
    public Bookmark bookmark(String bookmarkName, String note) {
        return session.ask(this, () -> session.bookmark(this, bookmarkName, note));
    }

    @Override
    public Bookmark deleteBookmark(int id) {
        return session.ask(this, () -> session.deleteBookmark(this, id));
    }

    @Override
    public Move<TimelineMover> saving(Path file) {
        return mover -> session.save(mover, file);
    }

    @Override
    public List<VisitedPlace> places() {
        return session.ask(this, () -> jumps().places());
    }

    @Override
    public Move<TimelineMover> back() {
        return to(() -> jumps().back(session.mark()), "There is no earlier place to go back to.");
    }

    @Override
    public Move<TimelineMover> forward() {
        return to(() -> jumps().forward(), "There is no later place to go forward to.");
    }

    private static Move<TimelineMover> to(Supplier<Optional<Mark>> place, String otherwise) {
        return mover -> mover.seek(place.get().orElseThrow(() -> new RefusedException(otherwise)));
    }

    @Override
    public List<ConsoleLine> console(int most) {
        return session.ask(this, () -> session.consoleLines(most));
    }

    @Override
    public void interrupt() {
        interrupts.incrementAndGet();
        session.interrupt();
    }

    /** How often it interrupted. */
    long interrupts() {
        return interrupts.get();
    }

    @Override
    public boolean stopUnattended() {
        return session.ask(this, session::stopUnattended);
    }

    @Override
    public void end(String why) {
        session.end(why);
    }

    @Override
    public void leave() {
        try {
            session.leave(this);
        } catch (RefusedException over) {
            // A client that leaves a session that has ended has left it.
        }
    }
}
