package dev.hindsight.emulator.timeline;

/** A place in history: the state at {@code step} of {@code branch}, after the inputs there. Branches count from 0. */
public record Moment(int branch, long step) {}
