package dev.hindsight.emulator.engine;

import dev.hindsight.emulator.bus.Clock;
import dev.hindsight.emulator.bus.Ram;
import dev.hindsight.emulator.hart.Hart;
import dev.hindsight.emulator.machine.AccessKind;
import dev.hindsight.emulator.machine.Hit;
import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.machine.Watch;
import java.util.List;

/** Which accesses somebody watches. */
final class Watches {
    private final Ram ram;
    private final Clock clock;
    private final Hits hits;
    private final ChangedBytes changes;
    private List<Watch> watches = List.of();
    private boolean reads;
    private boolean writes;
    private boolean stopping;

    Watches(Ram ram, Clock clock, Hits hits) {
        this.ram = ram;
        this.clock = clock;
        this.hits = hits;
        this.changes = new ChangedBytes(ram);
    }

    /** Begins a run. */
    void setStops(StopPoints stops) {
        stopping = !stops.keepLast();
        if (!stops.watches().equals(watches)) {
            watches.forEach(watch -> guard(watch, false));
            watches = stops.watches();
            watches.forEach(watch -> guard(watch, true));
            reads = watches.stream().anyMatch(Watch::read);
            writes = watches.stream().anyMatch(Watch::write);
        }
        changes.begin(watches);
    }

    /** Whether every load has to be shown here. */
    boolean wantReads() {
        return reads;
    }

    boolean wantWrites() {
        return writes;
    }

    /** Notes an access that the present step of {@code by} makes, if it is watched; whether the run should stop. */
    boolean see(AccessKind kind, long address, int length, Hart by) {
        boolean seen = false;
        for (Watch watch : watches) {
            boolean counts = watch.coversPhysical(kind, address, length) && changes.count(watch, address, length);
            if (counts && !seen) {
                note(new Hit.Access(kind, address - watch.physical() + watch.address(), length), by);
                seen = true;
            }
        }
        return seen && stopping;
    }

    private void note(Hit.Access access, Hart by) {
        long pc = by.xlen() == 64 ? by.pc() : by.pc() & 0xffff_ffffL;
        hits.access(clock.steps(), by.id(), pc, access);
    }

    private void guard(Watch watch, boolean on) {
        long first = Math.max(watch.physical(), ram.base());
        long end = ram.base() + ram.size();
        long last = watch.length() > end - watch.physical() ? end - 1 : watch.physical() + watch.length() - 1;
        if (watch.write() && watch.physical() >= 0) {
            for (long address = first; address <= last; address = (address | Ram.PAGE - 1) + 1) {
                int page = ram.offset(address) >>> Ram.PAGE_SHIFT;
                ram.guard()[page] = (byte) (on ? ram.guard()[page] | Ram.WATCHED : ram.guard()[page] & ~Ram.WATCHED);
            }
        }
    }
}
