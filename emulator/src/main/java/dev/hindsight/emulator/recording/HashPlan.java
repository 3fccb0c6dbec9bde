package dev.hindsight.emulator.recording;

import java.util.HashMap;
import java.util.Map;

/** Where hashes are kept: close together at the beginning of a branch, then every 2^24 steps. */
final class HashPlan {
    private static final long NEAREST = 1 << 16;
    private static final long FARTHEST = 1 << 24;

    private final Map<Integer, Long> lastByBranch = new HashMap<>();
    private final Map<Integer, Long> gapByBranch = new HashMap<>();

    boolean isDue(int branch, long step) {
        Long last = lastByBranch.get(branch);
        long gap = gapByBranch.getOrDefault(branch, NEAREST);
        if (last != null && step - last < gap) {
            return false;
        }
        lastByBranch.put(branch, step);
        gapByBranch.put(branch, Math.min(2 * gap, FARTHEST));
        return true;
    }
}
