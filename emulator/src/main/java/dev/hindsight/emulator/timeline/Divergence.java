package dev.hindsight.emulator.timeline;

/**
 * A replay did not find the state that was recorded: the machine, or the host, is at fault.
 *
 * @param moment where it was noticed
 * @param description a sentence for the user
 */
public record Divergence(Moment moment, String description) {}
