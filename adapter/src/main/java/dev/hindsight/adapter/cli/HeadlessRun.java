package dev.hindsight.adapter.cli;

import dev.hindsight.emulator.session.TimelineSession;
import dev.hindsight.emulator.timeline.Stop;
import java.util.concurrent.ExecutionException;

/** Runs a guest to its end with the standard streams as its console. */
final class HeadlessRun {
    private final Streams streams;

    HeadlessRun(Streams streams) {
        this.streams = streams;
    }

    /** Returns the exit status. */
    int run(TimelineSession session) throws ExecutionException, InterruptedException {
        GuestConsole console = new GuestConsole(session);
        console.showOn(streams.out());
        console.tellNewsTo(sentence -> streams.err().println("hindsight: " + sentence));
        console.typeFrom(streams.in(), session::endConsole);
        return statusAfter(console.run().get());
    }

    private int statusAfter(Stop stop) {
        switch (stop.reason()) {
            case EXIT:
            case ENDED:
                return ExitStatus.ofGuest(stop.status());
            case EXCEPTION:
                return report(stop, ExitStatus.CRASH);
            case IDLE:
                return report(stop, ExitStatus.SLEEPS);
            case PAUSE: // by a signal, which decides the status
                return ExitStatus.FAILURE;
            default:
                return report(stop, ExitStatus.FAILURE);
        }
    }

    private int report(Stop stop, int status) {
        streams.err().println("hindsight: " + stop.description() + " (step " + stop.step() + ")");
        return status;
    }
}
