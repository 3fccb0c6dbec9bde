package dev.hindsight.emulator.server;

import dev.hindsight.emulator.client.TimelineMover;
import dev.hindsight.emulator.machine.Hit;
import dev.hindsight.emulator.timeline.Stop;

/**
 * Where gdb wants to stand when a watchpoint was met.
 *
 * <p>gdb knows that RISC-V reports a watched access before it is made: it removes its watchpoints, makes one more step in
 * the direction of travel by itself, and then compares values. So it must stand before the access going forward, and
 * after it going backward, even where that means that nothing moved; any other choice is off by one step.
 */
final class WatchpointStops {
    private WatchpointStops() {}

    static Stop forward(TimelineMover mover, Stop stop) {
        return standAt(mover, stop, 0);
    }

    static Stop backward(TimelineMover mover, Stop stop) {
        return standAt(mover, stop, 1);
    }

    private static Stop standAt(TimelineMover mover, Stop stop, int offset) {
        if (stop.reason() != Stop.Reason.WATCHPOINT) {
            return stop;
        }
        Hit hit = stop.hit().orElseThrow();
        Stop sought = mover.seek(hit.step() + offset);
        return sought.reason() == Stop.Reason.PAUSE
                ? sought
                : new Stop(stop.reason(), mover.moment(), stop.hit(), stop.description(), stop.status());
    }
}
