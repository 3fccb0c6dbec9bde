package dev.hindsight.emulator.recording;

/** The hash of the state at a step of a branch, after so many of its inputs. */
public record HashMark(int branch, long step, int inputsApplied, long hash) {}
