package dev.hindsight.emulator;

import dev.hindsight.emulator.session.TimelineSession;

/** Starts a machine for a guest. */
public final class Emulator {
    private Emulator() {}

    /** A session that stands before the first step; throws {@link GuestException} if the guest cannot be run. */
    public static TimelineSession start(GuestConfig config) {
        throw new GuestException("No machine yet for " + config.program() + ".");
    }
}
