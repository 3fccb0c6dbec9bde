package dev.hindsight.emulator.board;

import dev.hindsight.emulator.bus.AccessFault;
import dev.hindsight.emulator.bus.Bus;
import dev.hindsight.emulator.bus.Dma;
import dev.hindsight.emulator.bus.PowerOff;
import dev.hindsight.emulator.bus.Ram;
import dev.hindsight.emulator.device.Flash;
import dev.hindsight.emulator.engine.CodeProbe;
import dev.hindsight.emulator.engine.ExecutionEngine;
import dev.hindsight.emulator.engine.FootprintRecorder;
import dev.hindsight.emulator.engine.Hits;
import dev.hindsight.emulator.engine.Interpreter;
import dev.hindsight.emulator.engine.MemorySystem;
import dev.hindsight.emulator.engine.Outcome;
import dev.hindsight.emulator.hart.Cause;
import dev.hindsight.emulator.hart.Hart;
import dev.hindsight.emulator.hart.Trap;
import dev.hindsight.emulator.isa.Extension;
import dev.hindsight.emulator.isa.Register;
import dev.hindsight.emulator.machine.Bytes;
import dev.hindsight.emulator.machine.Difference;
import dev.hindsight.emulator.machine.Exit;
import dev.hindsight.emulator.machine.Footprint;
import dev.hindsight.emulator.machine.Hit;
import dev.hindsight.emulator.machine.Input;
import dev.hindsight.emulator.machine.Inspector;
import dev.hindsight.emulator.machine.Machine;
import dev.hindsight.emulator.machine.MachineInfo;
import dev.hindsight.emulator.machine.Output;
import dev.hindsight.emulator.machine.PageSink;
import dev.hindsight.emulator.machine.Snapshot;
import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.machine.TimedInspector;
import dev.hindsight.emulator.state.PortableState;
import dev.hindsight.emulator.state.StateException;
import dev.hindsight.emulator.state.StateHash;
import dev.hindsight.emulator.state.StateImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The machine: decides what the next step is, and lets the engine run up to the next decision. */
public final class Board implements Machine {
    /** Of registers and devices, roughly. */
    private static final long IMAGE_BYTES = 16 << 10;

    private static final long NO_STEP = -1;

    private final BoardConfig config;
    private MachineInfo info;
    private final Ram ram;
    private final Parts parts;
    private final RamHistory history;
    private final List<DiskHistory> disks;
    private final List<DiskHistory> flashes;
    /** The disks, and then the flashes. */
    private final List<DiskHistory> overlays;

    private final Dma dma;
    private final Hits hits = new Hits();
    private final MemorySystem memory;
    private final CodeProbe probe;
    private final FootprintRecorder recorder;
    private ExecutionEngine engine;
    private final Events events;
    private final Notices notices = new Notices();
    private final VirtioWatch virtio;
    private List<Output> sent = new ArrayList<>();
    /** Where one was met that does not count. */
    private long ebreakPassed = NO_STEP;

    private long snapshotBytes;
    private boolean writingDevice;

    public Board(BoardConfig config) {
        this.config = config;
        this.ram = new Ram(config.board().ram().base(), config.memory());
        this.history = new RamHistory(ram);
        this.disks = config.disks().stream().map(DiskHistory::new).toList();
        this.flashes = config.board().all(PartKind.FLASH).stream()
                .map(part -> new DiskHistory(config.rom(part).image(part.size())))
                .toList();
        this.overlays = Stream.concat(disks.stream(), flashes.stream()).toList();
        this.dma = new Dma(ram);
        this.parts = new Parts(config, dma, disks, flashes, this::send);
        this.memory = new MemorySystem(parts.harts, ram, parts.bus, parts.clock, hits);
        this.probe = new CodeProbe(parts.clock, config.xlen(), hits);
        this.recorder = new FootprintRecorder(ram, config.xlen());
        this.engine = new Interpreter(parts.clock, memory, probe, recorder);
        ram.setCodeListener((offset, length) -> engine.codeChanges(offset, length));
        this.events = new Events(parts.console, config.xlen(), hits);
        this.info = BoardInfo.of(config, parts);
        this.virtio = new VirtioWatch(parts.virtio, config.board().legacyVirtio(), notices);
        dma.setObserver(memory::see);
        parts.htif.ifPresent(memory::setMailbox);
        config.htif().ifPresent(place -> {
            guard(place.toHost());
            guard(place.fromHost());
        });
    }

    /** Lets another engine run from here on; no state shows which one runs. */
    void useEngine(ExecutionEngine.Factory factory) {
        engine.endFootprint();
        engine.dropCaches();
        engine = factory.create(parts.clock, memory, probe, recorder);
        engine.setMarks(probe.marks());
    }

    private void guard(long mailbox) {
        if (mailbox >= 0) {
            ram.guard()[ram.offset(mailbox) >>> Ram.PAGE_SHIFT] |= Ram.MAILBOX;
        }
    }

    /** Puts bytes of the program into RAM; only before the first step. */
    void load(long address, byte[] bytes) {
        ram.write(ram.offset(address), bytes);
    }

    /** Names that a user may use for what is loaded; only before the first step. */
    void know(List<MachineInfo.Symbol> symbols) {
        info = info.withSymbols(symbols);
    }

    /** Something about the guest that the user is to know; only before the first step. */
    void notice(String sentence) {
        notices.tell(sentence, sentence);
    }

    @Override
    public void onNotice(Consumer<String> listener) {
        notices.setListener(listener);
    }

    @Override
    public MachineInfo info() {
        return info;
    }

    @Override
    public long steps() {
        return parts.clock.steps();
    }

    @Override
    public Exit run(long limit, StopPoints stops) {
        Exit exit = runTo(limit, stops);
        virtio.look(steps(), exit);
        return exit;
    }

    private Exit runTo(long limit, StopPoints stops) {
        HitFilter filter = new HitFilter(stops);
        StopPoints each = filter.forEngine();
        begin(each);
        while (parts.clock.steps() < limit) {
            Exit exit = advance(limit, each);
            if (exit instanceof Exit.Met met && stops.hasCondition()) {
                boolean before = met instanceof Exit.Breakpoint;
                Optional<Hit> stop = filter.stop(before ? List.of(met.hit()) : hits.of(steps() - 1), inspect());
                if (stop.isPresent()) {
                    return Exit.Met.of(stop.get());
                }
                hits.clear();
                probe.goOn(before);
                ebreakPassed = before ? steps() : NO_STEP;
                events.forget();
            } else if (exit != null) {
                return exit;
            }
        }
        Optional<Hit> last = stops.hasCondition() ? filter.kept() : hits.last();
        return new Exit.Limit(last.orElse(null));
    }

    /** Begins a run: nothing is met yet. */
    private void begin(StopPoints stops) {
        hits.clear();
        memory.setStops(stops);
        events.setStops(stops);
        if (probe.setStops(stops)) {
            engine.setMarks(probe.marks());
        }
        ebreakPassed = NO_STEP;
    }

    /** At least one step, or the exit that stands before it; then what led up to the step has to be undone. */
    private @Nullable Exit advance(long limit, StopPoints stops) {
        long steps = parts.clock.steps();
        long idle = parts.clock.idleNanos();
        if (parts.nextHart() == Schedule.NOBODY) {
            long nanos = parts.untilAwake();
            if (nanos == Exit.Idle.FOREVER || stops.stopWhenIdle()) {
                return new Exit.Idle(nanos);
            }
            parts.clock.setIdleNanos(idle + nanos);
        }
        Hart hart = parts.harts.get(parts.nextHart());
        boolean slept = hart.waiting();
        Schedule.Turn before = parts.schedule.turn();
        parts.schedule.begin(hart.id(), steps);
        hart.setWaiting(false);
        boolean awaited = stops.isUntilStepOf(hart.id());
        long end =
                awaited && !stops.keepLast() ? steps + 1 : parts.schedule.turn().end();
        Exit exit = step(hart, Math.min(limit, end), stops);
        boolean stepped = parts.clock.steps() > steps;
        if (exit != null) {
            memory.undo();
        }
        if (exit != null && !stepped) {
            parts.clock.setIdleNanos(idle);
            hart.setWaiting(slept);
            parts.schedule.goBack(before);
        }
        if (awaited && stepped) {
            hits.made(new Hit.Step(parts.clock.steps() - 1, hart.id(), address(hart.pc())));
        }
        return exit == null && awaited && stepped ? met(stops) : exit;
    }

    private @Nullable Exit step(Hart hart, long limit, StopPoints stops) {
        int interrupt = hart.interrupt();
        if (interrupt >= 0) {
            return take(hart, Trap.interrupt(interrupt), stops);
        }
        long deadline = parts.clock.stepAt(parts.nextDeadline());
        int mode = hart.mode();
        Outcome outcome = engine.run(hart, Math.min(limit, deadline));
        events.stepped(hart, mode, parts.clock.steps() - 1);
        if (outcome instanceof Outcome.Trapped trapped) {
            return take(hart, trapped.trap(), stops);
        }
        if (outcome instanceof Outcome.Halted halted) {
            return new Exit.Halted(halted.status());
        }
        return switch ((Outcome.Plain) outcome) {
            case DONE -> met(stops);
            case PAUSED -> {
                parts.schedule.endTurn(parts.clock.steps());
                yield met(stops);
            }
            case BREAKPOINT -> stoppedBefore(stops);
            case SEMIHOSTING -> call(hart, stops);
        };
    }

    /** A function's first instruction is a place to stop before, and so is a breakpoint. */
    private Exit stoppedBefore(StopPoints stops) {
        Exit called = met(stops);
        return called != null ? called : new Exit.Breakpoint(hits.breakpoint().orElseThrow());
    }

    /** What stops the run after the step that was just made. */
    private @Nullable Exit met(StopPoints stops) {
        List<Hit> met = stops.keepLast() ? List.of() : hits.of(steps() - 1);
        return met.isEmpty() ? null : Exit.Met.of(met.get(0));
    }

    private @Nullable Exit take(Hart hart, Trap trap, StopPoints stops) {
        long epc = address(hart.pc());
        if (!trap.interrupt() && trap.cause() == Cause.BREAKPOINT && stops.stopsBeforeEbreakAt(steps())) {
            Hit.Code hit = new Hit.Code(steps(), hart.id(), epc);
            if (!stops.keepLast() && steps() != ebreakPassed) {
                return new Exit.Breakpoint(hit);
            }
            hits.breakpoint(hit.step(), hit.hart(), hit.pc());
        }
        if (stops.stopsAtCrash(epc)) {
            long handler = hart.handler(trap);
            boolean atHandler = handler == hart.pc() && hart.target(trap) == hart.mode();
            boolean fetchable = memory.fetchable(hart, handler, hart.target(trap));
            if (atHandler || !fetchable) {
                return crash(hart, trap, epc, atHandler && fetchable);
            }
        }
        noticeMissing(trap, hart, epc);
        int mode = hart.mode();
        recorder.leaves(hart);
        hart.take(trap);
        recorder.event(trap.interrupt() ? Footprint.interrupt(trap.cause()) : Footprint.exception(trap.cause()));
        parts.clock.setSteps(parts.clock.steps() + 1);
        events.trapped(hart, trap, mode, parts.clock.steps() - 1);
        probe.arrived(hart);
        return met(stops);
    }

    /** Where the guest's handler makes a mystery of it. */
    private void noticeMissing(Trap trap, Hart hart, long epc) {
        if (!trap.interrupt() && trap.cause() == Cause.ILLEGAL_INSTRUCTION && !notices.knows(trap.tval())) {
            IllegalInstruction.missing(trap, hart.isa())
                    .ifPresent(missing -> notices.tell(
                            missing.extension(),
                            "Illegal instruction at pc 0x%x, step %d: %s, which the machine does not have. The guest's trap handler takes the exception."
                                    .formatted(epc, steps(), missing.text())));
        }
    }

    private Exit crash(Hart hart, Trap trap, long epc, boolean atHandler) {
        long cause = trap.cause() | (trap.interrupt() ? 1L << config.xlen() - 1 : 0);
        long tval = address(trap.tval());
        long vector = address(hart.csrs().vector(hart.target(trap)));
        Trap shown = new Trap(trap.cause(), trap.interrupt(), tval);
        return new Exit.Crash(hart.id(), cause, tval, epc, CrashText.of(shown, hart, epc, vector, atHandler));
    }

    private @Nullable Exit call(Hart hart, StopPoints stops) {
        long[] x = hart.x();
        int operation = (int) x[Register.A0.gdb()];
        long parameter = x[Register.A1.gdb()];
        CallMemory arguments = new CallMemory(memory.of(hart), hart.xlen() / 8);
        if (parts.semihosting.blocks(operation, parameter, arguments)) {
            return waitForConsole(hart, stops);
        }
        try {
            long result = parts.semihosting.call(operation, parameter, arguments);
            x[Register.A0.gdb()] = config.xlen() == 64 ? result : (int) result;
        } catch (PowerOff end) {
            return new Exit.Halted(end.status());
        }
        hart.setPc(hart.pc() + 4);
        parts.clock.setSteps(parts.clock.steps() + 1);
        memory.forgetAttention();
        events.stepped(hart, hart.mode(), parts.clock.steps() - 1);
        return met(stops);
    }

    /** A call that waits for a byte sleeps where it is, and an interrupt may come in between. */
    private @Nullable Exit waitForConsole(Hart hart, StopPoints stops) {
        long nanos = parts.untilTrue(() -> hart.interrupt() >= 0);
        if (nanos == Exit.Idle.FOREVER || stops.stopWhenIdle()) {
            return new Exit.Idle(nanos);
        }
        long steps = steps();
        long idle = parts.clock.idleNanos();
        parts.clock.setIdleNanos(idle + nanos);
        Exit exit = take(hart, Trap.interrupt(hart.interrupt()), stops);
        if (steps() == steps) {
            parts.clock.setIdleNanos(idle);
        }
        return exit;
    }

    @Override
    public void deliver(Input input) {
        if (input instanceof Input.Serial serial) {
            parts.console.arrive(serial.bytes().toArray());
        } else if (input instanceof Input.Elapse elapse) {
            parts.clock.setIdleNanos(parts.clock.idleNanos() + elapse.nanos());
        } else if (input instanceof Input.WriteMemory write) {
            writeMemory(write.hart(), write.address(), write.bytes().toArray());
        } else if (input instanceof Input.WriteRegister write) {
            writeRegister(hart(write.hart()), write.number(), write.value());
        } else if (input instanceof Input.WriteDevice write) {
            writeDevice(write.address(), write.bytes());
        } else if (input instanceof Input.WriteFlash write) {
            program(write.address(), write.bytes());
        } else if (input instanceof Input.Reset) {
            reset();
        }
    }

    private Hart hart(int number) {
        if (number >= parts.harts.size()) {
            throw new IllegalArgumentException("There is no hart %d.".formatted(number));
        }
        return parts.harts.get(number);
    }

    private void writeMemory(int hart, long address, byte[] bytes) {
        Inspector now = inspect();
        if (!now.writable(hart(hart).id(), address, bytes.length)) {
            throw new IllegalArgumentException("Memory at 0x%x cannot be written.".formatted(address));
        }
        int first = Math.min(bytes.length, Ram.PAGE - ((int) address & Ram.PAGE - 1));
        long[] pages = IntStream.iterate(0, at -> at < bytes.length, at -> at == 0 ? first : at + Ram.PAGE)
                .mapToLong(at -> now.physical(hart, address + at))
                .toArray();
        int done = 0;
        // All places were looked up before: the page tables may lie in what is written.
        for (long physical : pages) {
            int count = done == 0 ? first : Math.min(bytes.length - done, Ram.PAGE);
            ram.write(ram.offset(physical), Arrays.copyOfRange(bytes, done, done + count));
            memory.poked(physical, count);
            done += count;
        }
    }

    private void writeRegister(Hart hart, int number, long wide) {
        long value = config.xlen() == 64 ? wide : (int) wide;
        if (number > 0 && number < Inspector.PC) {
            hart.x()[number] = value;
        } else if (number == Inspector.PC) {
            recorder.leaves(hart);
            hart.setPc(value & ~1);
            hart.setWaiting(false);
        } else if (number >= Inspector.F0
                && number < Inspector.CSR0
                && hart.isa().has(Extension.F)) {
            hart.floats().poke(number - Inspector.F0, wide);
        } else if (number >= Inspector.CSR0 && number < Inspector.PRIV) {
            hart.csrs().poke(number - Inspector.CSR0, value);
        } else if (number == Inspector.PRIV) {
            hart.setMode((int) value);
        }
    }

    private void program(long address, Bytes bytes) {
        Bus.Mapping at = parts.bus
                .at(address, bytes.length())
                .filter(each -> each.device() instanceof Flash)
                .orElseThrow(
                        () -> new IllegalArgumentException("There is no flash to program at 0x%x.".formatted(address)));
        ((Flash) at.device()).program((int) (address - at.base()), bytes.toArray());
        engine.romChanged();
    }

    private void reset() {
        parts.harts.forEach(recorder::leaves);
        parts.reset(new Parts(config, dma, disks, flashes, value -> {}));
        memory.replaced();
    }

    /** As a store that was made by nobody: what it sends to the console belongs to the step before. */
    private void writeDevice(long address, Bytes bytes) {
        long value = 0;
        for (int i = bytes.length() - 1; i >= 0; i--) {
            value = value << Byte.SIZE | bytes.at(i) & 0xff;
        }
        String store = "a %d-byte store at 0x%x".formatted(bytes.length(), address);
        writingDevice = true;
        try {
            parts.bus.write(address, bytes.length(), value);
        } catch (AccessFault fault) {
            throw new IllegalArgumentException(
                    "The device does not accept this write: " + store + " is an access fault.");
        } catch (PowerOff end) {
            throw new IllegalArgumentException(
                    "A debugger's write cannot end the guest: %s would end it with status %d."
                            .formatted(store, end.status()));
        } finally {
            writingDevice = false;
        }
    }

    /** Only the device knows what it takes: it is asked, and everything put back. */
    @Override
    public Optional<String> refusal(Input input) {
        if (!(input instanceof Input.WriteDevice)) {
            return Optional.empty();
        }
        int said = sent.size();
        Snapshot before = capture();
        try {
            deliver(input);
            return Optional.empty();
        } catch (IllegalArgumentException refused) {
            return Optional.ofNullable(refused.getMessage());
        } finally {
            restore(before);
            before.release();
            sent.subList(said, sent.size()).clear();
        }
    }

    @Override
    public Snapshot capture() {
        BoardSnapshot snapshot =
                new BoardSnapshot(this, steps(), StateImage.of(parts), history.capture(), captureOverlays());
        snapshotBytes += snapshot.ownBytes();
        return snapshot;
    }

    private List<PageTree> captureOverlays() {
        return overlays.stream().map(DiskHistory::capture).toList();
    }

    void released(BoardSnapshot snapshot) {
        snapshotBytes -= snapshot.ownBytes();
    }

    @Override
    public long captureBytes() {
        // Parts have the same fields at all times, and all but the queues of devices have the same size.
        return IMAGE_BYTES
                + history.growth()
                + overlays.stream().mapToLong(DiskHistory::growth).sum();
    }

    @Override
    public Footprint takeFootprint() {
        engine.endFootprint();
        parts.harts.forEach(recorder::leaves);
        return recorder.take(history.takeWritten());
    }

    @Override
    public long retainedBytes() {
        return snapshotBytes
                + history.size()
                + overlays.stream().mapToLong(DiskHistory::retained).sum();
    }

    @Override
    public byte[] write(Snapshot snapshot, PageSink pages) {
        BoardSnapshot of = (BoardSnapshot) snapshot;
        of.tree().write(0, pages);
        for (int i = 0; i < overlays.size(); i++) {
            of.overlays().get(i).write(i + 1, pages);
        }
        return PortableState.write(parts(of));
    }

    @Override
    public Snapshot read(byte[] fields, Consumer<PageSink> pages) {
        Parts then = new Parts(config, dma, disks, flashes, value -> {});
        PortableState.read(fields, then);
        List<PageTree.Builder> memories = Stream.concat(
                        Stream.of(history.blank()), overlays.stream().map(DiskHistory::blank))
                .toList();
        try {
            pages.accept((memory, number, source, from) -> {
                if (memory < 0 || memory >= memories.size()) {
                    throw new StateException("It has more disks than this machine.");
                }
                memories.get(memory).put(number, source, from);
            });
        } catch (RuntimeException unusable) {
            memories.forEach(memory -> memory.build().release());
            throw unusable;
        }
        List<PageTree> trees = memories.stream().map(PageTree.Builder::build).toList();
        StateImage image = StateImage.of(then);
        BoardSnapshot snapshot =
                new BoardSnapshot(this, then.clock.steps(), image, trees.get(0), trees.subList(1, trees.size()));
        snapshotBytes += snapshot.ownBytes();
        return snapshot;
    }

    @Override
    public void restore(Snapshot snapshot) {
        BoardSnapshot from = (BoardSnapshot) snapshot;
        from.image().restore(parts);
        history.restore(from.tree());
        for (int i = 0; i < disks.size(); i++) {
            disks.get(i).restore(from.overlays().get(i));
        }
        boolean programmed = false;
        for (int i = 0; i < flashes.size(); i++) {
            programmed |= flashes.get(i).restore(from.overlays().get(disks.size() + i));
        }
        if (programmed) {
            engine.romChanged();
        }
        memory.replaced();
    }

    @Override
    public long hash() {
        long hash = StateHash.of(parts) + history.hash();
        for (DiskHistory disk : disks) {
            hash = StateHash.mix(hash) + disk.hash();
        }
        for (DiskHistory flash : flashes) {
            // One that was never programmed is configuration, and counts for nothing.
            hash = flash.isOriginal() ? hash : StateHash.mix(hash) + flash.hash();
        }
        return StateHash.mix(hash);
    }

    @Override
    public List<Output> drain() {
        List<Output> drained = sent;
        sent = new ArrayList<>();
        return drained;
    }

    @Override
    public TimedInspector inspect() {
        return new BoardInspector(
                parts, ram, (offset, into, at, length) -> System.arraycopy(ram.bytes(), offset, into, at, length));
    }

    @Override
    public TimedInspector inspect(Snapshot snapshot) {
        BoardSnapshot of = (BoardSnapshot) snapshot;
        return new BoardInspector(
                parts(of), ram, (offset, into, at, length) -> history.read(of.tree(), offset, into, at, length));
    }

    /** A second set of parts, as they were then. */
    private Parts parts(BoardSnapshot then) {
        List<Flash.Content> contents = new ArrayList<>();
        for (int i = 0; i < flashes.size(); i++) {
            contents.add(flashes.get(i).at(then.overlays().get(disks.size() + i)));
        }
        Parts copy = new Parts(config, dma, disks, contents, value -> {});
        then.image().restore(copy);
        return copy;
    }

    @Override
    public List<Difference> differences(Snapshot first, Snapshot second, int most) {
        BoardSnapshot one = (BoardSnapshot) first;
        BoardSnapshot other = (BoardSnapshot) second;
        List<Difference> found = new ArrayList<>(PartDifferences.between(parts(one), parts(other), config.xlen()));
        MemoryDifferences pages = new MemoryDifferences(config.board().ram().name(), ram.base(), most - found.size());
        one.tree()
                .differences(
                        other.tree(),
                        page -> pages.compare(page, history.page(one.tree(), page), history.page(other.tree(), page)));
        found.addAll(pages.found());
        for (int i = 0; i < overlays.size(); i++) {
            DiskHistory disk = overlays.get(i);
            PageTree before = one.overlays().get(i);
            PageTree after = other.overlays().get(i);
            MemoryDifferences blocks = differencesOf(i, most - found.size());
            before.differences(after, page -> blocks.compare(page, disk.page(before, page), disk.page(after, page)));
            found.addAll(blocks.found());
        }
        return List.copyOf(found.subList(0, Math.min(most, found.size())));
    }

    private MemoryDifferences differencesOf(int overlay, int most) {
        if (overlay < disks.size()) {
            return new MemoryDifferences("disk " + overlay, 0, most);
        }
        BoardDescription.Part flash = config.board().all(PartKind.FLASH).get(overlay - disks.size());
        return new MemoryDifferences(flash.name(), flash.base(), most);
    }

    private void send(int value) {
        recorder.event(Footprint.OUTPUT);
        sent.add(new Output(writingDevice ? steps() - 1 : steps(), (byte) value));
        events.sent();
    }

    private long address(long value) {
        return config.xlen() == 64 ? value : value & 0xffff_ffffL;
    }
}
