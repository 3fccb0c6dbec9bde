package dev.hindsight.emulator.server;

import dev.hindsight.rsp.wire.PacketCursor;
import dev.hindsight.rsp.wire.PointType;
import dev.hindsight.rsp.wire.RspException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code Z z}: breakpoints and watchpoints, accepted at any time, also while another client runs. */
final class BreakpointCommands implements PacketGroup {
    private final BreakpointTable table;
    private final GdbAddresses addresses;

    BreakpointCommands(BreakpointTable table, GdbAddresses addresses) {
        this.table = table;
        this.addresses = addresses;
    }

    @Override
    public Map<String, Command> commands() {
        return Map.of("Z", this::insert, "z", this::remove);
    }

    @Override
    public List<String> words() {
        return List.of("swbreak+", "hwbreak+", "ConditionalBreakpoints+");
    }

    private String insert(PacketCursor arguments) {
        Optional<BreakpointTable.Point> point = point(arguments);
        List<AgentExpression> conditions = conditions(arguments);
        if (point.isPresent() && point.get().type().isWatch() && !conditions.isEmpty()) {
            throw new RspException("Watchpoints with conditions are not supported.");
        }
        point.ifPresent(it -> table.insert(it, conditions));
        return point.isPresent() ? "OK" : "";
    }

    private String remove(PacketCursor arguments) {
        Optional<BreakpointTable.Point> point = point(arguments);
        arguments.expectEnd();
        point.ifPresent(table::remove);
        return point.isPresent() ? "OK" : "";
    }

    /** Empty where nobody knows such a kind of point. */
    private static Optional<BreakpointTable.Point> point(PacketCursor arguments) {
        int code = arguments.letter() - '0';
        arguments.expect(',');
        long address = arguments.hex();
        arguments.expect(',');
        int length = arguments.count();
        if (code < 0 || code >= PointType.values().length) {
            return Optional.empty();
        }
        PointType type = PointType.values()[code];
        if (type.isWatch() && length == 0) {
            throw new RspException("A watchpoint must cover at least one byte.");
        }
        return Optional.of(new BreakpointTable.Point(type, address, length));
    }

    /** {@code ;Xlength,bytes…}, each a condition: it is enough that one of them holds. */
    private List<AgentExpression> conditions(PacketCursor arguments) {
        List<AgentExpression> conditions = new ArrayList<>();
        arguments.skip(';');
        while (!arguments.atEnd()) {
            arguments.expect('X');
            int length = arguments.count();
            arguments.expect(',');
            conditions.add(new AgentExpression(arguments.hexBytes(length), addresses));
        }
        return conditions;
    }
}
