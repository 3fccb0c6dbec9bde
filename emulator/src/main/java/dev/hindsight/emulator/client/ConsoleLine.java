package dev.hindsight.emulator.client;

import dev.hindsight.emulator.timeline.Moment;

/** A line that the guest wrote on its console; {@code ended} is the step, and its branch, that wrote the end of it. */
public record ConsoleLine(Moment ended, String text) {}
