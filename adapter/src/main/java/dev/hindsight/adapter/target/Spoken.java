package dev.hindsight.adapter.target;

import dev.hindsight.emulator.timeline.Stop;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** What comes of a line in the target's own words for travelling. */
public sealed interface Spoken {
    /** It is done, and this is the answer. */
    record Said(String text) implements Spoken {}

    /**
     * It moves the machine, once {@code move} is called: that runs its argument when the machine has taken the move on,
     * and completes with the stop.
     *
     * @param told the answer when it has stopped there
     */
    record Going(Function<Runnable, CompletableFuture<Stop>> move, Function<Stop, String> told) implements Spoken {}
}
