package dev.hindsight.emulator.server;

import dev.hindsight.rsp.wire.Hex;
import dev.hindsight.rsp.wire.PacketCursor;
import dev.hindsight.rsp.wire.ThreadId;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** {@code H T qC qfThreadInfo …}: harts are threads. */
final class ThreadCommands implements CommandGroup {
    private final Harts harts;

    ThreadCommands(Harts harts) {
        this.harts = harts;
    }

    @Override
    public Map<String, Command> commands() {
        return Map.of(
                "H", this::select,
                "T", this::isAlive,
                "qC", arguments -> "QC" + Harts.thread(harts.current()),
                "qfThreadInfo", arguments -> "m" + list(),
                "qsThreadInfo", arguments -> "l",
                "qThreadExtraInfo,", this::describe,
                "qXfer:threads:read:", arguments -> Transfer.part(xml(), arguments, ""));
    }

    @Override
    public List<String> words() {
        return List.of("qXfer:threads:read+");
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
        return Hex.ofText(name(harts.hart(arguments.threadId())));
    }

    private String list() {
        return IntStream.range(0, harts.count())
                .mapToObj(hart -> Harts.thread(hart).toString())
                .collect(Collectors.joining(","));
    }

    private String xml() {
        return IntStream.range(0, harts.count())
                .mapToObj(hart -> String.format(
                        "<thread id=\"%s\" core=\"%d\" name=\"%s\"/>", Harts.thread(hart), hart, name(hart)))
                .collect(Collectors.joining("\n", "<?xml version=\"1.0\"?>\n<threads>\n", "\n</threads>\n"));
    }

    private static String name(int hart) {
        return "hart " + hart;
    }
}
