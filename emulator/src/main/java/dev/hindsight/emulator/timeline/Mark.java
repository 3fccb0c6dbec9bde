package dev.hindsight.emulator.timeline;

/**
 * One state of history and no other: a moment, and how many inputs of its branch had taken effect. More may have come at
 * the same step since.
 */
public record Mark(Moment moment, int inputs) {}
