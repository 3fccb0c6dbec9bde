package dev.hindsight.emulator.timeline;

import dev.hindsight.emulator.machine.Input;
import java.util.ArrayList;
import java.util.List;

/** The recorded inputs of a branch from its root on, in order, each with the step at which it takes effect. */
final class InputLog {
    private final List<TimedInput> entries = new ArrayList<>();

    void append(long step, Input input) {
        entries.add(new TimedInput(step, input));
    }

    int size() {
        return entries.size();
    }

    Input input(int index) {
        return entries.get(index).input();
    }

    /** The step of the entry at {@code index}; no step at all ({@code Long.MAX_VALUE}) behind the last. */
    long step(int index) {
        return index < entries.size() ? entries.get(index).step() : Long.MAX_VALUE;
    }

    /** A log of its own that begins with the first {@code count} entries of this one. */
    InputLog prefix(int count) {
        InputLog copy = new InputLog();
        copy.entries.addAll(entries.subList(0, count));
        return copy;
    }
}
