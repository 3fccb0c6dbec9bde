package dev.hindsight.emulator.server;

import dev.hindsight.emulator.machine.Inspector;
import dev.hindsight.emulator.session.Client;
import dev.hindsight.rsp.wire.Hex;
import dev.hindsight.rsp.wire.PacketCursor;
import dev.hindsight.rsp.wire.ThreadId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** {@code H T qC qfThreadInfo …}: harts are threads. */
final class ThreadCommands implements CommandGroup {
    /** By the number of the mode. [Priv 1.12 §1.2] */
    private static final List<String> MODES = List.of("user mode", "supervisor mode", "reserved", "machine mode");

    private final Client client;
    private final Harts harts;

    ThreadCommands(Client client, Harts harts) {
        this.client = client;
        this.harts = harts;
    }

    @Override
    public Map<String, Command> commands() {
        return Map.of(
                "H", this::select,
                "T", this::isAlive,
                "qC", arguments -> "QC" + harts.thread(harts.current()),
                "qfThreadInfo", arguments -> "m" + list(),
                "qsThreadInfo", arguments -> "l",
                "qThreadExtraInfo,", this::describe,
                "qXfer:threads:read:", arguments -> Transfer.part(client.read(this::xml), arguments, ""));
    }

    @Override
    public List<String> words() {
        return List.of(Harts.MULTIPROCESS, "qXfer:threads:read+");
    }

    private String select(PacketCursor arguments) {
        char operation = arguments.letter();
        ThreadId thread = arguments.threadId();
        switch (operation) {
            case 'g' -> harts.selectForReading(thread);
            case 'c' -> harts.selectForMoving(thread);
            default -> {
                return "";
            }
        }
        return "OK";
    }

    private String isAlive(PacketCursor arguments) {
        harts.hart(arguments.threadId());
        return "OK";
    }

    private String describe(PacketCursor arguments) {
        int hart = harts.hart(arguments.threadId());
        return Hex.ofText(client.read(now -> state(hart, now)));
    }

    private String list() {
        return IntStream.range(0, harts.count())
                .mapToObj(hart -> harts.thread(hart).toString())
                .collect(Collectors.joining(","));
    }

    private String xml(Inspector now) {
        return IntStream.range(0, harts.count())
                .mapToObj(hart -> String.format(
                        "<thread id=\"%s\" core=\"%d\" name=\"%s\">%s</thread>",
                        harts.thread(hart), hart, name(hart), state(hart, now)))
                .collect(Collectors.joining("\n", "<?xml version=\"1.0\"?>\n<threads>\n", "\n</threads>\n"));
    }

    /** What gdb shows in parentheses behind the name. */
    private static String state(int hart, Inspector now) {
        String mode = now.register(hart, Inspector.PRIV).stream()
                .mapToObj(number -> MODES.get((int) number & 3))
                .findFirst()
                .orElse("machine mode");
        return mode + (now.waiting(hart) ? ", sleeps" : "") + (now.nextHart() == hart ? ", next" : "");
    }

    private static String name(int hart) {
        return "hart " + hart;
    }
}
