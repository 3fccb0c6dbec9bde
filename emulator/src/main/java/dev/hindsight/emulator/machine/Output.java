package dev.hindsight.emulator.machine;

/** One byte that the guest wrote to its console in step {@code step}. */
public record Output(long step, byte value) {}
