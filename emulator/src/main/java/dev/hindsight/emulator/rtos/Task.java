package dev.hindsight.emulator.rtos;

import java.util.OptionalInt;

/**
 * A task at a moment.
 *
 * @param id the address of its control block, the same for as long as it lives
 * @param hart the one that runs it
 */
public record Task(long id, String name, State state, long priority, OptionalInt hart) {
    /** What a task does. */
    public enum State {
        RUNNING,
        READY,
        BLOCKED,
        SUSPENDED,
        DELETED
    }
}
