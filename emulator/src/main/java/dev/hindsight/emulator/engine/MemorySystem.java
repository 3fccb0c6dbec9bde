package dev.hindsight.emulator.engine;

import dev.hindsight.emulator.bus.Bus;
import dev.hindsight.emulator.bus.Clock;
import dev.hindsight.emulator.bus.Mailbox;
import dev.hindsight.emulator.bus.Ram;
import dev.hindsight.emulator.hart.Access;
import dev.hindsight.emulator.hart.Hart;
import dev.hindsight.emulator.machine.AccessKind;
import dev.hindsight.emulator.machine.StopPoints;
import java.util.List;

/**
 * Memory as harts, devices and debuggers use it, and all that an access means beside the bytes: translation, watches,
 * reservations, the mailbox. It stands beside the engine, so that it is the same whichever engine runs.
 */
public final class MemorySystem {
    private static final int NOTHING = -1;

    private final Ram ram;
    private final Bus bus;
    private final Watches watches;
    private final PageTables tables;
    private final Reservations reservations;
    private final AddressSpace[] spaces;
    private final DataAccess data;
    private Hart hart;

    /** {@code harts} are in the order of their ids. */
    public MemorySystem(List<Hart> harts, Ram ram, Bus bus, Clock clock, Hits hits) {
        this.ram = ram;
        this.bus = bus;
        this.watches = new Watches(ram, clock, hits);
        this.tables = new PageTables(ram, clock, this::seeTableWrite);
        this.spaces =
                harts.stream().map(each -> new AddressSpace(each, ram, tables)).toArray(AddressSpace[]::new);
        this.reservations = new Reservations(harts, ram, clock);
        this.hart = harts.get(0);
        this.data = new DataAccess(ram, bus, watches, reservations, hart, spaces[0]);
        ram.setTableListener(this::tableChanges);
        ram.setReservedListener((offset, length) -> reservations.written(ram.base() + offset, length, hart));
    }

    /** Stores to the pages of a mailbox, which carry its guard, are shown to it. */
    public void setMailbox(Mailbox mailbox) {
        data.setMailbox(mailbox);
    }

    /** Begins a run, with other watches. */
    public void setStops(StopPoints stops) {
        watches.setStops(stops);
    }

    // ---- What others than the engine do ----

    /** The whole machine was replaced. */
    public void replaced() {
        tables.keep();
        tableChanges();
        reservations.follow();
    }

    private void tableChanges() {
        dropTranslations();
        data.drawAttention();
    }

    /** Forgets every translation found so far, which changes nothing but speed. */
    void dropTranslations() {
        for (AddressSpace each : spaces) {
            each.flush();
        }
        tables.unmark();
    }

    /** The present step is not made after all: undoes what was done for it. */
    public void undo() {
        tables.undo();
        reservations.undo();
    }

    /** A device reads or writes physical memory in the present step. */
    public void see(AccessKind kind, long physical, int size) {
        data.see(kind, physical, size);
        if (kind == AccessKind.WRITE) {
            reservations.writtenByNoHart(physical, size);
        }
    }

    private void seeTableWrite(long physical, int size) {
        data.see(AccessKind.WRITE, physical, size);
    }

    /** A debugger has written physical memory. */
    public void poked(long physical, int size) {
        reservations.writtenByNoHart(physical, size);
    }

    /** Memory as this hart's instructions see it, for a call made on its behalf in the present step. */
    public HartMemory of(Hart which) {
        return new HartMemory(which, data, enter(which), ram);
    }

    /** Whatever asked for the board's attention has it. */
    public void forgetAttention() {
        data.takeAttention();
    }

    // ---- What engines need ----

    Ram ram() {
        return ram;
    }

    /** The one that was entered last. */
    Hart hart() {
        return hart;
    }

    /** From now on accesses are this hart's; returns how it sees memory as it is now. */
    AddressSpace enter(Hart next) {
        hart = next;
        AddressSpace space = spaces[next.id()];
        space.refresh();
        data.setHart(next, space);
        return space;
    }

    /** For accesses of the hart that was entered last. */
    DataAccess data() {
        return data;
    }

    Watches watches() {
        return watches;
    }

    // ---- Code ----

    /** Whether a hart could fetch an instruction there if it were in {@code mode}. */
    public boolean fetchable(Hart which, long pc, int mode) {
        return fetch(which, pc, mode) >= 0;
    }

    /** The 16 bits at a virtual address, or a negative number where nothing can be fetched. */
    int fetch(Hart which, long pc, int mode) {
        long physical = spaces[which.id()].look(pc, 2, Access.EXECUTE, mode);
        return physical < 0 ? (int) physical : fetch(physical);
    }

    /** The 16 bits at a physical address, or a negative number where nothing can be fetched. */
    int fetch(long physical) {
        if (ram.contains(physical, 2)) {
            return (int) ram.read(ram.offset(physical), 2);
        }
        return bus.at(physical, 2)
                .filter(at -> at.device().isExecutable())
                .map(at -> (int) at.device().peek((int) (physical - at.base()), 2))
                .orElse(NOTHING);
    }

    /** Whether instructions can be fetched from this physical address, which is not in RAM. */
    boolean isRom(long physical) {
        return physical >= 0
                && bus.at(physical, 2).filter(at -> at.device().isExecutable()).isPresent();
    }
}
