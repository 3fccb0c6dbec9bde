package dev.hindsight.emulator.client;

import dev.hindsight.emulator.timeline.Stop;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A client of a machine that can go backward. */
public interface ReverseClient extends Client {
    /** As {@link #move}, with the way back open. */
    CompletableFuture<Stop> moveEitherWay(Move<? super ReverseMover> move);

    @Override
    default Optional<ReverseClient> reverse() {
        return Optional.of(this);
    }
}
