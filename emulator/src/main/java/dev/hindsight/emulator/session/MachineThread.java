package dev.hindsight.emulator.session;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The thread that owns the machine, and what others ask of it, in order. While it waits, it leaves the machine to who
 * reads.
 */
final class MachineThread {
    /** Milliseconds that it may need for its last words: a journal may keep snapshots of large memories. */
    private static final long CLOSING_TIMEOUT = TimeUnit.SECONDS.toMillis(30);

    private final LongSupplier clock;
    private final ActionQueue actions;
    private final AtomicLong interrupts = new AtomicLong();
    private final Thread thread;
    private volatile @Nullable String ended;
    private volatile boolean closed;

    /** {@code lastWords} is the last that it does, and learns why; {@code clock} counts how long who waits. */
    MachineThread(LongSupplier clock, Consumer<String> lastWords) {
        this.clock = clock;
        actions = new ActionQueue(clock);
        thread = new Thread(() -> serve(lastWords), "machine");
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    private void serve(Consumer<String> lastWords) {
        actions.takeMachine();
        while (ended == null) {
            Action<?> action = actions.next();
            if (action != null) {
                action.perform();
            }
        }
        String why = ended == null ? "" : ended;
        lastWords.accept(why);
        closed = true;
        actions.refuseAll(why);
    }

    /** Lets {@code client} alone act until {@code over}, or until all is over. By the machine's thread. */
    void serveOnly(SharedClient client, Supplier<Boolean> over) {
        while (!over.get() && ended == null) {
            Action<?> action = actions.nextOf(client);
            if (action != null) {
                action.perform();
            }
        }
    }

    /** What came meanwhile is served while {@code runner} runs, waiting for it at most so many nanoseconds. */
    void serveWhileRuns(SharedClient runner, long nanos) {
        actions.serve(runner, nanos);
    }

    void end(String why) {
        if (ended == null) {
            ended = why;
        }
        interrupt();
    }

    void awaitEnd() {
        if (Thread.currentThread() != thread) {
            try {
                thread.join(CLOSING_TIMEOUT);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** From any thread: ends the move that is under way. */
    void interrupt() {
        interruptHere();
        // Wakes it where it waits for input.
        actions.add(action(null, false, () -> true));
    }

    /** The same by the machine's thread, which need not be woken. */
    void interruptHere() {
        interrupts.incrementAndGet();
    }

    boolean isEnding() {
        return ended != null;
    }

    /** How many interrupts there were. */
    long interrupts() {
        return interrupts.get();
    }

    /** {@code client} acted on the machine and keeps it until it has been silent for a while. */
    void hold(SharedClient client) {
        actions.hold(client);
    }

    boolean isHeldBy(SharedClient client) {
        return actions.isHeldBy(client);
    }

    void forget(SharedClient client) {
        actions.forget(client);
    }

    private <T> Action<T> action(@Nullable SharedClient client, boolean exclusive, Supplier<T> body) {
        return new Action<>(client, exclusive, body, new CompletableFuture<>(), clock.getAsLong());
    }

    private <T> CompletableFuture<T> submit(Action<T> action) {
        actions.add(action);
        // Looked at after adding: what slips in behind the last refusal is refused here.
        if (closed) {
            action.refuse("The session has ended.");
        }
        return action.result();
    }

    /** Something that changes the machine, and so waits for its turn. */
    <T> CompletableFuture<T> change(SharedClient client, Supplier<T> body) {
        return submit(action(client, true, body));
    }

    /** A read, served at once, also while the machine runs. */
    <T> T ask(@Nullable SharedClient client, Supplier<T> body) {
        return actions.isHere() ? body.get() : await(submit(action(client, false, body)));
    }

    /** The same where what is done needs no answer. */
    void tell(@Nullable SharedClient client, Runnable body) {
        ask(client, () -> {
            body.run();
            return true;
        });
    }

    /** A read that tells nobody anything: where nobody runs, it needs no other thread. */
    <T> T look(SharedClient client, Supplier<T> body) {
        if (actions.isHere()) {
            return body.get();
        }
        Action<T> action = action(client, false, body);
        return await(actions.performHere(action) ? action.result() : submit(action));
    }

    static <T> T await(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }
}
