package dev.hindsight.adapter.dap;

import dev.hindsight.emulator.client.ClientEvent;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.eclipse.lsp4j.debug.ProgressEndEventArguments;
import org.eclipse.lsp4j.debug.ProgressStartEventArguments;
import org.eclipse.lsp4j.debug.ProgressUpdateEventArguments;
import org.eclipse.lsp4j.debug.services.IDebugProtocolClient;

/**
 * Shows the client how far a search is, once its move takes longer than half a second. Owned by the request thread; the
 * id that is shown may be asked for by any.
 */
final class SearchProgress {
    private static final long PATIENCE = TimeUnit.MILLISECONDS.toNanos(500);

    private final IDebugProtocolClient client;
    private final LongSupplier clock;
    private int moves;
    private long began;
    private volatile String shown = "";

    SearchProgress(IDebugProtocolClient client, LongSupplier clock) {
        this.client = client;
        this.clock = clock;
    }

    /** A move begins. */
    void begin() {
        moves++;
        began = clock.getAsLong();
    }

    void heard(ClientEvent.Progress progress) {
        if (!shown.isEmpty()) {
            var update = new ProgressUpdateEventArguments();
            update.setProgressId(shown);
            update.setPercentage((double) progress.percent());
            client.progressUpdate(update);
        } else if (clock.getAsLong() - began >= PATIENCE) {
            shown = "search-" + moves;
            var start = new ProgressStartEventArguments();
            start.setProgressId(shown);
            start.setTitle(progress.done().equals("saved") ? "Saving history" : "Searching history");
            start.setMessage(String.format(Locale.ROOT, "%,d steps", progress.total()));
            start.setPercentage((double) progress.percent());
            start.setCancellable(true);
            client.progressStart(start);
        }
    }

    /** The move has ended. */
    void end() {
        if (!shown.isEmpty()) {
            var end = new ProgressEndEventArguments();
            end.setProgressId(shown);
            shown = "";
            client.progressEnd(end);
        }
    }

    /** Whether this is what is shown now: who cancels it means the move; any thread. */
    boolean isShown(String id) {
        return !shown.isEmpty() && shown.equals(id);
    }
}
