package dev.hindsight.emulator.hart;

import dev.hindsight.emulator.state.StateVisitor;

/** A counter that follows another one at a distance, can be written, and can be stopped. */
final class Counter {
    private final String name;
    private long offset;
    private boolean stopped;

    Counter(String name) {
        this.name = name;
    }

    long value(long now) {
        return stopped ? offset : now + offset;
    }

    void set(long value, long now) {
        offset = stopped ? value : value - now;
    }

    void stop(boolean stop, long now) {
        long value = value(now);
        stopped = stop;
        set(value, now);
    }

    boolean stopped() {
        return stopped;
    }

    void visit(StateVisitor visitor) {
        offset = visitor.number(name, offset);
        stopped = visitor.flag(name, stopped);
    }
}
