package dev.hindsight.emulator.rtos;

import dev.hindsight.emulator.isa.Decoder;
import dev.hindsight.emulator.isa.Isa;
import dev.hindsight.emulator.isa.Register;
import dev.hindsight.emulator.machine.Inspector;
import dev.hindsight.emulator.machine.MachineInfo;
import dev.hindsight.emulator.machine.MachineInfo.Symbol;
import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.machine.Watch;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Zephyr on one CPU, where it tells debuggers about itself ({@link ThreadInfo}). */
final class Zephyr implements Rtos {
    private static final int SP = Register.SP.gdb();

    private final int word;
    private final long kernel;
    private final long table;
    private final Symbols symbols;
    private final ZephyrSwitch switching;

    private Zephyr(MachineInfo info, Symbols symbols, Symbol kernel, Symbol table) {
        this.word = info.xlen() / Byte.SIZE;
        this.kernel = kernel.address();
        this.table = table.address();
        this.symbols = symbols;
        this.switching = new ZephyrSwitch(symbols, new Decoder(Isa.parse(info.isa())));
    }

    static Optional<Rtos> in(MachineInfo info) {
        Symbols symbols = new Symbols(info);
        return symbols.named("_kernel")
                .flatMap(kernel -> ThreadInfo.table(symbols).map(table -> new Zephyr(info, symbols, kernel, table)));
    }

    @Override
    public OptionalLong running(Inspector now, int hart) {
        Optional<ZephyrThreads> threads = hart == 0 ? threads(now) : Optional.empty();
        return threads.isEmpty() ? OptionalLong.empty() : running(threads.get());
    }

    private OptionalLong running(ZephyrThreads threads) {
        GuestWords memory = threads.memory();
        OptionalLong current = memory.pointerAt(kernel + threads.layout().current());
        if (current.isEmpty()) {
            return current;
        }
        long thread = switching.from(memory).orElseGet(() -> onThisStack(threads, current.getAsLong()));
        return threads.has(thread) ? OptionalLong.of(thread) : OptionalLong.empty();
    }

    /** The kernel names the next thread a while before it leaves the stack of the last. */
    private long onThisStack(ZephyrThreads threads, long current) {
        Optional<Symbol> stack = symbols.around(threads.memory().register(SP) - 1);
        return stack.isEmpty() || threads.isOn(stack.get(), current)
                ? current
                : threads.all().stream()
                        .filter(thread -> threads.isOn(stack.get(), thread))
                        .findFirst()
                        .orElse(current); // in the kernel, on a stack that is no thread's
    }

    @Override
    public StopPoints switches(Inspector now) {
        OptionalLong last = switching.last(memory(now));
        return last.isPresent()
                ? StopPoints.of(List.of(last.getAsLong()), List.of())
                : StopPoints.of(
                        List.of(),
                        layout(now).map(layout -> Watch.change(kernel + layout.current(), word)).stream()
                                .toList());
    }

    @Override
    public List<Task> tasks(Inspector now) {
        return threads(now).map(this::tasks).orElse(List.of());
    }

    private List<Task> tasks(ZephyrThreads threads) {
        OptionalLong running = running(threads);
        Set<Long> all = new LinkedHashSet<>(threads.all());
        running.ifPresent(all::add);
        return all.stream()
                .filter(threads::has)
                .map(thread -> threads.task(thread, running.equals(OptionalLong.of(thread))))
                .toList();
    }

    @Override
    public SavedRegisters saved(Inspector now, long task) {
        return switching.saved(task, memory(now));
    }

    private Optional<ZephyrThreads> threads(Inspector now) {
        return layout(now).map(layout -> ZephyrThreads.read(kernel, layout, memory(now)));
    }

    private Optional<ThreadInfo> layout(Inspector now) {
        return ThreadInfo.at(table, memory(now));
    }

    private GuestWords memory(Inspector now) {
        return new GuestWords(now, 0, word);
    }
}
