package dev.hindsight.adapter.dap;

import dev.hindsight.emulator.timeline.Stop;
import org.eclipse.lsp4j.debug.StoppedEventArguments;

/** Hears how moves end; on the request thread. */
interface StopListener {
    /** A move ended here; the event tells it. */
    void stopped(Stop stop, StoppedEventArguments event);

    /** A move that had begun came to nothing. */
    void failed(Throwable failure);

    /** A log point has a line to say. */
    void logged(String line);
}
