package dev.hindsight.adapter.dap;

import dev.hindsight.adapter.stepping.CodeView;
import dev.hindsight.adapter.stepping.Steps;
import dev.hindsight.adapter.stepping.UserStop;
import dev.hindsight.adapter.stepping.UserStops;
import dev.hindsight.emulator.client.Client;
import dev.hindsight.emulator.client.Move;
import dev.hindsight.emulator.client.Mover;
import dev.hindsight.emulator.client.ReverseClient;
import dev.hindsight.emulator.client.ReverseMover;
import dev.hindsight.emulator.client.TimelineClient;
import dev.hindsight.emulator.command.Answer;
import dev.hindsight.emulator.machine.Inspector;
import dev.hindsight.emulator.timeline.Stop;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.lsp4j.debug.ExceptionBreakMode;
import org.eclipse.lsp4j.debug.ExceptionInfoResponse;
import org.eclipse.lsp4j.debug.StoppedEventArguments;
import org.eclipse.lsp4j.debug.StoppedEventArgumentsReason;
import org.jspecify.annotations.Nullable;

/** The topic of running and stopping: one move at a time. Owned by the request thread. */
final class Execution {
    private final Client target;
    private final CodeView code;
    private final Supplier<List<UserStop>> breakpoints;
    private final StackFrames frames;
    private final StopListener listener;
    private final SearchProgress searches;
    private final RequestThread requests;
    private final Set<Long> crashesPassed = new HashSet<>();
    private @Nullable RunningMove running;
    private @Nullable Stop lastStop;
    /** Where the session is to stop first, until it has. */
    private Optional<UserStop> firstStop = Optional.empty();

    private boolean edited;
    private volatile boolean pausing;

    /**
     * A move under way.
     *
     * @param hart whose move it is; empty if it is everyone's
     * @param arrival the reason to tell if it does what it was told
     * @param origin where an interrupted search ends: where it began
     * @param command the line that asked for it in words; empty if a request of the protocol's own did
     * @param accepted completes when the machine has taken the move on, or with its refusal
     * @param told completes when the client has been told of the stop
     */
    private record RunningMove(
            String arrival,
            OptionalInt hart,
            UserStops user,
            boolean isContinue,
            OptionalLong origin,
            String command,
            CompletableFuture<Void> accepted,
            CompletableFuture<Stop> told) {
        RunningMove(String arrival, OptionalInt hart, UserStops user, boolean isContinue, OptionalLong origin) {
            this(arrival, hart, user, isContinue, origin, "", new CompletableFuture<>(), new CompletableFuture<>());
        }
    }

    Execution(
            Client target,
            CodeView code,
            Supplier<List<UserStop>> breakpoints,
            StackFrames frames,
            StopListener listener,
            SearchProgress searches,
            RequestThread requests) {
        this.target = target;
        this.code = code;
        this.breakpoints = breakpoints;
        this.frames = frames;
        this.listener = listener;
        this.searches = searches;
        this.requests = requests;
    }

    boolean isRunning() {
        return running != null;
    }

    void requireStopped() {
        if (isRunning()) {
            throw new RequestException("The machine is running: pause it first.");
        }
    }

    /** From the first step on: a breakpoint there stops at once. {@code until}: once it is met, it is forgotten. */
    CompletableFuture<Void> start(Optional<UserStop> until) {
        firstStop = until;
        return start();
    }

    /** From where the machine stands: a breakpoint there stops at once. */
    private CompletableFuture<Void> start() {
        return forward(OptionalInt.empty(), Steps::start);
    }

    /** Somebody has gone elsewhere: the place of the first stop may lie behind. */
    void forgetFirstStop() {
        firstStop = Optional.empty();
    }

    /** To where the recorded history ends. */
    CompletableFuture<Void> toEnd() {
        long end = target.timeline()
                .orElseThrow(() -> new RequestException("This target has no recorded history."))
                .history()
                .end();
        return backward(
                StoppedEventArgumentsReason.PAUSE,
                OptionalInt.empty(),
                OptionalLong.empty(),
                steps -> steps.toEnd(end));
    }

    CompletableFuture<Void> resume() {
        return forward(OptionalInt.empty(), Steps::resume);
    }

    CompletableFuture<Void> next(int hart, boolean instruction) {
        return forward(OptionalInt.of(hart), steps -> instruction ? steps.instructionOver(hart) : steps.next(hart));
    }

    CompletableFuture<Void> stepIn(int hart, boolean instruction) {
        return forward(OptionalInt.of(hart), steps -> instruction ? steps.instruction(hart) : steps.stepIn(hart));
    }

    CompletableFuture<Void> stepOut(int hart) {
        return forward(OptionalInt.of(hart), steps -> steps.stepOut(hart));
    }

    CompletableFuture<Void> stepBack(int hart, boolean instruction) {
        return backward(
                StoppedEventArgumentsReason.STEP,
                OptionalInt.of(hart),
                steps -> instruction ? steps.instructionBack(hart) : steps.back(hart));
    }

    CompletableFuture<Void> reverse() {
        return backward(StoppedEventArgumentsReason.STEP, OptionalInt.empty(), Steps::reverse);
    }

    CompletableFuture<Void> restart(StackFrames.Place place) {
        if (!place.canRestart()) {
            throw new RequestException(
                    "The call of %s cannot be found.".formatted(place.frame().name()));
        }
        return backward(
                StopEvents.RESTART,
                OptionalInt.of(place.hart()),
                steps -> steps.restart(
                        place.hart(),
                        place.frame().function().orElseThrow(),
                        place.frame().cfa().orElseThrow()));
    }

    /**
     * A move that the user asked for in words; completes with its answer after the client has been told of the stop, so
     * that whatever it asks next is about the place reached.
     */
    CompletableFuture<String> travel(String command, Answer.Going going) {
        requireStopped();
        crashesPassed.clear();
        forgetFirstStop();
        var running = new RunningMove(
                StoppedEventArgumentsReason.GOTO,
                OptionalInt.empty(),
                userStops(),
                false,
                OptionalLong.empty(),
                command,
                new CompletableFuture<>(),
                new CompletableFuture<>());
        TimelineClient client = target.timeline().orElseThrow();
        begin(
                running,
                accepted -> client.travel(mover -> {
                    requests.post(listener::continued);
                    accepted.run();
                    return going.plan().on(mover);
                }));
        return running.told().thenApply(going.told());
    }

    private CompletableFuture<Void> forward(OptionalInt hart, Function<Steps, Move<Mover>> choice) {
        UserStops user = userStops(
                Stream.concat(breakpoints.get().stream(), firstStop.stream()).toList());
        Move<Mover> plan = choice.apply(new Steps(code, user));
        return begin(
                new RunningMove(StoppedEventArgumentsReason.STEP, hart, user, hart.isEmpty(), OptionalLong.empty()),
                accepted -> target.move(mover -> {
                    accepted.run();
                    return plan.on(mover);
                }));
    }

    /** Where it stands, if it knows the time. */
    private OptionalLong step() {
        return target.timeline()
                .map(client -> OptionalLong.of(client.view().step()))
                .orElse(OptionalLong.empty());
    }

    private CompletableFuture<Void> backward(
            String arrival, OptionalInt hart, Function<Steps, Move<ReverseMover>> choice) {
        return backward(arrival, hart, step(), choice);
    }

    private CompletableFuture<Void> backward(
            String arrival, OptionalInt hart, OptionalLong origin, Function<Steps, Move<ReverseMover>> choice) {
        requireStopped();
        ReverseClient reverse =
                target.reverse().orElseThrow(() -> new RequestException("This target has no recorded history."));
        crashesPassed.clear();
        UserStops user = userStops();
        Move<ReverseMover> plan = choice.apply(new Steps(code, user));
        return begin(
                new RunningMove(arrival, hart, user, false, origin),
                accepted -> reverse.moveEitherWay(mover -> {
                    accepted.run();
                    return plan.on(mover);
                }));
    }

    private UserStops userStops() {
        return userStops(breakpoints.get());
    }

    private UserStops userStops(List<UserStop> stops) {
        return new UserStops(
                stops, frames.focus(), crashesPassed, code, line -> requests.post(() -> listener.logged(line)));
    }

    /** Completes when the machine has taken the move on, or with its refusal. */
    private CompletableFuture<Void> begin(RunningMove next, Function<Runnable, CompletableFuture<Stop>> move) {
        requireStopped();
        running = next;
        searches.begin();
        pausing = false;
        edited = false;
        move.apply(() -> next.accepted().complete(null))
                .whenComplete((stop, failure) -> requests.post(() -> finished(next, stop, failure)));
        return next.accepted();
    }

    private void finished(RunningMove done, @Nullable Stop stop, @Nullable Throwable failure) {
        running = null;
        searches.end();
        if (failure != null) {
            if (!done.accepted().completeExceptionally(failure)) {
                listener.failed(failure);
            }
            done.told().completeExceptionally(failure);
        } else if (stop != null && wasOnlyEdited(done, stop)) {
            start();
        } else if (stop != null && isAstray(done, stop)) {
            backward(
                    done.arrival(),
                    done.hart(),
                    OptionalLong.empty(),
                    steps -> steps.giveUp(done.origin().orElseThrow()));
        } else if (stop != null) {
            stopped(done, stop);
            done.told().complete(stop);
        }
    }

    private void stopped(RunningMove done, Stop stop) {
        lastStop = stop;
        int next = target.read(Inspector::nextHart);
        if (stop.reason() == Stop.Reason.EXCEPTION) {
            crashesPassed.add(target.read(now -> now.pc(next)));
        }
        boolean isItsOwn = stop.reason() == Stop.Reason.STEP || stop.reason() == Stop.Reason.START;
        int hart = isItsOwn ? done.hart().orElse(next) : next;
        StoppedEventArguments event = StopEvents.of(stop, done.user(), done.arrival(), hart);
        firstStop = firstStop.filter(first -> !done.user().met().contains(first));
        firstStop.filter(first -> isItsEnd(stop)).ifPresent(first -> StopEvents.tellMissed(event, first));
        listener.stopped(stop, event, done.command());
    }

    /** Whether the guest comes no further by itself. */
    private static boolean isItsEnd(Stop stop) {
        return switch (stop.reason()) {
            case EXIT, EXCEPTION, END, IDLE -> true;
            case STEP, BREAKPOINT, WATCHPOINT, EVENT, NOT_FOUND, START, ENDED, PAUSE -> false;
        };
    }

    /** Whether a search was interrupted somewhere on its way. */
    private static boolean isAstray(RunningMove done, Stop stop) {
        return stop.reason() == Stop.Reason.PAUSE
                && done.origin().isPresent()
                && done.origin().getAsLong() != stop.step();
    }

    /** Whether a run was interrupted for nothing but new breakpoints. */
    private boolean wasOnlyEdited(RunningMove done, Stop stop) {
        return stop.reason() == Stop.Reason.PAUSE && edited && !pausing && done.isContinue();
    }

    /** The breakpoints are others now; a machine that runs on and on must learn of it. */
    void breakpointsChanged() {
        RunningMove present = running;
        if (present != null && present.isContinue()) {
            edited = true;
            target.interrupt();
        }
    }

    /** Stops whatever runs, whoever started it; any thread. */
    void pause() {
        pausing = true;
        target.interrupt();
    }

    /** The user does not want the search of this progress id to go on; any thread. */
    void cancelSearch(String progressId) {
        if (searches.isShown(progressId)) {
            pause();
        }
    }

    ExceptionInfoResponse exceptionInfo() {
        Stop stop = lastStop;
        if (stop == null || stop.reason() != Stop.Reason.EXCEPTION) {
            throw new RequestException("The machine has not stopped at an exception.");
        }
        var info = new ExceptionInfoResponse();
        info.setExceptionId("crash");
        info.setDescription(stop.description());
        info.setBreakMode(ExceptionBreakMode.ALWAYS);
        return info;
    }
}
