package dev.hindsight.emulator.board;

import dev.hindsight.emulator.machine.Hit;
import dev.hindsight.emulator.machine.Inspector;
import dev.hindsight.emulator.machine.StopPoints;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the hits of a run with a condition, which the engine meets step by step: those for which it does not hold are
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
        return stops.hasCondition() ? stops.keepLast(false) : stops;
    }

    /** The first of {@code hits} that counts and stops the run, if one does; {@code now} is the state where they are seen. */
    Optional<Hit> stop(List<Hit> hits, Inspector now) {
        Optional<Hit> counts = hits.stream()
                .filter(hit -> hit instanceof Hit.Step || stops.condition().holds(hit, now))
                .findFirst();
        if (!stops.keepLast()) {
            return counts;
        }
        kept = counts.orElse(kept);
        return Optional.empty();
    }

    /** The last hit that counts, of a run that keeps it. */
    Optional<Hit> kept() {
        return Optional.ofNullable(kept);
    }
}
