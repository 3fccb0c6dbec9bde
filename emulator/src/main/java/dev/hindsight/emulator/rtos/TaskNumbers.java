package dev.hindsight.emulator.rtos;

import dev.hindsight.emulator.machine.MachineInfo;
import dev.hindsight.emulator.machine.MachineInfo.Kind;
import dev.hindsight.emulator.machine.MachineInfo.Region;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Numbers for tasks, from a first one on. They follow from where in RAM a task's control block lies, not from when it is
 * seen: a task has the same one for everybody, wherever in history it was met first.
 */
public final class TaskNumbers {
    private final int first;
    private final List<Region> ram;
    /** Those that were seen, by their numbers. */
    private final Map<Integer, Long> tasks = new HashMap<>();

    public TaskNumbers(int first, MachineInfo info) {
        this.first = first;
        this.ram = info.regions().stream()
                .filter(region -> region.kind() == Kind.RAM)
                .toList();
    }

    /** The number of the task with this id. */
    public int of(long task) {
        int number = first + word(task);
        tasks.put(number, task);
        return number;
    }

    /** Which of RAM's words it begins with; one outside, which no kernel has, comes behind them all. */
    private int word(long task) {
        long before = 0;
        for (Region region : ram) {
            long offset = task - region.base();
            if (Long.compareUnsigned(offset, region.size()) < 0) {
                return (int) ((before + offset) / Integer.BYTES);
            }
            before += region.size();
        }
        return (int) (before / Integer.BYTES) + Math.floorMod(Long.hashCode(task), 1 << 20);
    }

    /** Whether some task was seen that has that number. */
    public boolean has(int number) {
        return tasks.containsKey(number);
    }

    /** The id of the task with that number, which was seen. */
    public long task(int number) {
        return Objects.requireNonNull(tasks.get(number));
    }
}
