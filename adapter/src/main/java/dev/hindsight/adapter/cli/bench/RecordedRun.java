package dev.hindsight.adapter.cli.bench;

import dev.hindsight.emulator.client.TimelineClient;
import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.session.TimelineSession;
import java.util.List;

/** A program that ran for a while and was recorded; the machine stands at the end. */
final class RecordedRun implements AutoCloseable {
    private final TimelineSession session;
    private final TimelineClient client;
    private final long before;
    private final long end;
    private final double nanos;

    /** Runs to step {@code limit}, or to the guest's end if that comes first. */
    RecordedRun(TimelineSession session, long limit) {
        this.session = session;
        this.client = session.join("bench", event -> {});
        session.endConsole();
        before = client.history().coverage().bytes();
        long began = System.nanoTime();
        end = client.travel(mover -> mover.forward(StopPoints.NONE, limit))
                .join()
                .step();
        nanos = System.nanoTime() - began;
    }

    TimelineSession session() {
        return session;
    }

    TimelineClient client() {
        return client;
    }

    long end() {
        return end;
    }

    /** Million steps a second. */
    double speed() {
        return end * 1e3 / nanos;
    }

    long bytes() {
        return client.history().coverage().bytes();
    }

    long longestGap() {
        return client.history().coverage().longestGap();
    }

    double bytesPerMillionSteps() {
        return (bytes() - before) * 1e6 / end;
    }

    /** How much longer a replay takes with a breakpoint that is hit all the time and remembered. */
    double hotBreakpointRatio(long hot, long steps) {
        StopPoints stops = StopPoints.NONE.withBreakpoints(List.of(hot)).keepLast(true);
        replay(stops, steps);
        return replay(stops, steps) / replay(StopPoints.NONE, steps);
    }

    private double replay(StopPoints stops, long steps) {
        double[] took = new double[1];
        client.travel(mover -> {
                    mover.seek(Math.max(0, end - steps));
                    long began = System.nanoTime();
                    var stop = mover.forward(stops, end);
                    took[0] = System.nanoTime() - began;
                    return stop;
                })
                .join();
        return took[0];
    }

    @Override
    public void close() {
        session.close();
    }
}
