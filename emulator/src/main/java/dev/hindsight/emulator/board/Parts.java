package dev.hindsight.emulator.board;

import dev.hindsight.emulator.board.BoardDescription.Part;
import dev.hindsight.emulator.bus.Bus;
import dev.hindsight.emulator.bus.Clock;
import dev.hindsight.emulator.bus.Device;
import dev.hindsight.emulator.bus.Dma;
import dev.hindsight.emulator.bus.InterruptLine;
import dev.hindsight.emulator.device.Clint;
import dev.hindsight.emulator.device.Console;
import dev.hindsight.emulator.device.Disk;
import dev.hindsight.emulator.device.Flash;
import dev.hindsight.emulator.device.GoldfishRtc;
import dev.hindsight.emulator.device.Htif;
import dev.hindsight.emulator.device.Plic;
import dev.hindsight.emulator.device.RegisterBank;
import dev.hindsight.emulator.device.Semihosting;
import dev.hindsight.emulator.device.SifiveUart;
import dev.hindsight.emulator.device.TestFinisher;
import dev.hindsight.emulator.device.Uart16550;
import dev.hindsight.emulator.device.VirtioMmio;
import dev.hindsight.emulator.device.VirtioSlots;
import dev.hindsight.emulator.hart.Cause;
import dev.hindsight.emulator.hart.Hart;
import dev.hindsight.emulator.hart.Platform;
import dev.hindsight.emulator.isa.Extension;
import dev.hindsight.emulator.isa.Isa;
import dev.hindsight.emulator.machine.Exit;
import dev.hindsight.emulator.state.StateImage;
import dev.hindsight.emulator.state.StateVisitor;
import dev.hindsight.emulator.state.Stateful;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** All of a board that has state, except RAM. A second set of parts serves to look at a snapshot. */
final class Parts implements Stateful {
    /** What makes the entropy device's bytes; every machine has the same. */
    private static final long ENTROPY_SEED = 0;

    final Clock clock;
    final Console console;
    final Semihosting semihosting;
    final Clint clint;
    final Plic plic;
    final Optional<Htif> htif;
    final Bus bus = new Bus();
    final List<Hart> harts;
    final Schedule schedule;
    final List<VirtioMmio> virtio = new ArrayList<>();
    private final List<Named> named = new ArrayList<>();
    private final boolean hasTimer;

    /** A part under the name that users have for it. */
    record Named(String name, Stateful state) {}

    /** {@code out} takes the bytes that the guest sends to its console. */
    Parts(
            BoardConfig config,
            Dma dma,
            List<? extends Disk> disks,
            List<? extends Flash.Content> flashes,
            IntConsumer out) {
        clock = new Clock(config.stepsPerSecond(), config.start());
        console = new Console(out);
        semihosting = new Semihosting(console, clock);
        htif = config.htif().map(place -> new Htif(console, dma, place, config.xlen() == 64));
        hasTimer = config.board().the(PartKind.CLINT).isPresent();
        clint = new Clint(clock, config.harts(), config.board().timebase());
        plic = new Plic(BoardConfig.SOURCES, config.harts() * contexts(config.isa()));
        harts = IntStream.range(0, config.harts())
                .mapToObj(id -> new Hart(
                        id,
                        config.isa(),
                        new Wires(contexts(config.isa())),
                        config.board().reset()))
                .toList();
        schedule = new Schedule(harts);
        VirtioSlots slots = new VirtioSlots(dma, config.board().legacyVirtio());
        Iterator<? extends Disk> inserted = disks.iterator();
        Iterator<? extends Flash.Content> contents = flashes.iterator();
        config.board().parts().stream()
                .filter(part -> part.kind() != PartKind.RAM)
                .forEach(part -> connect(part, device(part, config, slots, inserted, contents)));
        name("clock", clock);
        name("schedule", schedule);
        harts.forEach(hart -> name("hart " + hart.id(), hart));
        bus.mappings().forEach(mapping -> name(mapping.name(), mapping.device()));
        name("console", console);
        name("semihosting", semihosting);
        htif.ifPresent(each -> name("htif", each));
    }

    /** The one place that knows how each device is made. Slots for disks, and flashes, take the next of what is given. */
    private Device device(
            Part part,
            BoardConfig config,
            VirtioSlots slots,
            Iterator<? extends Disk> disks,
            Iterator<? extends Flash.Content> flashes) {
        return switch (part.kind()) {
            case BOOT_ROM -> config.rom(part);
            case FLASH -> new Flash(config.rom(part), flashes.next());
            case CLINT -> clint;
            case PLIC -> plic;
            case UART16550 -> new Uart16550(console, clock);
            case GOLDFISH_RTC -> new GoldfishRtc(clock);
            case TEST_FINISHER -> new TestFinisher();
            case VIRTIO_BLOCK -> disks.hasNext() ? slots.block(disks.next()) : slots.empty();
            case VIRTIO_CONSOLE -> slots.console(console);
            case VIRTIO_ENTROPY -> slots.entropy(ENTROPY_SEED);
            case SIFIVE_UART -> new SifiveUart(console);
            case SIFIVE_PRCI -> RegisterBank.sifivePrci();
            case REGISTERS -> RegisterBank.plain();
            case RAM -> throw new IllegalStateException("RAM is not on the bus.");
        };
    }

    private void connect(Part part, Device device) {
        if (device instanceof VirtioMmio slot) {
            virtio.add(slot);
        }
        bus.map(part.name(), part.base(), part.size(), device);
        if (part.interrupt() != 0 && device instanceof InterruptLine) {
            plic.connect(part.interrupt(), (InterruptLine) device);
        }
    }

    /** Each hart has one for machine mode, and one for supervisor mode where that exists. */
    private static int contexts(Isa isa) {
        return isa.has(Extension.S) ? 2 : 1;
    }

    private void name(String name, Stateful state) {
        named.add(new Named(name, state));
    }

    /** In the order in which they are visited. */
    List<Named> named() {
        return named;
    }

    @Override
    public void visit(StateVisitor visitor) {
        for (Named each : named) {
            each.state().visit(visitor);
        }
    }

    /**
     * Makes harts and devices those of {@code fresh}. Steps and guest time go on, for history does, and a calendar does on
     * hardware; mtime and the counters of harts begin anew. What was typed still waits for the guest.
     */
    void reset(Parts fresh) {
        StateImage.of(clock).restore(fresh.clock);
        StateImage.of(console).restore(fresh.console);
        fresh.clint.restartTime();
        fresh.schedule.restart(clock.steps());
        StateImage.of(fresh).restore(this);
    }

    /** The hart that makes the next step, or {@link Schedule#NOBODY}. */
    int nextHart() {
        return schedule.next(clock.steps());
    }

    /** The hart that makes the next step, also if guest time has to jump before. */
    int nextHartAfterIdling() {
        long nanos = nextHart() == Schedule.NOBODY ? untilAwake() : 0;
        if (nanos == Exit.Idle.FOREVER) {
            return schedule.turn().hart();
        }
        long idle = clock.idleNanos();
        clock.setIdleNanos(idle + nanos);
        int next = nextHart();
        clock.setIdleNanos(idle);
        return next;
    }

    /** Idle time until a hart wakes. */
    long untilAwake() {
        return untilTrue(() -> nextHart() != Schedule.NOBODY);
    }

    /** Idle time until {@code condition} holds: pending interrupts follow from state and time, so time can be tried. */
    long untilTrue(BooleanSupplier condition) {
        long idle = clock.idleNanos();
        long now = clock.nanos();
        try {
            for (long next = nextDeadline(); next != Clock.NEVER; next = nextDeadline()) {
                clock.setIdleNanos(idle + next - now);
                if (condition.getAsBoolean()) {
                    return next - now;
                }
            }
            return Exit.Idle.FOREVER;
        } finally {
            clock.setIdleNanos(idle);
        }
    }

    /** Guest time at which an interrupt may next begin to pend. */
    long nextDeadline() {
        long earliest = bus.nextDeadline();
        for (Hart hart : harts) {
            earliest = Math.min(earliest, clint.nanosAt(hart.csrs().supervisorDeadline()));
        }
        return earliest;
    }

    /** What runs from the devices to the harts. */
    private final class Wires implements Platform {
        private final int contexts;

        private Wires(int contexts) {
            this.contexts = contexts;
        }

        @Override
        public long pending(int hart) {
            return bit(Cause.SOFTWARE_INTERRUPT, clint.softwarePending(hart))
                    | bit(Cause.TIMER_INTERRUPT, hasTimer && clint.timerPending(hart))
                    | bit(Cause.EXTERNAL_INTERRUPT, plic.pending(contexts * hart))
                    | bit(Cause.SUPERVISOR_EXTERNAL_INTERRUPT, contexts > 1 && plic.pending(contexts * hart + 1));
        }

        private static long bit(int number, boolean on) {
            return on ? 1L << number : 0;
        }

        @Override
        public long time() {
            return clint.time();
        }

        @Override
        public long steps(int hart) {
            return schedule.steps(hart, clock.steps());
        }
    }
}
