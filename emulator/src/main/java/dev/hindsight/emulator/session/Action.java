package dev.hindsight.emulator.session;

import dev.hindsight.emulator.client.RefusedException;
import dev.hindsight.emulator.timeline.TimelineException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something to do on the machine's thread.
 *
 * @param client who asks; null for the session itself
 * @param exclusive whether it changes the machine, and so waits for its turn
 * @param asked when, in host nanoseconds
 */
record Action<T>(
        @Nullable SharedClient client, boolean exclusive, Supplier<T> body, CompletableFuture<T> result, long asked) {
    void perform() {
        T value;
        try {
            value = body.get();
        } catch (TimelineException refused) {
            refuse(String.valueOf(refused.getMessage()));
            return;
        } catch (OutOfMemoryError e) {
            refuse("Hindsight ran out of memory: give it more, for example with JAVA_TOOL_OPTIONS=-Xmx2g, "
                    + "or keep less history with --history.");
            return;
        } catch (RuntimeException | Error e) {
            result.completeExceptionally(e);
            return;
        }
        result.complete(value);
    }

    void refuse(String sentence) {
        result.completeExceptionally(new RefusedException(sentence));
    }
}
