package dev.hindsight.emulator.server;

import dev.hindsight.emulator.client.TimelineClient;
import dev.hindsight.emulator.machine.Inspector;
import dev.hindsight.emulator.rtos.Task;
import dev.hindsight.emulator.server.Threads.Described;
import dev.hindsight.rsp.wire.Hex;
import dev.hindsight.rsp.wire.PacketCursor;
import dev.hindsight.rsp.wire.RspException;
import dev.hindsight.rsp.wire.ThreadId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code H T qC qfThreadInfo …}: see {@link Threads}. */
final class ThreadCommands implements PacketGroup {
    /** By the number of the mode. [Priv 1.12 §1.2] */
    private static final List<String> MODES = List.of("user mode", "supervisor mode", "reserved", "machine mode");

    private final TimelineClient client;
    private final Threads threads;
    private final InterruptTracker interrupts;

    ThreadCommands(TimelineClient client, Threads threads, InterruptTracker interrupts) {
        this.client = client;
        this.threads = threads;
        this.interrupts = interrupts;
    }

    @Override
    public Map<String, Command> commands() {
        return Map.of(
                "H", this::select,
                "T", this::isAlive,
                "qC", arguments -> "QC" + threads.id(threads.current()),
                "qfThreadInfo", arguments -> "m" + listed(this::list),
                "qsThreadInfo", arguments -> "l",
                "qThreadExtraInfo,", this::describe,
                "qXfer:threads:read:", arguments -> ObjectTransfer.part(listed(this::xml), arguments, ""));
    }

    @Override
    public List<String> words() {
        return List.of(Threads.MULTIPROCESS, "qXfer:threads:read+");
    }

    private String select(PacketCursor arguments) {
        char operation = arguments.letter();
        ThreadId thread = arguments.threadId();
        switch (operation) {
            case 'g' -> threads.selectForReading(thread);
            case 'c' -> threads.selectForMoving(thread);
            default -> {
                return "";
            }
        }
        return "OK";
    }

    private String isAlive(PacketCursor arguments) {
        int thread = threads.one(arguments.threadId());
        client.read(now -> described(thread, now));
        return "OK";
    }

    private String describe(PacketCursor arguments) {
        int thread = threads.one(arguments.threadId());
        return Hex.ofText(client.read(now -> state(described(thread, now), now)));
    }

    private Described described(int thread, Inspector now) {
        return threads.described(thread, now)
                .orElseThrow(() -> new RspException("Thread " + thread + " does not exist now."));
    }

    private String listed(Function<Inspector, String> how) {
        threads.stepsLine(false);
        interrupts.stopIsShown();
        return client.read(how);
    }

    private String list(Inspector now) {
        return threads.list(now).stream()
                .map(thread -> threads.id(thread.number()).toString())
                .collect(Collectors.joining(","));
    }

    private String xml(Inspector now) {
        List<Described> present = threads.list(now);
        return Stream.concat(
                        present.stream().map(thread -> xml(thread, state(thread, now))),
                        threads.absent(present).stream().map(thread -> xml(thread, absence(thread))))
                .collect(Collectors.joining("\n", "<?xml version=\"1.0\"?>\n<threads>\n", "\n</threads>\n"));
    }

    private String xml(Described thread, String state) {
        return String.format(
                "<thread id=\"%s\" core=\"%d\" name=\"%s\">%s</thread>",
                threads.id(thread.number()), thread.hart(), escaped(thread.name()), state);
    }

    /** Why it is no thread now. Names no task: gdb's {@code thread find NAME} looks here, too. */
    private static String absence(Described thread) {
        return thread.task().isPresent() ? "does not exist now" : "runs a task";
    }

    /** What gdb shows in parentheses behind the name. */
    private static String state(Described thread, Inspector now) {
        if (thread.task().isEmpty()) {
            return state(thread.hart(), now);
        }
        Task task = thread.task().get();
        String does = task.state() == Task.State.RUNNING
                ? "on hart " + thread.hart() + ", " + state(thread.hart(), now)
                : task.state().name().toLowerCase(Locale.ROOT);
        return does + ", priority " + task.priority();
    }

    private static String state(int hart, Inspector now) {
        String mode = now.register(hart, Inspector.PRIV).stream()
                .mapToObj(number -> MODES.get((int) number & 3))
                .findFirst()
                .orElse("machine mode");
        return mode + (now.waiting(hart) ? ", sleeps" : "") + (now.nextHart() == hart ? ", next" : "");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
