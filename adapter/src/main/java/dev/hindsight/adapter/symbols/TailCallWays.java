package dev.hindsight.adapter.symbols;

import dev.hindsight.adapter.dwarf.CallSite;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.LongFunction;

/** The ways on which tail calls lead from one function to another. A way makes no call twice. */
final class TailCallWays {
    private static final int MOST_CALLS = 1000;

    private final Function<CallSite, OptionalLong> target;
    private final LongFunction<Optional<List<CallSite>>> tailCalls;
    private final long goal;
    private final List<List<CallSite>> found = new ArrayList<>();
    private final List<CallSite> way = new ArrayList<>();
    private int calls;

    /**
     * {@code tailCalls}: those of the function at an address, if they are known; {@code target}: the function that a call leads
     * to, if it is known.
     */
    TailCallWays(Function<CallSite, OptionalLong> target, LongFunction<Optional<List<CallSite>>> tailCalls, long goal) {
        this.target = target;
        this.tailCalls = tailCalls;
        this.goal = goal;
    }

    /** What all ways from a function begin and end with, the last call first; nothing if not all of them are known. */
    List<CallSite> from(long function) {
        return collect(function) && !found.isEmpty() ? common() : List.of();
    }

    private boolean collect(long function) {
        if (function == goal) {
            found.add(List.copyOf(way));
        }
        Optional<List<CallSite>> next = tailCalls.apply(function);
        if (next.isEmpty()) {
            return false;
        }
        for (CallSite call : next.get()) {
            OptionalLong called = target.apply(call);
            if (called.isEmpty() || ++calls > MOST_CALLS) {
                return false;
            }
            if (!way.contains(call)) {
                way.add(call);
                boolean isKnown = collect(called.getAsLong());
                way.remove(way.size() - 1);
                if (!isKnown) {
                    return false;
                }
            }
        }
        return true;
    }

    private List<CallSite> common() {
        List<CallSite> one = found.get(0);
        int shortest = found.stream().mapToInt(List::size).min().orElse(0);
        int start = 0;
        while (start < shortest && isCommon(start, one.get(start), false)) {
            start++;
        }
        int end = 0;
        while (start + end < shortest && isCommon(end, one.get(one.size() - 1 - end), true)) {
            end++;
        }
        var result = new ArrayList<CallSite>(one.subList(0, start));
        result.addAll(one.subList(one.size() - end, one.size()));
        Collections.reverse(result);
        return result;
    }

    private boolean isCommon(int index, CallSite call, boolean fromEnd) {
        return found.stream().allMatch(it -> it.get(fromEnd ? it.size() - 1 - index : index) == call);
    }
}
