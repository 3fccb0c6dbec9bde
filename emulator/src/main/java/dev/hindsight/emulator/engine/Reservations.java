package dev.hindsight.emulator.engine;

import dev.hindsight.emulator.bus.Clock;
import dev.hindsight.emulator.bus.Ram;
import dev.hindsight.emulator.hart.Hart;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the harts have reserved by LR, and who ends it. A reservation is exactly the bytes that LR read. Other harts end it
 * by any write to one of them, and so do devices and debuggers; a hart's own stores do not. [Unpriv 2.2 §8.2, §14.1:
 * the Atomicity Axiom]
 *
 * <p>The harts hold the state. The guards of pages follow it, and only make sure that no store of another hart goes by: a
 * guard that is left from an earlier reservation costs a look, one that is missing would change what happens. A machine
 * with one hart needs none.
 */
final class Reservations {
    private static final int NOWHERE = -1;

    private final List<Hart> harts;
    private final Ram ram;
    private final Clock clock;
    /** Where guards were put, hart by hart. */
    private final int[] guarded;
    /** By harts, in the last step that ended any. */
    private final List<Ended> ended = new ArrayList<>();

    private record Ended(long step, Hart hart, long address, int size) {}

    Reservations(List<Hart> harts, Ram ram, Clock clock) {
        this.harts = harts;
        this.ram = ram;
        this.clock = clock;
        this.guarded = new int[harts.size()];
        Arrays.fill(guarded, NOWHERE);
    }

    void reserve(Hart hart, long address, int size) {
        hart.reserve(address, size);
        guard(hart);
    }

    /** A hart writes these bytes of RAM: ends every reservation of them but its own. */
    void written(long address, long length, Hart writer) {
        for (Hart hart : harts) {
            if (hart != writer && hart.hasReservedAny(address, length)) {
                ended.removeIf(each -> each.step != clock.steps());
                ended.add(new Ended(clock.steps(), hart, hart.reservation(), hart.reservedBytes()));
                hart.endReservation();
            }
            guard(hart);
        }
    }

    /** The present step is not made: the reservations that its walks ended are there again. */
    void undo() {
        for (Ended each : ended) {
            if (each.step == clock.steps()) {
                reserve(each.hart, each.address, each.size);
            }
        }
        ended.clear();
    }

    /** A device or a debugger writes these bytes, which nobody undoes. */
    void writtenByNoHart(long address, long length) {
        ended.clear();
        harts.stream().filter(hart -> hart.hasReservedAny(address, length)).forEach(Hart::endReservation);
    }

    /** The harts are others than they were. */
    void follow() {
        ended.clear();
        harts.forEach(this::guard);
    }

    private void guard(Hart hart) {
        int before = guarded[hart.id()];
        int page = page(hart);
        if (page != before) {
            guarded[hart.id()] = page;
            set(before);
            set(page);
        }
    }

    private int page(Hart hart) {
        boolean guards = harts.size() > 1 && ram.contains(hart.reservation(), 1);
        return guards ? ram.offset(hart.reservation()) >>> Ram.PAGE_SHIFT : NOWHERE;
    }

    private void set(int page) {
        if (page != NOWHERE) {
            byte others = (byte) (ram.guard()[page] & ~Ram.RESERVED);
            boolean any = false;
            for (int each : guarded) {
                any |= each == page;
            }
            ram.guard()[page] = any ? (byte) (others | Ram.RESERVED) : others;
        }
    }
}
