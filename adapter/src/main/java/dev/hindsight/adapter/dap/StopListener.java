package dev.hindsight.adapter.dap;

import dev.hindsight.emulator.timeline.Stop;
import org.eclipse.lsp4j.debug.StoppedEventArguments;

/** Hears how moves end; on the request thread. */
interface StopListener {
    /** A move began that the client does not know of by a request of the protocol's own. */
    void continued();

    /** A move ended here; the event tells it. {@code command}: the line that asked for it in words, if one did. */
    void stopped(Stop stop, StoppedEventArguments event, String command);

    /** A move that had begun came to nothing. */
    void failed(Throwable failure);

    /** A log point has a line to say. */
    void logged(String line);
}
