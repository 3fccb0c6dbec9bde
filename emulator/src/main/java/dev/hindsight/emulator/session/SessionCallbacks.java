package dev.hindsight.emulator.session;

import dev.hindsight.emulator.client.ClientEvent;
import dev.hindsight.emulator.machine.Exit;
import dev.hindsight.emulator.machine.Input;
import dev.hindsight.emulator.timeline.RunCallbacks;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What the timeline asks while it travels for a client. */
final class SessionCallbacks implements RunCallbacks {
    private final SharedClient runner;
    private final ClientRegistry clients;
    private final MachineThread thread;
    private final Console console;
    private final boolean paced;
    private final Runnable eachSlice;
    private final SearchProgressEvents progress = new SearchProgressEvents(System.nanoTime());
    private InterruptRequests before;
    private long slept;
    private boolean repeats;
    private String done = "searched";

    /** Who interrupts after {@code before} means this move. */
    SessionCallbacks(
            SharedClient runner,
            ClientRegistry clients,
            MachineThread thread,
            Console console,
            boolean paced,
            Runnable eachSlice,
            InterruptRequests before) {
        this.runner = runner;
        this.clients = clients;
        this.thread = thread;
        this.console = console;
        this.paced = paced;
        this.eachSlice = eachSlice;
        this.before = before;
    }

    /** What it does with steps, in words: they are searched if nothing else is said. */
    void does(String what) {
        done = what;
    }

    /** A move within the move has begun. */
    void moveWithin(InterruptRequests beforeIt) {
        before = beforeIt;
    }

    /** What follows was made before, in a diversion that knew no pace and no input; what stopped that is past. */
    void repeat() {
        repeats = true;
        before = new InterruptRequests(thread.interrupts(), runner.interrupts());
    }

    /** How long the machine slept, in nanoseconds. */
    long slept() {
        return slept;
    }

    @Override
    public void progress(long searched, long total) {
        if (total > 0 && progress.isDue(searched, total, System.nanoTime())) {
            clients.tell(new ClientEvent.Progress(runner.name(), done, searched, total));
        }
    }

    @Override
    public boolean interrupted() {
        eachSlice.run();
        thread.serveWhileRuns(runner, 0);
        return thread.isEnding() || !before.equals(new InterruptRequests(thread.interrupts(), runner.interrupts()));
    }

    @Override
    public List<Input> inputs() {
        return repeats ? List.of() : console.take();
    }

    @Override
    public boolean paces() {
        return !repeats && paced && console.isOpen();
    }

    @Override
    public boolean idle(long nanos) {
        long began = System.nanoTime();
        try {
            return sleep(nanos, began);
        } finally {
            slept += System.nanoTime() - began;
        }
    }

    private boolean sleep(long nanos, long began) {
        while (!console.hasInput() && console.isOpen() && !interrupted()) {
            long left = nanos - (System.nanoTime() - began);
            if (left <= 0 && paced) {
                return true;
            }
            thread.serveWhileRuns(runner, Math.min(Math.max(left, 0), TimeUnit.MILLISECONDS.toNanos(200)));
        }
        if (console.hasInput() && paced) {
            console.sleptUntilInput(System.nanoTime() - began, nanos);
        }
        return console.hasInput() || interrupted() || nanos != Exit.Idle.FOREVER;
    }
}
