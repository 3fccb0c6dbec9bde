package dev.hindsight.emulator.server;

import dev.hindsight.rsp.wire.PacketCursor;
import dev.hindsight.rsp.wire.PointType;
import dev.hindsight.rsp.wire.RspException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** {@code Z z}: breakpoints and watchpoints, accepted at any time, also while another client runs. */
final class BreakpointCommands implements CommandGroup {
    private final Points points;

    BreakpointCommands(Points points) {
        this.points = points;
    }

    @Override
    public Map<String, Command> commands() {
        return Map.of(
                "Z", arguments -> change(arguments, points::insert),
                "z", arguments -> change(arguments, points::remove));
    }

    @Override
    public List<String> words() {
        return List.of("swbreak+", "hwbreak+");
    }

    private static String change(PacketCursor arguments, Consumer<Points.Point> change) {
        int code = arguments.letter() - '0';
        arguments.expect(',');
        long address = arguments.hex();
        arguments.expect(',');
        int length = arguments.count();
        arguments.expectEnd();
        if (code < 0 || code >= PointType.values().length) {
            return "";
        }
        PointType type = PointType.values()[code];
        if (type.isWatch() && length == 0) {
            throw new RspException("A watchpoint covers at least one byte.");
        }
        change.accept(new Points.Point(type, address, length));
        return "OK";
    }
}
