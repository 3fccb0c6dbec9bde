package dev.hindsight.emulator.timeline;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** All branches by number, and their names. A number is never given twice, also when its branch is deleted. */
final class Branches {
    /** So many at most, deleted ones counted: they are few in a person's work, and must not fill memory in a script's. */
    private static final int MOST = 1 << 16;

    private static final long BRANCH_BYTES = 200;
    private static final long INPUT_BYTES = 8;

    private final List<@Nullable Branch> all = new ArrayList<>();
    private final Map<Integer, String> names = new HashMap<>();

    Branches(Branch root) {
        all.add(root);
    }

    Branch root() {
        return Objects.requireNonNull(all.get(0));
    }

    Branch get(int id) {
        if (!has(id)) {
            throw new TimelineException("There is no branch " + id + ".");
        }
        return Objects.requireNonNull(all.get(id));
    }

    boolean has(int id) {
        return id >= 0 && id < all.size() && all.get(id) != null;
    }

    /** The number of the next branch. */
    int next() {
        if (all.size() == MOST) {
            throw new TimelineException("There are too many branches: delete some first.");
        }
        return all.size();
    }

    void add(Branch branch) {
        all.add(branch);
    }

    /** The one that was added last. */
    Branch last() {
        return get(all.size() - 1);
    }

    /** Those that are not deleted. */
    private List<Branch> kept() {
        return all.stream().filter(Objects::nonNull).toList();
    }

    List<BranchInfo> infos() {
        return kept().stream().map(this::info).toList();
    }

    BranchInfo info(Branch branch) {
        Branch parent = branch.parent();
        int parentId = parent == null ? -1 : parent.id();
        return new BranchInfo(
                branch.id(), parentId, branch.forkStep(), branch.end(), names.getOrDefault(branch.id(), ""));
    }

    /** An empty name takes the name away. */
    void name(int id, String name) {
        get(id);
        if (name.isEmpty()) {
            names.remove(id);
            return;
        }
        HistoryNames.check(name);
        names.forEach((other, taken) -> {
            if (taken.equals(name) && other != id) {
                throw new TimelineException("Branch " + other + " is already called '" + name + "'.");
            }
        });
        names.put(id, name);
    }

    /**
     * Forgets a branch, and those that grew from it where {@code withOffspring} says so; returns what is gone. Throws where
     * {@code present}, on which the machine stands, would be lost.
     */
    List<Branch> delete(int id, boolean withOffspring, Branch present) {
        Branch branch = get(id);
        if (branch.parent() == null) {
            throw new TimelineException("Branch 0 cannot be deleted: all other branches grew from it.");
        }
        if (present.descendsFrom(branch)) {
            throw new TimelineException("You are on " + (present == branch ? "" : "a branch that grew from ")
                    + "branch " + id + "; switch to another first.");
        }
        List<Branch> gone =
                kept().stream().filter(each -> each.descendsFrom(branch)).toList();
        if (gone.size() > 1 && !withOffspring) {
            throw new TimelineException("Branch %d grew from branch %d; delete it first, or all of them at once."
                    .formatted(gone.get(1).id(), id));
        }
        gone.forEach(each -> {
            all.set(each.id(), null);
            names.remove(each.id());
        });
        return gone;
    }

    /** Bytes of memory, roughly; of the inputs themselves only the references. */
    long bytes() {
        long sum = 0;
        for (Branch branch : all) {
            sum += branch == null
                    ? 8
                    : BRANCH_BYTES + INPUT_BYTES * branch.log().size();
        }
        return sum;
    }
}
