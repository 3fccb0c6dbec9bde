package dev.hindsight.emulator.timeline;

import dev.hindsight.emulator.machine.Difference;
import java.util.List;
import java.util.OptionalLong;

/**
 * How two branches differ.
 *
 * @param fork the last step up to which they are one history, before the inputs there
 * @param until the last step that both hold
 * @param first the first step whose states differ; empty if none does
 * @param at the step whose states are told; the first that differs, if none was asked for
 * @param differences between the states at {@code at}
 */
public record BranchDifference(long fork, long until, OptionalLong first, long at, List<Difference> differences) {
    public BranchDifference {
        differences = List.copyOf(differences);
    }
}
