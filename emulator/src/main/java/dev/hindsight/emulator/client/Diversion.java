package dev.hindsight.emulator.client;

import dev.hindsight.emulator.machine.Bytes;

/**
 * A history that is thrown away: it begins where the machine stands, and leaves no trace when the {@link TimelineMover#divert plan}
 * that has it returns. Nothing that is typed reaches it, no time passes for the host, and nobody hears its console.
 */
public interface Diversion extends TimelineMover {
    /** What the guest has written to its console in this diversion. */
    Bytes console();
}
