package dev.hindsight.emulator.board;

import dev.hindsight.emulator.machine.Exit;
import dev.hindsight.emulator.machine.Hit;
import dev.hindsight.emulator.machine.Inspector;
import dev.hindsight.emulator.machine.StopPoints;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the hits of a run with a condition, which the engine meets one by one: those for which it does not hold are
 * passed, and a run that only remembers passes all.
 */
final class HitFilter {
    private final StopPoints stops;
    private @Nullable Hit kept;

    HitFilter(StopPoints stops) {
        this.stops = stops;
    }

    /** What the engine is to stop at, so that every hit can be looked at. */
    StopPoints forEngine() {
        return stops.hasCondition() ? stops.remembering(false) : stops;
    }

    /** Whether the run goes on after this exit; {@code now} is the state there. */
    boolean passes(Exit exit, Inspector now) {
        Optional<Hit> met = stops.hasCondition() ? hit(exit) : Optional.empty();
        if (met.isEmpty()) {
            return false;
        }
        boolean counts = met.get() instanceof Hit.Step || stops.condition().holds(met.get(), now);
        if (counts && stops.remembering()) {
            kept = met.get();
        }
        return !counts || stops.remembering();
    }

    /** The last hit that counts, of a remembering run. */
    Optional<Hit> kept() {
        return Optional.ofNullable(kept);
    }

    private static Optional<Hit> hit(Exit exit) {
        if (exit instanceof Exit.Breakpoint breakpoint) {
            return Optional.of(breakpoint.hit());
        }
        if (exit instanceof Exit.Access access) {
            return Optional.of(access.hit());
        }
        if (exit instanceof Exit.Happened happened) {
            return Optional.of(happened.hit());
        }
        return exit instanceof Exit.Stepped stepped ? Optional.of(stepped.hit()) : Optional.empty();
    }
}
