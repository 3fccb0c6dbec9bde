package dev.hindsight.adapter.dap;

import dev.hindsight.adapter.target.Target;
import dev.hindsight.adapter.target.TargetEvent;
import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.timeline.Stop;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.eclipse.lsp4j.debug.StoppedEventArguments;
import org.eclipse.lsp4j.debug.StoppedEventArgumentsReason;
import org.eclipse.lsp4j.debug.Thread;
import org.eclipse.lsp4j.debug.ThreadsResponse;
import org.jspecify.annotations.Nullable;

/** Running and stopping. Owned by the request thread. */
final class Execution {
    private final Debuggee debuggee;
    private final Target target;
    private final Announcer announcer;
    private final RequestThread requests;
    private boolean running;
    private boolean ended;

    Execution(Debuggee debuggee, Announcer announcer, RequestThread requests) {
        this.debuggee = debuggee;
        this.target = debuggee.target();
        this.announcer = announcer;
        this.requests = requests;
    }

    boolean hasEnded() {
        return ended;
    }

    /** The client has said all that it wants before anything runs. */
    void begin(boolean launched, boolean stopOnEntry) {
        if (launched && !stopOnEntry) {
            go(travel -> travel.forward(StopPoints.NONE, Long.MAX_VALUE));
        } else {
            stopped(StoppedEventArgumentsReason.ENTRY, "");
        }
    }

    ThreadsResponse threads() {
        int harts = target.info().harts();
        var threads = new Thread[harts];
        for (int hart = 0; hart < harts; hart++) {
            threads[hart] = new Thread();
            threads[hart].setId(hart + 1);
            threads[hart].setName("hart " + hart);
        }
        var response = new ThreadsResponse();
        response.setThreads(threads);
        return response;
    }

    private CompletableFuture<@Nullable Void> go(Target.Plan plan) {
        return move(accepted -> target.move(travel -> {
            accepted.run();
            return plan.on(travel);
        }));
    }

    /** Starts a move; completes when the machine has taken it on, or with its refusal. */
    private CompletableFuture<@Nullable Void> move(Function<Runnable, CompletableFuture<Stop>> start) {
        requireStopped();
        running = true;
        var accepted = new CompletableFuture<@Nullable Void>();
        start.apply(() -> accepted.complete(null))
                .whenComplete((stop, failure) -> requests.post(() -> finished(stop, failure, accepted)));
        return accepted;
    }

    private void finished(
            @Nullable Stop stop, @Nullable Throwable failure, CompletableFuture<@Nullable Void> accepted) {
        running = false;
        if (failure != null && accepted.completeExceptionally(failure)) {
            return;
        }
        if (stop != null) {
            stopped(StoppedEventArgumentsReason.STEP, stop.description());
        } else if (failure != null && !ended) {
            announcer.say(DapErrors.sentence(failure));
            stopped(StoppedEventArgumentsReason.PAUSE, "");
        }
    }

    void requireStopped() {
        if (running) {
            throw new RequestException("The machine is running: pause it first.");
        }
    }

    private void stopped(String reason, String description) {
        var event = new StoppedEventArguments();
        event.setReason(reason);
        if (!description.isEmpty()) {
            event.setDescription(description);
        }
        event.setThreadId(1);
        event.setAllThreadsStopped(true);
        announcer.stopped(event);
    }

    /** What another client did. */
    void heard(TargetEvent event) {
        if (event instanceof TargetEvent.Closed) {
            terminated();
        }
    }

    /** Any thread. */
    void interrupt() {
        target.interrupt();
    }

    void end(String why) {
        target.end(why);
        requests.post(this::terminated);
    }

    void leave(boolean ending) {
        if (ending && !ended) {
            target.end("The debugger has ended the session.");
        } else {
            target.leave();
        }
        debuggee.owned().run();
        ended = true;
    }

    private void terminated() {
        if (!ended) {
            ended = true;
            announcer.terminated();
        }
    }
}
