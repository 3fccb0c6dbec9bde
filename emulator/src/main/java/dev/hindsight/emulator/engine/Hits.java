package dev.hindsight.emulator.engine;

import dev.hindsight.emulator.machine.Hit;
import dev.hindsight.emulator.machine.StopPoints;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the steps of a run have met, put together here whoever noticed it: everything of the last step that met
 * anything. When a run of the engine is over, nothing is missing.
 *
 * <p>A run that {@link StopPoints#keepLast keeps the last hit} may meet one at every few steps: breakpoints and accesses
 * are kept as numbers, and made into hits for those who ask.
 */
public final class Hits {
    private static final long NO_STEP = -1;

    private long step = NO_STEP;

    private boolean stoppedBefore;
    private int breakHart;
    private long breakPc;

    private final List<Hit.Access> accesses = new ArrayList<>();
    private int accessHart;
    private long accessPc;

    private final List<Hit.Happened> events = new ArrayList<>();
    private final List<Hit.Happened> transfers = new ArrayList<>();
    private Hit.@Nullable Step made;

    /** Forgets all. */
    public void clear() {
        step = NO_STEP;
        forget();
    }

    private void forget() {
        stoppedBefore = false;
        accesses.clear();
        events.clear();
        transfers.clear();
        made = null;
    }

    /** Whether {@code of} is no earlier step than those that met something; of those nothing is kept then. */
    private boolean isLast(long of) {
        if (of > step) {
            step = of;
            forget();
        }
        return of == step;
    }

    // ---- Who notices something ----

    /** Before this step there is a breakpoint, or an EBREAK that is treated as one. */
    public void breakpoint(long at, int hart, long pc) {
        if (isLast(at)) {
            stoppedBefore = true;
            breakHart = hart;
            breakPc = pc;
        }
    }

    /** The step makes a watched access; of its accesses, the first says which instruction it is. */
    void access(long at, int hart, long pc, Hit.Access access) {
        if (isLast(at)) {
            if (accesses.isEmpty()) {
                accessHart = hart;
                accessPc = pc;
            }
            accesses.add(access);
        }
    }

    /** A function was called, or returned. Who stops before a called function's first instruction says so twice. */
    void transfer(Hit.Happened hit) {
        if (isLast(hit.step()) && !transfers.contains(hit)) {
            transfers.add(hit);
        }
    }

    public void event(Hit.Happened hit) {
        if (isLast(hit.step())) {
            events.add(hit);
        }
    }

    /** A step was made that a run was to make. */
    public void made(Hit.Step hit) {
        if (isLast(hit.step())) {
            made = hit;
        }
    }

    // ---- Who asks ----

    /** All that this step has met, if it is the last with anything, but for a breakpoint before it. */
    public List<Hit> of(long which) {
        if (which != step) {
            return List.of();
        }
        List<Hit> hits = new ArrayList<>();
        if (!accesses.isEmpty()) {
            hits.add(data());
        }
        hits.addAll(events);
        hits.addAll(transfers);
        if (made != null) {
            hits.add(made);
        }
        return hits;
    }

    /** The breakpoint before the last step with anything. */
    public Optional<Hit.Code> breakpoint() {
        return stoppedBefore ? Optional.of(code()) : Optional.empty();
    }

    /** The last one, going forward. Of several on one step, the access comes first going backward, then the events. */
    public Optional<Hit> last() {
        if (!accesses.isEmpty()) {
            return Optional.of(data());
        }
        List<Hit.Happened> happened = events.isEmpty() ? transfers : events;
        if (!happened.isEmpty()) {
            return Optional.of(happened.get(happened.size() - 1));
        }
        return stoppedBefore ? Optional.of(code()) : Optional.ofNullable(made);
    }

    private Hit.Code code() {
        return new Hit.Code(step, breakHart, breakPc);
    }

    private Hit.Data data() {
        return new Hit.Data(step, accessHart, accessPc, accesses);
    }
}
