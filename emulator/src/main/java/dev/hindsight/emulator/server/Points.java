package dev.hindsight.emulator.server;

import dev.hindsight.emulator.machine.Hit;
import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.machine.Watch;
import dev.hindsight.rsp.wire.PointType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The breakpoints and watchpoints of one debugger. Memory is never patched. Setting the same one twice is setting it
 * once; two kinds at one address are two.
 */
final class Points {
    /** The order in which a step that met several is explained: gdb compares values only for the first. */
    private static final List<PointType> WATCHES = List.of(PointType.WRITE, PointType.ACCESS, PointType.READ);

    private final Set<Point> points = new LinkedHashSet<>();
    private final Addresses addresses;
    private StopPoints all = StopPoints.NONE;
    private StopPoints watches = StopPoints.NONE;

    Points(Addresses addresses) {
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

    void insert(Point point) {
        points.add(point);
        rebuild();
    }

    void remove(Point point) {
        points.remove(point);
        rebuild();
    }

    void clear() {
        points.clear();
        rebuild();
    }

    private void rebuild() {
        List<Long> addresses = new ArrayList<>();
        List<Watch> ranges = new ArrayList<>();
        for (Point point : points) {
            if (point.type().isWatch()) {
                ranges.add(point.watch());
            } else {
                addresses.add(point.address());
            }
        }
        watches = StopPoints.of(List.of(), ranges);
        all = StopPoints.of(addresses, ranges);
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
        return points.stream().noneMatch(p -> p.type() == PointType.SOFTWARE && p.address() == address);
    }

    Optional<Access> explain(Hit.Data hit) {
        for (PointType type : WATCHES) {
            for (Point point : points) {
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
