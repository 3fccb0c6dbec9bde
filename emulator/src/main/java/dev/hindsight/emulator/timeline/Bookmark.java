package dev.hindsight.emulator.timeline;

/** A state that the user wants to find again: numbered from 1, {@code name} and {@code note} may be empty. */
public record Bookmark(int id, String name, String note, Mark mark) {
    /** As it is spoken of: its number, and its name if it has one. */
    public String title() {
        return "bookmark " + id + (name.isEmpty() ? "" : " (" + name + ")");
    }
}
