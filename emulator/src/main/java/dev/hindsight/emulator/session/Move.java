package dev.hindsight.emulator.session;

import dev.hindsight.emulator.timeline.Stop;

/**
 * A plan that moves the machine, run as one action on the machine's thread; no other client acts before it returns. A
 * plan may make thousands of small moves (source-level stepping); it returns the stop that its client is to be told.
 */
@FunctionalInterface
public interface Move {
    Stop on(Mover mover);
}
