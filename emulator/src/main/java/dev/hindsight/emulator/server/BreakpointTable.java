package dev.hindsight.emulator.server;

import dev.hindsight.emulator.machine.Hit;
import dev.hindsight.emulator.machine.HitPredicate;
import dev.hindsight.emulator.machine.Inspector;
import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.machine.Watch;
import dev.hindsight.rsp.wire.PointType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The breakpoints and watchpoints of one debugger. Memory is never patched. Setting the same one twice is setting it
 * once, with the conditions of the last time; two kinds at one address are two.
 */
final class BreakpointTable {
    /** The order in which a step that met several is explained: gdb compares values only for the first. */
    private static final List<PointType> WATCHES = List.of(PointType.WRITE, PointType.ACCESS, PointType.READ);

    /** Each with its conditions; one with none always counts. */
    private final Map<Point, List<AgentExpression>> table = new LinkedHashMap<>();

    private final GdbAddresses addresses;
    private boolean stopBeforeEbreak;
    private StopPoints all = StopPoints.NONE;
    private StopPoints watches = StopPoints.NONE;

    BreakpointTable(GdbAddresses addresses) {
        this.addresses = addresses;
    }

    /** As in a Z packet; {@code length} is the kind of a breakpoint. */
    record Point(PointType type, long address, int length) {
        Watch watch() {
            return new Watch(address, length, type != PointType.WRITE, type != PointType.READ);
        }
    }

    /** What a watched access is told as: the type, and an address inside the watched range. */
    record Access(PointType type, long address) {}

    void insert(Point point, List<AgentExpression> conditions) {
        table.put(point, List.copyOf(conditions));
        rebuild();
    }

    void remove(Point point) {
        table.remove(point);
        rebuild();
    }

    void clear() {
        table.clear();
        rebuild();
    }

    /** Whether the machine is to stop before an EBREAK, or to let the guest have its trap. */
    void stopBeforeEbreak(boolean yes) {
        stopBeforeEbreak = yes;
        rebuild();
    }

    boolean stopsBeforeEbreak() {
        return stopBeforeEbreak;
    }

    private void rebuild() {
        Map<Long, List<AgentExpression>> breakpoints = new HashMap<>();
        List<Watch> ranges = new ArrayList<>();
        table.forEach((point, conditions) -> {
            if (point.type().isWatch()) {
                ranges.add(point.watch());
            } else {
                breakpoints.merge(point.address(), conditions, BreakpointTable::either);
            }
        });
        watches = StopPoints.of(List.of(), ranges);
        StopPoints some = StopPoints.of(breakpoints.keySet(), ranges).stoppingBeforeEbreak(stopBeforeEbreak);
        boolean always = breakpoints.values().stream().allMatch(List::isEmpty);
        all = always ? some : some.onlyWhere(new Conditions(breakpoints, addresses));
    }

    private static List<AgentExpression> either(List<AgentExpression> some, List<AgentExpression> others) {
        boolean always = some.isEmpty() || others.isEmpty();
        return always
                ? List.of()
                : Stream.concat(some.stream(), others.stream()).toList();
    }

    /** Conditions by the address of their breakpoint. */
    private record Conditions(Map<Long, List<AgentExpression>> breakpoints, GdbAddresses addresses)
            implements HitPredicate {
        @Override
        public boolean holds(Hit hit, Inspector now) {
            List<AgentExpression> here =
                    hit instanceof Hit.Code ? breakpoints.getOrDefault(addresses.of(hit.pc()), List.of()) : List.of();
            return here.isEmpty() || here.stream().anyMatch(each -> each.holds(now, hit.hart()));
        }
    }

    StopPoints all() {
        return all;
    }

    StopPoints watches() {
        return watches;
    }

    boolean hasWatches() {
        return !watches.watches().isEmpty();
    }

    /** Whether the breakpoint at {@code pc} is a hardware one only. */
    boolean isHardware(long pc) {
        long address = addresses.of(pc);
        return table.keySet().stream().noneMatch(p -> p.type() == PointType.SOFTWARE && p.address() == address);
    }

    Optional<Access> explain(Hit.Data hit) {
        for (PointType type : WATCHES) {
            for (Point point : table.keySet()) {
                Optional<Access> met = point.type() == type ? met(point, hit) : Optional.empty();
                if (met.isPresent()) {
                    return met;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Access> met(Point point, Hit.Data hit) {
        for (Hit.Access access : hit.accesses()) {
            long address = addresses.of(access.address());
            if (point.watch().covers(access.kind(), address, access.length())) {
                return Optional.of(new Access(point.type(), later(point.address(), address)));
            }
        }
        return Optional.empty();
    }

    private static long later(long a, long b) {
        return Long.compareUnsigned(a, b) > 0 ? a : b;
    }
}
