package dev.hindsight.emulator.timeline;

import dev.hindsight.emulator.machine.Input;

/** An input, and the step at which it takes effect. */
public record TimedInput(long step, Input input) {}
