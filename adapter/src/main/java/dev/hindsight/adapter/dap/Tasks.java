package dev.hindsight.adapter.dap;

import dev.hindsight.adapter.eval.Write;
import dev.hindsight.adapter.frames.FrameRegisters;
import dev.hindsight.adapter.symbols.Registers;
import dev.hindsight.emulator.client.Client;
import dev.hindsight.emulator.isa.Extension;
import dev.hindsight.emulator.isa.Isa;
import dev.hindsight.emulator.machine.Inspector;
import dev.hindsight.emulator.machine.MachineInfo;
import dev.hindsight.emulator.rtos.Rtos;
import dev.hindsight.emulator.rtos.SavedRegisters;
import dev.hindsight.emulator.rtos.Task;
import dev.hindsight.emulator.rtos.TaskNumbers;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.eclipse.lsp4j.debug.Thread;

/**
 * The threads that a client sees: harts, each with the task that it runs, and the tasks that do not run. Hart h is thread
 * h + 1, tasks have the numbers behind those. Owned by the request thread.
 */
final class Tasks {
    private final Client target;
    private final int harts;
    private final Optional<Rtos> rtos;
    private final TaskNumbers numbers;

    Tasks(Client target) {
        MachineInfo info = target.info();
        this.target = target;
        this.harts = info.harts();
        this.rtos = Rtos.in(info);
        this.numbers = new TaskNumbers(harts + 1, info);
    }

    Thread[] threads() {
        List<Task> tasks = rtos.map(kernel -> target.read(kernel::tasks)).orElse(List.of());
        List<Thread> threads = new ArrayList<>();
        for (int hart = 0; hart < harts; hart++) {
            threads.add(thread(hart + 1, "hart " + hart + running(tasks, hart)));
        }
        tasks.stream()
                .filter(task -> task.hart().isEmpty())
                .map(task -> thread(
                        numbers.of(task.id()),
                        task.name() + " (" + task.state().name().toLowerCase(Locale.ROOT) + ")"))
                .forEach(threads::add);
        return threads.toArray(Thread[]::new);
    }

    private static String running(List<Task> tasks, int hart) {
        return tasks.stream()
                .filter(task -> task.hart().orElse(-1) == hart)
                .map(task -> " [" + task.name() + "]")
                .findFirst()
                .orElse("");
    }

    private static Thread thread(int number, String name) {
        var thread = new Thread();
        thread.setId(number);
        thread.setName(name);
        return thread;
    }

    boolean isHart(int thread) {
        return thread >= 1 && thread <= harts;
    }

    /** Only what runs can make a step. */
    void requireHart(int thread) {
        if (!isHart(thread)) {
            requireTask(thread);
            throw new RequestException(
                    "This task is not running now: step the hart instead, or set a breakpoint where the task will continue.");
        }
    }

    private void requireTask(int thread) {
        if (!numbers.has(thread)) {
            throw new RequestException("There is no thread %d.".formatted(thread));
        }
    }

    /** The registers of a task that does not run, now. */
    FrameRegisters registers(int thread) {
        requireTask(thread);
        long id = numbers.task(thread);
        return target.read(now -> {
            Rtos kernel = rtos.orElseThrow();
            boolean waits = kernel.tasks(now).stream()
                    .anyMatch(task -> task.id() == id && task.hart().isEmpty());
            return registers(now, waits ? kernel.saved(now, id) : SavedRegisters.UNKNOWN);
        });
    }

    private FrameRegisters registers(Inspector now, SavedRegisters saved) {
        Map<Integer, Long> values = new HashMap<>();
        Map<Integer, Long> addresses = new HashMap<>();
        IntStream.range(0, Inspector.CSR0)
                .forEach(number -> saved.read(now, 0, number, bytes(number)).ifPresent(value -> {
                    values.put(dwarf(number), value);
                    saved.slot(number).ifPresent(address -> addresses.put(dwarf(number), address));
                }));
        return FrameRegisters.stored(values.getOrDefault(Write.ToRegister.PC, 0L), values, addresses);
    }

    private int bytes(int number) {
        MachineInfo info = target.info();
        return number < Inspector.F0 || !Isa.parse(info.isa()).has(Extension.D) ? info.xlen() / Byte.SIZE : Long.BYTES;
    }

    private static int dwarf(int number) {
        return number == Inspector.PC
                ? Write.ToRegister.PC
                : number < Inspector.PC ? number : number - Inspector.F0 + Registers.F0;
    }
}
