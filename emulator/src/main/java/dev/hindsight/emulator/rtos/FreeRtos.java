package dev.hindsight.emulator.rtos;

import dev.hindsight.emulator.isa.Decoder;
import dev.hindsight.emulator.isa.Isa;
import dev.hindsight.emulator.machine.Inspector;
import dev.hindsight.emulator.machine.MachineInfo;
import dev.hindsight.emulator.machine.MachineInfo.Symbol;
import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.machine.Watch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * FreeRTOS 10 and 11, on one core or several, as its RISC-V port configures it: without an MPU, without check bytes in
 * its lists, ticks no wider than a word.
 *
 * <p>[FreeRTOS tasks.c] A task control block is, in words: the task's sp; on several cores perhaps a mask; the list items
 * of its state and of the event that it waits for, of five words each; its priority; its stack; on several cores two
 * words more; its name. Where the first item is, the lists say: each item names its owner.
 */
final class FreeRtos implements Rtos {
    private static final int EVENT_ITEM = 5;
    private static final int PRIORITY = 10;
    private static final int NAME = 12;
    private static final int NAME_ON_SEVERAL_CORES = 14;
    private static final int MOST_OF_A_NAME = 32;

    private final int word;
    private final int harts;
    private final boolean severalCores;
    private final Symbol current;
    private final Optional<Symbol> schedulerRunning;
    private final Optional<Symbol> trapHandler;
    private final Decoder decoder;
    private final TaskLists lists;

    private FreeRtos(MachineInfo info, Symbols symbols, Symbol current) {
        this.word = info.xlen() / Byte.SIZE;
        this.harts = info.harts();
        this.severalCores = current.name().endsWith("s");
        this.current = current;
        this.schedulerRunning = symbols.named("xSchedulerRunning");
        this.trapHandler = symbols.named("freertos_risc_v_trap_handler");
        this.decoder = new Decoder(Isa.parse(info.isa()));
        this.lists = new TaskLists(symbols, word);
    }

    static Optional<Rtos> in(MachineInfo info) {
        Symbols symbols = new Symbols(info);
        return symbols.named("pxReadyTasksLists")
                .flatMap(there -> symbols.named("pxCurrentTCB").or(() -> symbols.named("pxCurrentTCBs")))
                .map(current -> new FreeRtos(info, symbols, current));
    }

    @Override
    public OptionalLong running(Inspector now, int hart) {
        GuestWords memory = memory(now);
        if (hart > 0 && !severalCores || !schedules(memory)) {
            return OptionalLong.empty();
        }
        OptionalLong task = memory.pointerAt(variable(hart));
        return task.isPresent() && memory.at(task.getAsLong()).isPresent() ? task : OptionalLong.empty();
    }

    /** Before that, the task that is to run first is the current one already, and the hart still sets up the others. */
    private boolean schedules(GuestWords memory) {
        return schedulerRunning
                .map(symbol -> memory.at(symbol.address()).orElse(0) != 0)
                .orElse(true);
    }

    /** The address of the one that says which task runs on {@code hart}. */
    private long variable(int hart) {
        return current.address() + (severalCores ? (long) hart * word : 0);
    }

    @Override
    public StopPoints switches(Inspector now) {
        return StopPoints.of(
                List.of(),
                IntStream.range(0, severalCores ? harts : 1)
                        .mapToObj(hart -> Watch.change(variable(hart), word))
                        .toList());
    }

    @Override
    public List<Task> tasks(Inspector now) {
        GuestWords memory = memory(now);
        TaskLists.Found found = lists.read(memory);
        for (int hart = 0; hart < harts; hart++) {
            running(now, hart).ifPresent(found::isToo);
        }
        List<Task> tasks = new ArrayList<>();
        found.states().forEach((id, state) -> tasks.add(task(now, id, state, id + found.firstItem())));
        return tasks;
    }

    private Task task(Inspector now, long id, Task.State listed, long items) {
        GuestWords memory = memory(now);
        OptionalInt hart = hart(now, id);
        Task.State state = hart.isPresent()
                ? Task.State.RUNNING
                : listed == Task.State.SUSPENDED && waits(memory, items) ? Task.State.BLOCKED : listed;
        long priority = memory.at(items + (long) PRIORITY * word).orElse(0);
        long nameAt = items + (long) (severalCores ? NAME_ON_SEVERAL_CORES : NAME) * word;
        String name = memory.text(nameAt, MOST_OF_A_NAME);
        return new Task(id, name.isEmpty() ? "task 0x" + Long.toHexString(id) : name, state, priority, hart);
    }

    private OptionalInt hart(Inspector now, long id) {
        for (int hart = 0; hart < harts; hart++) {
            OptionalLong running = running(now, hart);
            if (running.isPresent() && running.getAsLong() == id) {
                return OptionalInt.of(hart);
            }
        }
        return OptionalInt.empty();
    }

    /** Who waits for an event without a limit is among the suspended ones. */
    private boolean waits(GuestWords memory, long items) {
        return memory.pointerAt(items + (long) (EVENT_ITEM + TaskLists.CONTAINER) * word)
                .isPresent();
    }

    @Override
    public SavedRegisters saved(Inspector now, long task) {
        GuestWords memory = memory(now);
        OptionalLong sp = memory.pointerAt(task);
        return sp.isEmpty()
                ? SavedRegisters.UNKNOWN
                : trapHandler
                        .flatMap(symbol -> FreeRtosSaveCode.at(symbol.address(), memory, decoder))
                        .map(code -> code.below(sp.getAsLong(), memory))
                        .orElse(SavedRegisters.UNKNOWN);
    }

    private GuestWords memory(Inspector now) {
        return new GuestWords(now, 0, word);
    }
}
