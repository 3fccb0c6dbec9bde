package dev.hindsight.emulator.client;

import dev.hindsight.emulator.timeline.Bookmark;
import dev.hindsight.emulator.timeline.BranchInfo;
import dev.hindsight.emulator.timeline.Moment;
import java.util.List;
import java.util.Optional;

/**
 * What is recorded.
 *
 * @param here where the machine stands
 * @param start the first recorded step
 * @param end the last recorded step of the present branch
 * @param branches all branches, by number
 * @param bookmarks all bookmarks, by number
 * @param coverage what it takes, and how well it is covered
 */
public record History(
        Moment here, long start, long end, List<BranchInfo> branches, List<Bookmark> bookmarks, Coverage coverage) {
    public History {
        branches = List.copyOf(branches);
        bookmarks = List.copyOf(bookmarks);
    }

    /** The branch of that number or name. */
    public Optional<BranchInfo> branch(String numberOrName) {
        return branches.stream()
                .filter(each -> numberOrName.equals(Integer.toString(each.id()))
                        || !numberOrName.isEmpty() && numberOrName.equals(each.name()))
                .findFirst();
    }

    /** The branch of that number. */
    public BranchInfo branch(int id) {
        return branch(Integer.toString(id)).orElseThrow();
    }

    /** The bookmark of that number or name. */
    public Optional<Bookmark> bookmark(String numberOrName) {
        return bookmarks.stream()
                .filter(each -> numberOrName.equals(Integer.toString(each.id()))
                        || !numberOrName.isEmpty() && numberOrName.equals(each.name()))
                .findFirst();
    }

    /** The same as it is for who stands at the same step of another branch. */
    public History on(int branch) {
        Moment there = new Moment(branch, here.step());
        return new History(there, start, branch(branch).end(), branches, bookmarks, coverage);
    }
}
