package dev.hindsight.emulator.rtos;

import java.util.ArrayList;
import java.util.List;

/** Small numbers for tasks, from a first one on, as they are first seen: a task keeps its own, gone or not. */
public final class TaskNumbers {
    private final int first;
    private final List<Long> tasks = new ArrayList<>();

    public TaskNumbers(int first) {
        this.first = first;
    }

    /** The number of the task with this id. */
    public int of(long task) {
        if (!tasks.contains(task)) {
            tasks.add(task);
        }
        return first + tasks.indexOf(task);
    }

    /** Whether some task has that number. */
    public boolean has(int number) {
        return number >= first && number < first + tasks.size();
    }

    /** The id of the task with that number. */
    public long task(int number) {
        return tasks.get(number - first);
    }
}
