package dev.hindsight.emulator.timeline;

import java.util.List;

/** What went with a branch: its number and those of what grew from it, and the bookmarks of states that only they held. */
public record Deletion(List<Integer> branches, List<Bookmark> bookmarks) {
    public Deletion {
        branches = List.copyOf(branches);
        bookmarks = List.copyOf(bookmarks);
    }
}
