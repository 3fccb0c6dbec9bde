package dev.hindsight.adapter.cli.bench;

import dev.hindsight.emulator.client.Move;
import dev.hindsight.emulator.client.TimelineClient;
import dev.hindsight.emulator.client.TimelineMover;
import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.machine.Watch;
import java.util.List;

/** The session itself: what every other door adds to is measured here. */
final class SessionDoor implements TimedClient {
    private final TimelineClient client;

    SessionDoor(TimelineClient client) {
        this.client = client;
    }

    @Override
    public double seek(long step) {
        return timed(mover -> mover.seek(step));
    }

    @Override
    public double stepBack() {
        return timed(mover -> mover.stepBackward(0));
    }

    @Override
    public double reverseContinue(long address) {
        StopPoints stops = StopPoints.NONE.withBreakpoints(List.of(address));
        return timed(mover -> mover.backward(stops, 0));
    }

    @Override
    public double lastWrite(long address, int length) {
        StopPoints stops = StopPoints.NONE.withWatches(List.of(Watch.write(address, length)));
        return timed(mover -> mover.backward(stops, 0));
    }

    private double timed(Move<TimelineMover> move) {
        long began = System.nanoTime();
        client.travel(move).join();
        return (System.nanoTime() - began) / 1e6;
    }

    @Override
    public void close() {
        client.leave();
    }
}
