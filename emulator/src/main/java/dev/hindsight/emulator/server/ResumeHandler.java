package dev.hindsight.emulator.server;

import dev.hindsight.emulator.client.Move;
import dev.hindsight.emulator.client.RefusedException;
import dev.hindsight.emulator.client.TimelineClient;
import dev.hindsight.emulator.client.TimelineMover;
import dev.hindsight.emulator.command.Answer;
import dev.hindsight.emulator.machine.Inspector;
import dev.hindsight.emulator.timeline.Stop;
import dev.hindsight.rsp.wire.Signal;
import dev.hindsight.rsp.wire.StopReply;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Moves the machine for one debugger, and gives the stop reply.
 *
 * <p>A debugger whose machine was moved away by another client is brought to where it stands instead, and nothing runs.
 * It is told signal 0: gdb prints "Program stopped."; SIGTRAP it would swallow where it stands on a breakpoint.
 */
final class ResumeHandler {
    private final TimelineClient client;
    private final OtherClients otherClients;
    private final SearchLines searches;
    private final InterruptTracker interrupts;
    private final PendingMove pendingMove;
    private final StopReplies replies;
    private final GdbPeer peer;
    private final StaleRegisters staleRegisters = new StaleRegisters();
    private boolean oneRuns;
    private boolean staysOnce;
    private boolean unattended;
    /** Who did what was looked for by the last move that was made in words. */
    private OptionalInt actor = OptionalInt.empty();

    ResumeHandler(
            TimelineClient client,
            OtherClients otherClients,
            SearchLines searches,
            InterruptTracker interrupts,
            PendingMove pendingMove,
            StopReplies replies,
            GdbPeer peer) {
        this.client = client;
        this.searches = searches;
        this.otherClients = otherClients;
        this.interrupts = interrupts;
        this.pendingMove = pendingMove;
        this.replies = replies;
        this.peer = peer;
    }

    /** A move that gdb knows as a step: what stops it must not look like its end. */
    String step(Move<TimelineMover> plan) {
        return go(plan, Kind.STEP);
    }

    /**
     * A step of one thread with all others held, as gdb steps off a breakpoint. It does not survive that another one stops
     * meanwhile, as it may while a task waits for its turn: then that thread is told to have stopped, and the user who did.
     * Signal 0, for gdb takes a SIGTRAP here for a breakpoint that the thread met.
     */
    String stepAlone(int thread, Move<TimelineMover> plan) {
        return go(plan, new Kind(true, OptionalInt.of(thread), false));
    }

    /** The debugger lets only one thread run in the resume that follows: it keeps what it knows of the others. */
    void letOneRun(boolean one) {
        oneRuns = one;
    }

    String resume(Move<TimelineMover> plan) {
        return go(plan, Kind.RESUME);
    }

    /** Forward until something stops it. */
    String forward(Move<TimelineMover> plan) {
        if (staysOnce) {
            staysOnce = false;
            return standing(Signal.NONE);
        }
        return resume(plan);
    }

    /** To where the guest begins anew, for a debugger that expects no less; the stop reply. */
    String begin(Move<TimelineMover> plan) {
        otherClients.forget();
        client.catchUp();
        return go(plan, Kind.BEGIN);
    }

    /** The same, for gdb's {@code run}, which goes on at once: this time it is to stay there. */
    String beginStanding(Move<TimelineMover> plan) {
        String reply = begin(plan);
        staysOnce = true;
        return reply;
    }

    /** Where this debugger stands, for {@code ?}. One that comes to a machine which runs for nobody stops it. */
    String standing() {
        if (client.stopUnattended()) {
            make(mover -> mover.arrived(Stop.Reason.PAUSE, ""));
        }
        return standing(Signal.TRAP);
    }

    /** For a user who asks for a move in words: no stop reply, gdb does not know that it moved. */
    Stop make(Move<TimelineMover> plan) {
        Stop stop = await(mover -> {
            otherClients.forget();
            return plan.on(mover);
        });
        actor = actor(stop);
        return stop;
    }

    private static OptionalInt actor(Stop stop) {
        return stop.hit().map(hit -> OptionalInt.of(hit.hart())).orElse(OptionalInt.empty());
    }

    /** Lets the machine run for nobody, until this debugger moves it or somebody else stops it. */
    void runUnattended(Move<TimelineMover> plan) {
        CompletableFuture<Boolean> begun = new CompletableFuture<>();
        client.travel(new Move<TimelineMover>() {
                    @Override
                    public Stop on(TimelineMover mover) {
                        begun.complete(true);
                        return plan.on(mover);
                    }

                    @Override
                    public boolean isUnattended() {
                        return true;
                    }
                })
                .exceptionally(refused -> {
                    begun.completeExceptionally(refused);
                    throw new CompletionException(refused);
                });
        join(begun);
        unattended = true;
    }

    private String standing(int signal) {
        return client.read(now -> replies.standing(signal, now).format());
    }

    private String go(Move<TimelineMover> plan, Kind kind) {
        Optional<Answer.Going> wanted = pendingMove.take();
        return wanted.isPresent() ? run(wanted.get()) : resume(plan, kind);
    }

    private String brought(OptionalInt by) {
        return client.read(now -> replies.brought(by, now).format());
    }

    private String run(Answer.Going going) {
        if (going == PendingMove.JOIN) {
            boolean byItself = otherClients.jumped();
            otherClients.forget();
            client.catchUp();
            return brought(byItself ? actor : OptionalInt.empty());
        }
        peer.flush();
        interrupts.commandEnded();
        interrupts.resumed();
        String[] reply = {""};
        try {
            Stop stop = await(mover -> {
                otherClients.forget();
                if (interrupts.commandIsInterrupted()) {
                    // It came before this began; each move has its own words for that.
                    client.interrupt();
                }
                Stop end = going.plan().on(mover);
                boolean paused = end.reason() == Stop.Reason.PAUSE;
                StopReply told =
                        paused ? replies.standing(Signal.INT, mover.now()) : replies.brought(actor(end), mover.now());
                reply[0] = told.format();
                return end;
            });
            pendingMove.done(going, stop);
            return reply[0];
        } catch (RefusedException refused) {
            pendingMove.refused(String.valueOf(refused.getMessage()));
            return brought(OptionalInt.empty());
        }
    }

    private String resume(Move<TimelineMover> plan, Kind kind) {
        if (otherClients.acted() && !otherClients.running()) {
            String act = otherClients.lastAct();
            otherClients.forget();
            if (!client.isCurrent()) {
                client.catchUp();
                tellWhoMoved(act);
                return client.read(now -> moved(kind, now).format());
            }
        }
        peer.flush();
        boolean begins = interrupts.resumed();
        Trip trip = new Trip(plan, kind);
        Stop stop = await(trip);
        stopped(stop.reason());
        Optional<String> stale = staleRegisters.after(begins, oneRuns, trip.othersMoved, trip.stopsOnBreakpoint);
        if (kind.silent()) {
            return trip.reply;
        }
        tellWhoMoved(trip.movedBy);
        otherClients.news().forEach(peer::console);
        StopReplies.remark(stop).ifPresent(peer::console);
        if (!otherClients.accompanied() && !peer.speaks(LldbCommands.LLDB)) {
            stale.ifPresent(peer::console);
        }
        if (!trip.another.isEmpty()) {
            peer.console("%s, before this thread made its step.".formatted(trip.another));
        }
        return trip.reply;
    }

    private void stopped(Stop.Reason reason) {
        switch (reason) {
            case PAUSE, ENDED -> interrupts.commandEnded();
            case BREAKPOINT, WATCHPOINT -> interrupts.stopped(true);
            default -> interrupts.stopped(false);
        }
    }

    private StopReply moved(Kind kind, Inspector now) {
        return kind.alone().isPresent()
                ? replies.of(kind.alone().getAsInt(), Signal.NONE, now)
                : replies.standing(Signal.NONE, now);
    }

    private void tellWhoMoved(String act) {
        if (!act.isEmpty()) {
            peer.console("[" + act + "]");
        }
    }

    /** Runs on the machine's thread: others may have acted, or the user may have interrupted, while the plan waited. */
    private final class Trip implements Move<TimelineMover> {
        private final Move<TimelineMover> plan;
        private final Kind kind;
        private String reply = "";
        /** Where another thread stopped than this debugger lets run. */
        private String another = "";
        /** Who acted before this could begin. */
        private String movedBy = "";

        private boolean othersMoved;
        private boolean stopsOnBreakpoint;

        Trip(Move<TimelineMover> plan, Kind kind) {
            this.plan = plan;
            this.kind = kind;
        }

        @Override
        public boolean mayContinueACommand() {
            return true;
        }

        @Override
        public Stop on(TimelineMover mover) {
            if (otherClients.acted()) {
                movedBy = otherClients.lastAct();
                otherClients.forget();
                reply = moved(kind, mover.now()).format();
                return mover.arrived(Stop.Reason.STEP, "");
            }
            long begin = mover.step();
            boolean interrupted = interrupts.commandIsInterrupted();
            Stop stop = interrupted ? mover.arrived(Stop.Reason.PAUSE, "Paused") : plan.on(mover);
            Inspector now = mover.now();
            StopReply told = replies.told(stop, now, kind.stepping());
            if (kind.alone().isPresent()
                    && replies.isOfAnother(told, kind.alone().getAsInt())) {
                another = replies.whoStopped(now);
                int signal = stop.reason() == Stop.Reason.PAUSE ? Signal.INT : Signal.NONE;
                told = replies.of(kind.alone().getAsInt(), signal, now);
            }
            reply = told.format();
            othersMoved = Math.abs(mover.step() - begin) > 1 && replies.severalThreads(now);
            stopsOnBreakpoint = replies.standsOnBreakpoint(now);
            return stop;
        }
    }

    /**
     * What gdb expects of a resume.
     *
     * @param stepping it takes a SIGTRAP for the end of its step
     * @param alone the only thread that it lets run
     * @param silent it takes whatever comes for the stop reply
     */
    private record Kind(boolean stepping, OptionalInt alone, boolean silent) {
        static final Kind STEP = new Kind(true, OptionalInt.empty(), false);
        static final Kind RESUME = new Kind(false, OptionalInt.empty(), false);
        static final Kind BEGIN = new Kind(true, OptionalInt.empty(), true);
    }

    private Stop await(Move<TimelineMover> move) {
        staysOnce = false;
        if (unattended) {
            unattended = false;
            client.stopUnattended();
        }
        searches.begin();
        CompletableFuture<Stop> moving = client.travel(move);
        moving.whenComplete((stop, failure) -> searches.end());
        tellProgress();
        return join(moving);
    }

    private static <T> T join(CompletableFuture<T> future) {
        try {
            return future.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException refused ? refused : e;
        }
    }

    /** Until the move has ended. */
    private void tellProgress() {
        try {
            for (Optional<String> line = searches.next(); line.isPresent(); line = searches.next()) {
                peer.console(line.get());
                peer.flush();
            }
        } catch (InterruptedException e) {
            // The debugger has left: nobody listens any more.
            Thread.currentThread().interrupt();
        }
    }
}
