package dev.hindsight.adapter.target;

import dev.hindsight.emulator.timeline.Stop;
import java.util.concurrent.CompletableFuture;

/** The facet of a target that can go backward. */
public interface Reverse {
    /** As {@link Target#move}, with the way back open. */
    CompletableFuture<Stop> move(Plan plan);

    /** A plan that may go in both directions. */
    @FunctionalInterface
    interface Plan {
        Stop on(ReverseTravel travel);
    }
}
