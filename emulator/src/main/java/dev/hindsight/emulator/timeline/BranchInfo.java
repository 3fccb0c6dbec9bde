package dev.hindsight.emulator.timeline;

/** A branch as users see it: {@code parent} is -1 for the first. It holds the steps up to {@code end}. */
public record BranchInfo(int id, int parent, long forkStep, long end) {}
