package dev.hindsight.adapter.stepping;

import dev.hindsight.adapter.eval.EvalException;
import dev.hindsight.emulator.client.Mover;
import dev.hindsight.emulator.client.ReverseMover;
import dev.hindsight.emulator.machine.Hit;
import dev.hindsight.emulator.machine.Inspector;
import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.machine.Watch;
import dev.hindsight.emulator.timeline.Stop;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What the user wants to be stopped at during one move. Owned by the machine's thread while the move runs; {@link #met}
 * is for whoever waits for its end.
 */
public final class UserStops {
    private final List<UserStop> stops;
    private final int viewer;
    private final Set<Long> crashesPassed;
    private final CodeView code;
    private final Consumer<String> log;
    private List<UserStop> met = List.of();
    private String change = "";

    /**
     * {@code viewer}: the hart that sees the addresses of data; {@code crashesPassed}: where the machine need not stop at a crash again; {@code log} takes log points' lines.
     */
    public UserStops(List<UserStop> stops, int viewer, Set<Long> crashesPassed, CodeView code, Consumer<String> log) {
        this.stops = List.copyOf(stops);
        this.viewer = viewer;
        this.crashesPassed = Set.copyOf(crashesPassed);
        this.code = code;
        this.log = log;
    }

    /** What the move stopped at; empty if it ended for another reason. */
    public List<UserStop> met() {
        return met;
    }

    /** For a data breakpoint, what happened to the value: {@code count: 3 → 4}. */
    public String change() {
        return change;
    }

    boolean isEmpty() {
        return stops.stream().allMatch(stop -> stop.log().isPresent());
    }

    /** For a forward run: all of them, crashes, and {@code more} addresses of code. */
    StopPoints points(Collection<Long> more) {
        return points(stops, more).stoppingAtCrash(true, crashesPassed);
    }

    /** For a search backward: what was logged once is not logged again. */
    StopPoints pointsBackward() {
        return points(stops.stream().filter(stop -> stop.log().isEmpty()).toList(), List.of());
    }

    private StopPoints points(List<UserStop> some, Collection<Long> more) {
        var addresses = new LinkedHashSet<Long>(more);
        some.forEach(stop -> addresses.addAll(stop.addresses()));
        List<Watch> watches =
                some.stream().flatMap(stop -> stop.watch().stream()).toList();
        return StopPoints.of(addresses, watches).seenBy(viewer);
    }

    /** Whether a stop that a forward run came to is one for the user: then what to tell. */
    Optional<Stop> judgeForward(Mover mover, Stop stop) {
        return stop.hit().flatMap(hit -> judge(mover, stop, hit, true));
    }

    /** As {@link #judgeForward} for a search backward, which stands before an access. */
    Optional<Stop> judgeBackward(ReverseMover mover, Stop stop) {
        Optional<Stop> judged = stop.hit().flatMap(hit -> judge(mover, stop, hit, false));
        if (judged.isEmpty() && stop.hit().orElse(null) instanceof Hit.Data data) {
            // A breakpoint on the instruction that made the access stands at the same place.
            Hit before = new Hit.Code(data.step(), data.hart(), data.pc());
            return judge(mover, stop, before, false);
        }
        return judged;
    }

    private Optional<Stop> judge(Mover mover, Stop stop, Hit hit, boolean forward) {
        List<UserStop> candidates =
                stops.stream().filter(it -> concerns(it, hit)).toList();
        if (candidates.isEmpty()) {
            return Optional.empty();
        }
        if (hit instanceof Hit.Data && !forward) {
            return judgeAccessBackward((ReverseMover) mover, stop, hit, candidates);
        }
        return decide(mover, stop, hit, candidates, forward);
    }

    /** Conditions on data speak of the moment after the access, whichever way one comes to it. */
    private Optional<Stop> judgeAccessBackward(ReverseMover mover, Stop stop, Hit hit, List<UserStop> candidates) {
        mover.seek(hit.step() + 1);
        Optional<Stop> decision = decide(mover, stop, hit, candidates, false);
        mover.seek(hit.step());
        return decision;
    }

    private Optional<Stop> decide(Mover mover, Stop stop, Hit hit, List<UserStop> candidates, boolean forward) {
        List<UserStop> holding = candidates.stream()
                .filter(it -> holds(it, mover.now(), hit.hart()))
                .toList();
        for (UserStop counting : holding) {
            Optional<Stop> interrupted = count(counting, mover, hit);
            if (interrupted.isPresent()) {
                return interrupted;
            }
        }
        List<UserStop> accepted = holding.stream()
                .filter(it ->
                        it.counter().map(counter -> counter.accepts(hit.step())).orElse(true))
                .toList();
        if (forward) {
            accepted.forEach(it -> write(it, mover.now(), hit.hart()));
        }
        met = accepted.stream().filter(it -> it.log().isEmpty()).toList();
        if (met.isEmpty()) {
            return Optional.empty();
        }
        change = hit instanceof Hit.Data data ? describe(met.get(0), data, mover) : "";
        return Optional.of(stop);
    }

    private boolean concerns(UserStop stop, Hit hit) {
        if (hit instanceof Hit.Data data) {
            return stop.watch()
                    .map(watch -> data.accesses().stream()
                            .anyMatch(access -> watch.covers(access.kind(), access.address(), access.length())))
                    .orElse(false);
        }
        return stop.addresses().contains(code.program().canonical(hit.pc()));
    }

    private boolean holds(UserStop stop, Inspector now, int hart) {
        try {
            return stop.condition().isEmpty()
                    || code.evaluate(stop.condition().get(), now, hart).isTrue();
        } catch (EvalException wrong) {
            // Better a stop too many than a bug that passes by.
            log.accept("The condition \"%s\" cannot be evaluated here: %s"
                    .formatted(stop.condition().orElse(""), wrong.getMessage()));
            return true;
        }
    }

    private Optional<Stop> count(UserStop stop, Mover mover, Hit hit) {
        if (stop.counter().isEmpty() || !(mover instanceof ReverseMover reverse)) {
            return Optional.empty();
        }
        StopPoints points = points(List.of(stop), List.of());
        return stop.counter().get().countTo(hit.step(), points, reverse, it -> holds(stop, reverse.now(), it.hart()));
    }

    private void write(UserStop stop, Inspector now, int hart) {
        stop.log().ifPresent(message -> log.accept(message.filledBy(expression -> shown(expression, now, hart))));
    }

    private String shown(String expression, Inspector now, int hart) {
        try {
            return code.evaluate(expression, now, hart).display();
        } catch (EvalException wrong) {
            return "<" + wrong.getMessage() + ">";
        }
    }

    /** Before and after the access; leaves the machine where it stands. */
    private String describe(UserStop stop, Hit.Data hit, Mover mover) {
        if (stop.shown().isEmpty()) {
            return stop.label();
        }
        String after = shown(stop.shown(), mover.now(), hit.hart());
        if (!(mover instanceof ReverseMover reverse)) {
            return "%s: %s".formatted(stop.label(), after);
        }
        long here = reverse.step();
        reverse.seek(hit.step());
        String before = shown(stop.shown(), reverse.now(), hit.hart());
        reverse.seek(here);
        return "%s: %s".formatted(stop.label(), before.equals(after) ? after : before + " \u2192 " + after);
    }
}
