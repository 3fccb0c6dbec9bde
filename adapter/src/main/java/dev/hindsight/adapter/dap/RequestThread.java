package dev.hindsight.adapter.dap;

import java.util.ArrayDeque;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Serves the requests of one connection in order, and is the only thread that sends: so no event overtakes a response.
 *
 * <p>LSP4J sends a response on the thread that completes the future, provided that it has seen the future first. Hence
 * what a request enqueues is held until LSP4J has dispatched its message ({@link #dispatch}).
 */
final class RequestThread implements AutoCloseable {
    private final ScheduledThreadPoolExecutor executor;
    private final Map<String, CompletableFuture<?>> waiting = new ConcurrentHashMap<>();
    // Owned by the reader thread.
    private final Queue<Runnable> held = new ArrayDeque<>();
    private @Nullable String dispatching;
    private volatile @Nullable Thread thread;

    RequestThread() {
        executor = new ScheduledThreadPoolExecutor(1, this::newThread);
        executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        executor.setRejectedExecutionHandler((task, closed) -> {});
    }

    private Thread newThread(Runnable body) {
        var created = new Thread(body, "dap-requests");
        created.setDaemon(true);
        thread = created;
        return created;
    }

    /** Lets LSP4J hand the message of request {@code id} to its handler; reader thread. */
    void dispatch(String id, Runnable delivery) {
        dispatching = id;
        try {
            delivery.run();
        } finally {
            dispatching = null;
            for (Runnable task = held.poll(); task != null; task = held.poll()) {
                task.run();
            }
        }
    }

    /** Serves the request being dispatched, when its turn has come; reader thread. */
    <T> CompletableFuture<T> submit(Supplier<CompletableFuture<T>> service) {
        var answer = new CompletableFuture<T>();
        String id = String.valueOf(dispatching);
        waiting.put(id, answer);
        held.add(() -> post(() -> {
            if (waiting.remove(id) != null) {
                serve(service, answer);
            }
        }));
        return answer;
    }

    private <T> void serve(Supplier<CompletableFuture<T>> service, CompletableFuture<T> answer) {
        try {
            service.get().whenComplete((value, failure) -> inTurn(() -> complete(answer, value, failure)));
        } catch (RuntimeException | Error failure) {
            answer.completeExceptionally(failure);
        }
    }

    /** At once on this thread, so that nothing posted meanwhile comes before a response that is ready. */
    private void inTurn(Runnable task) {
        if (Thread.currentThread() == thread) {
            task.run();
        } else {
            post(task);
        }
    }

    private static <T> void complete(CompletableFuture<T> answer, @Nullable T value, @Nullable Throwable failure) {
        if (failure != null) {
            answer.completeExceptionally(failure);
        } else {
            answer.complete(value);
        }
    }

    /** Runs {@code action} at once when the request being dispatched has been enqueued: for pause; reader thread. */
    void afterDispatch(Runnable action) {
        held.add(action);
    }

    /** Takes back a request that has not begun. */
    void cancel(String id) {
        CompletableFuture<?> answer = waiting.remove(id);
        if (answer != null) {
            post(() -> answer.completeExceptionally(new CancellationException("cancelled")));
        }
    }

    /** Runs {@code task} in its turn; any thread. */
    void post(Runnable task) {
        executor.execute(task);
    }

    /** Runs {@code task} after a while; any thread. */
    void postLater(Runnable task, int millis) {
        executor.schedule(task, millis, TimeUnit.MILLISECONDS);
    }

    /** Serves what is enqueued, and no more. */
    @Override
    public void close() {
        executor.shutdown();
    }
}
