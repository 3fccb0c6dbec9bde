package dev.hindsight.adapter.cli;

import dev.hindsight.emulator.client.ClientEvent;
import dev.hindsight.emulator.client.ConsoleLine;
import dev.hindsight.emulator.client.History;
import dev.hindsight.emulator.client.Move;
import dev.hindsight.emulator.client.TimelineClient;
import dev.hindsight.emulator.client.TimelineMover;
import dev.hindsight.emulator.client.VisitedPlace;
import dev.hindsight.emulator.machine.Bytes;
import dev.hindsight.emulator.machine.Input;
import dev.hindsight.emulator.machine.MachineInfo;
import dev.hindsight.emulator.machine.TimedInspector;
import dev.hindsight.emulator.session.TimelineSession;
import dev.hindsight.emulator.timeline.Bookmark;
import dev.hindsight.emulator.timeline.Deletion;
import dev.hindsight.emulator.timeline.Moment;
import dev.hindsight.emulator.timeline.Stop;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Function;

/** A machine without a machine: it says hello, waits for the end of the console where told to, and stops as told. */
final class FakeSession implements TimelineSession, TimelineClient {
    final ByteArrayOutputStream typed = new ByteArrayOutputStream();
    final List<String> notices = new ArrayList<>();
    private final List<Consumer<ClientEvent>> listeners = new CopyOnWriteArrayList<>();
    private final CountDownLatch consoleEnd = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Stop stop;

    FakeSession(Stop.Reason reason, int status, String description) {
        stop = new Stop(reason, new Moment(0, 42), Optional.empty(), description, status);
    }

    void print(String text) {
        tell(new ClientEvent.Console(1, Bytes.utf8(text)));
    }

    void tell(ClientEvent event) {
        listeners.forEach(listener -> listener.accept(event));
    }

    boolean isJoined() {
        return !listeners.isEmpty();
    }

    boolean hasStopped() {
        return stopped.getCount() == 0;
    }

    /** As good as new. */
    void forget() {
        listeners.clear();
    }

    @Override
    public TimelineClient join(String name, Consumer<ClientEvent> listener) {
        listeners.add(listener);
        notices.forEach(sentence -> listener.accept(new ClientEvent.Notice(sentence)));
        return this;
    }

    @Override
    public CompletableFuture<Stop> travel(Move<? super TimelineMover> move) {
        CompletableFuture<Stop> end = new CompletableFuture<>();
        Thread machine = new Thread(
                () -> {
                    print("hello\n");
                    try {
                        consoleEnd.await();
                        end.complete(stop);
                        stopped.countDown();
                    } catch (InterruptedException e) {
                        end.completeExceptionally(e);
                    }
                },
                "fake machine");
        machine.setDaemon(true);
        machine.start();
        return end;
    }

    @Override
    public void type(Bytes bytes) {
        typed.writeBytes(bytes.toArray());
    }

    @Override
    public void endConsole() {
        consoleEnd.countDown();
    }

    @Override
    public void end(String why) {
        listeners.forEach(listener -> listener.accept(new ClientEvent.Closed(why)));
    }

    @Override
    public void close() {}

    @Override
    public void leave() {}

    @Override
    public Move<TimelineMover> saving(Path file) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void divert() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void endDiversion(boolean keep) {
        throw new UnsupportedOperationException();
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public void interrupt() {}

    @Override
    public boolean stopUnattended() {
        return false;
    }

    @Override
    public MachineInfo info() {
        throw new UnsupportedOperationException();
    }

    @Override
    public <T> T readTimed(Function<TimedInspector, T> reader) {
        throw new UnsupportedOperationException();
    }

    @Override
    public History history() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Moment view() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isCurrent() {
        return true;
    }

    @Override
    public void catchUp() {}

    @Override
    public void write(Input input) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void nameBranch(int id, String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Deletion deleteBranch(int id, boolean withOffspring) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Bookmark bookmark(String bookmarkName, String note) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void setBudget(long bytes) {}

    @Override
    public Bookmark deleteBookmark(int id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<VisitedPlace> places() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Move<TimelineMover> back() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Move<TimelineMover> forward() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<ConsoleLine> console(int most) {
        throw new UnsupportedOperationException();
    }
}
