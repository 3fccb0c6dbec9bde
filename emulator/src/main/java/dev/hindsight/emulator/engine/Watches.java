package dev.hindsight.emulator.engine;

import dev.hindsight.emulator.bus.Clock;
import dev.hindsight.emulator.bus.Ram;
import dev.hindsight.emulator.hart.Hart;
import dev.hindsight.emulator.machine.AccessKind;
import dev.hindsight.emulator.machine.Hit;
import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.machine.Watch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Which accesses somebody watches, and the last step that made one. */
final class Watches {
    private static final long NO_STEP = -1;

    private final Ram ram;
    private final Clock clock;
    private final ChangedBytes changes;
    private List<Watch> watches = List.of();
    private boolean reads;
    private boolean writes;
    private boolean stopping;

    private long step = NO_STEP;
    private long pc;
    private int hart;
    private final List<Hit.Access> accesses = new ArrayList<>();

    Watches(Ram ram, Clock clock) {
        this.ram = ram;
        this.clock = clock;
        this.changes = new ChangedBytes(ram);
    }

    /** Begins a run: forgets the last hit. */
    void setStops(StopPoints stops) {
        forget();
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

    void forget() {
        step = NO_STEP;
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

    /** The last step with watched accesses. */
    Optional<Hit.Data> last() {
        return step == NO_STEP ? Optional.empty() : Optional.of(new Hit.Data(step, hart, pc, accesses));
    }

    private void note(Hit.Access access, Hart by) {
        if (step != clock.steps()) {
            step = clock.steps();
            pc = by.xlen() == 64 ? by.pc() : by.pc() & 0xffff_ffffL;
            hart = by.id();
            accesses.clear();
        }
        accesses.add(access);
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
