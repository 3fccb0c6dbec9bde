package dev.hindsight.emulator.session;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The actions on their way to the machine's thread. Reads are performed as soon as they are seen; exclusive actions wait
 * in order for their turn: until nobody runs, and until the client that acted last has been silent for 100 ms (one
 * command of gdb is many packets). Who waits longer than a second is refused.
 */
final class ActionQueue {
    /** For so many nanoseconds of silence a client that acted keeps the machine. */
    static final long LEASE = TimeUnit.MILLISECONDS.toNanos(100);

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(1);

    /** Whoever has it may touch the machine: the machine's thread, except while that waits for something to do. */
    private final ReentrantLock machine = new ReentrantLock();

    private final LinkedBlockingQueue<Action<?>> incoming = new LinkedBlockingQueue<>();
    private final Deque<Action<?>> waiting = new ArrayDeque<>();
    private final LongSupplier clock;
    private @Nullable SharedClient holder;
    private long heldUntil;

    /** {@code clock} counts the nanoseconds of leases and of patience. */
    ActionQueue(LongSupplier clock) {
        this.clock = clock;
    }

    /** From any thread. */
    void add(Action<?> action) {
        incoming.add(action);
    }

    /** By the machine's thread, which takes it before anything else, and for good: no other has it once that has ended. */
    void takeMachine() {
        machine.lock();
    }

    /** Whether the caller touches the machine just now. */
    boolean isHere() {
        return machine.isHeldByCurrentThread();
    }

    /**
     * Performs a read on the caller's thread, if the machine's thread just waits: waking that one, and being woken by it,
     * takes longer than to read. False where it runs, or where others came first.
     */
    boolean performHere(Action<?> read) {
        if (!machine.tryLock()) {
            return false;
        }
        try {
            boolean first = incoming.isEmpty();
            if (first) {
                keepHolding(read.client());
                read.perform();
            }
            return first;
        } finally {
            machine.unlock();
        }
    }

    /** {@code client} acted on the machine and keeps it until it has been silent for a while. */
    void hold(SharedClient client) {
        holder = client;
        heldUntil = clock.getAsLong() + LEASE;
    }

    /** Whether {@code client} keeps the machine: it acted just now. */
    boolean isHeldBy(SharedClient client) {
        return holder == client && untilFree() > 0;
    }

    void forget(SharedClient client) {
        if (holder == client) {
            holder = null;
        }
        waiting.removeIf(action -> {
            boolean his = action.client() == client;
            if (his) {
                action.refuse("The client has left.");
            }
            return his;
        });
    }

    /**
     * Performs the reads that are here, waiting up to {@code nanos} for the first; {@code runner} is who runs the machine
     * now, null if nobody.
     */
    void serve(@Nullable SharedClient runner, long nanos) {
        if (nanos <= 0 && incoming.isEmpty() && waiting.isEmpty()) {
            return;
        }
        Action<?> action = poll(nanos);
        while (action != null) {
            keepHolding(action.client());
            if (action.exclusive()) {
                waiting.add(action);
            } else {
                action.perform();
            }
            action = incoming.poll();
        }
        refuseTheTired(runner);
    }

    private void keepHolding(@Nullable SharedClient client) {
        if (holder != null && client == holder) {
            heldUntil = clock.getAsLong() + LEASE;
        }
    }

    private @Nullable Action<?> poll(long nanos) {
        Action<?> first = incoming.poll();
        if (first != null || nanos <= 0) {
            return first;
        }
        machine.unlock();
        try {
            return incoming.poll(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        } finally {
            machine.lock();
        }
    }

    /** The next exclusive action whose turn it is; serves reads while waiting for one. */
    @Nullable
    Action<?> next() {
        serve(null, waiting.isEmpty() ? PATIENCE : untilFree());
        for (Iterator<Action<?>> i = waiting.iterator(); i.hasNext(); ) {
            Action<?> action = i.next();
            if (holder == null || action.client() == holder || untilFree() <= 0) {
                i.remove();
                return action;
            }
        }
        return null;
    }

    /** The next exclusive action of {@code client}, which has the machine for itself; null where none came for a while. */
    @Nullable
    Action<?> nextOf(SharedClient client) {
        serve(client, LEASE);
        for (Iterator<Action<?>> i = waiting.iterator(); i.hasNext(); ) {
            Action<?> action = i.next();
            if (action.client() == client) {
                i.remove();
                return action;
            }
        }
        return null;
    }

    private long untilFree() {
        return holder == null ? 0 : heldUntil - clock.getAsLong();
    }

    private void refuseTheTired(@Nullable SharedClient runner) {
        SharedClient busy = runner != null ? runner : holder;
        while (busy != null
                && !waiting.isEmpty()
                && clock.getAsLong() - waiting.peek().asked() > PATIENCE) {
            if (runner == null && untilFree() <= 0) {
                return;
            }
            String doing = runner != null
                    ? " is running the machine; interrupt it, or wait until it stops."
                    : " is moving the machine; try again.";
            waiting.remove().refuse(busy.name() + doing);
        }
    }

    void refuseAll(String sentence) {
        for (Action<?> action : waiting) {
            action.refuse(sentence);
        }
        waiting.clear();
        for (Action<?> action = incoming.poll(); action != null; action = incoming.poll()) {
            action.refuse(sentence);
        }
    }
}
