package dev.hindsight.emulator.timeline;

/** A branch as users see it: {@code parent} is -1 for the first, {@code name} may be empty. It holds steps up to {@code end}. */
public record BranchInfo(int id, int parent, long forkStep, long end, String name) {
    /** As it is spoken of: its number, and its name if it has one. */
    public String title() {
        return "branch " + id + (name.isEmpty() ? "" : " (" + name + ")");
    }
}
