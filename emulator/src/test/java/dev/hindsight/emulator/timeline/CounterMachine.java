package dev.hindsight.emulator.timeline;

import dev.hindsight.emulator.machine.AccessKind;
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
import dev.hindsight.emulator.machine.Watch;
import dev.hindsight.emulator.state.Packer;
import dev.hindsight.emulator.state.Unpacker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A machine that counts: its whole state is one number, mixed at every step. Its pc is {@code 4 * (number % 16)}; where
 * the number divides by 3 the step writes one byte at {@code 0x100 + number % 8}; it prints every 97 steps.
 */
public final class CounterMachine implements Machine {
    private Consumer<String> notices = sentence -> {};
    private static final long PAGE = 4096;

    private final long haltAt;
    private final long crashAt;
    private final long sleepEvery;
    private long steps;
    private long number = 12345;
    private long elapsed;
    private long snapshots;
    private long snapshotsEver;
    private long stepsRun;
    private long failAt = Long.MAX_VALUE;
    private long disturbAt = Long.MAX_VALUE;
    private boolean ran;
    private boolean wrote;
    private boolean printed;
    private final List<Output> output = new ArrayList<>();

    public CounterMachine() {
        this(Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
    }

    /** Ends before step {@code haltAt}, crashes at {@code crashAt}, sleeps a microsecond every {@code sleepEvery} steps. */
    public CounterMachine(long haltAt, long crashAt, long sleepEvery) {
        this.haltAt = haltAt;
        this.crashAt = crashAt;
        this.sleepEvery = sleepEvery;
    }

    public long number() {
        return number;
    }

    public long snapshotsHeld() {
        return snapshots;
    }

    public long snapshotsEver() {
        return snapshotsEver;
    }

    /** How many steps it made, replayed ones too. */
    public long stepsRun() {
        return stepsRun;
    }

    /** Does what a machine must never do: its state becomes another one without an input. */
    public void disturb() {
        number ^= 1;
    }

    /** As {@link #disturb}, when it comes to that step, once. */
    public void disturbAt(long step) {
        disturbAt = step;
    }

    /** Fails in the middle of step {@code step}, once. */
    public void failAt(long step) {
        failAt = step;
    }

    private long pc() {
        return 4 * Long.remainderUnsigned(number, 16);
    }

    @Override
    public MachineInfo info() {
        return new MachineInfo(64, 1, "counter", List.of(0, Inspector.PC), List.of(), 1_000_000_000);
    }

    @Override
    public long steps() {
        return steps;
    }

    @Override
    public Exit run(long limit, StopPoints stops) {
        @Nullable Hit last = null;
        while (steps < limit) {
            if (sleepEvery != Long.MAX_VALUE && steps % sleepEvery == sleepEvery - 1 && stops.stopWhenIdle()) {
                return new Exit.Idle(1000);
            }
            if (stops.hasBreakpoint(pc())) {
                Hit.Code hit = new Hit.Code(steps, 0, pc());
                boolean counts = stops.condition().holds(hit, inspect());
                if (counts && !stops.keepLast()) {
                    return new Exit.Breakpoint(hit);
                }
                last = counts ? hit : last;
            }
            if (steps == haltAt) {
                return new Exit.Halted(42);
            }
            if (steps == crashAt && stops.stopsAtCrash(pc())) {
                return new Exit.Crash(0, 5, 0, pc(), "It crashed.");
            }
            Hit.@Nullable Data access = step(stops.watches());
            if (access != null && stops.condition().holds(access, inspect())) {
                if (!stops.keepLast()) {
                    return new Exit.Access(access);
                }
                last = access;
            }
        }
        return new Exit.Limit(last);
    }

    private Hit.@Nullable Data step(List<Watch> watches) {
        Hit.@Nullable Data hit = null;
        if (steps == failAt) {
            failAt = Long.MAX_VALUE;
            number++;
            throw new UncheckedIOException(new IOException("The disk is gone."));
        }
        if (steps == disturbAt) {
            disturbAt = Long.MAX_VALUE;
            disturb();
        }
        stepsRun++;
        ran = true;
        if (Long.remainderUnsigned(number, 3) == 0) {
            long address = 0x100 + Long.remainderUnsigned(number, 8);
            wrote = true;
            if (watches.stream().anyMatch(w -> w.covers(AccessKind.WRITE, address, 1))) {
                hit = new Hit.Data(steps, 0, pc(), List.of(new Hit.Access(AccessKind.WRITE, address, 1)));
            }
        }
        if (steps % 97 == 96) {
            printed = true;
            output.add(new Output(steps, (byte) number));
        }
        number = mix(number + steps);
        steps++;
        return hit;
    }

    private static long mix(long z) {
        long m = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        return m ^ (m >>> 27);
    }

    @Override
    public void deliver(Input input) {
        if (input instanceof Input.Serial serial) {
            for (int i = 0; i < serial.bytes().length(); i++) {
                number = mix(number ^ serial.bytes().at(i));
            }
        } else if (input instanceof Input.WriteRegister write) {
            number = write.value();
        } else if (input instanceof Input.Elapse elapse) {
            elapsed += elapse.nanos();
        }
    }

    private record Held(CounterMachine owner, long steps, long number, long elapsed) implements Snapshot {
        @Override
        public void release() {
            owner.snapshots--;
        }
    }

    @Override
    public Snapshot capture() {
        snapshots++;
        snapshotsEver++;
        return new Held(this, steps, number, elapsed);
    }

    @Override
    public byte[] write(Snapshot snapshot, PageSink pages) {
        Held held = (Held) snapshot;
        return new Packer()
                .number(held.steps())
                .fixed(held.number())
                .number(held.elapsed())
                .toArray();
    }

    @Override
    public Snapshot read(byte[] fields, Consumer<PageSink> pages) {
        Unpacker from = new Unpacker(fields);
        snapshots++;
        pages.accept((memory, number, source, at) -> {});
        return new Held(this, from.number(), from.fixed(), from.number());
    }

    @Override
    public long retainedBytes() {
        return snapshots * PAGE;
    }

    @Override
    public long captureBytes() {
        return PAGE;
    }

    /** All of its code is in one page, and it writes to one page of two. */
    @Override
    public Footprint takeFootprint() {
        Footprint footprint = new Footprint(
                0,
                2,
                wrote ? new int[] {0} : new int[0],
                ran ? new long[] {0} : new long[0],
                ran ? new long[] {-1, 0, 0, 0} : new long[0],
                printed ? Footprint.OUTPUT : 0);
        ran = false;
        wrote = false;
        printed = false;
        return footprint;
    }

    @Override
    public void restore(Snapshot snapshot) {
        Held held = (Held) snapshot;
        steps = held.steps();
        number = held.number();
        elapsed = held.elapsed();
        output.clear();
    }

    @Override
    public long hash() {
        return mix(number) + 31 * steps + elapsed;
    }

    @Override
    public void onNotice(Consumer<String> listener) {
        notices = listener;
    }

    /** Tells the user something. */
    public void notice(String sentence) {
        notices.accept(sentence);
    }

    @Override
    public List<Output> drain() {
        List<Output> drained = List.copyOf(output);
        output.clear();
        return drained;
    }

    @Override
    public TimedInspector inspect() {
        return new At(steps, number, elapsed);
    }

    @Override
    public TimedInspector inspect(Snapshot snapshot) {
        Held held = (Held) snapshot;
        return new At(held.steps(), held.number(), held.elapsed());
    }

    @Override
    public List<Difference> differences(Snapshot first, Snapshot second, int most) {
        Held one = (Held) first;
        Held other = (Held) second;
        return Stream.of(
                        field("steps", one.steps(), other.steps()),
                        field("number", one.number(), other.number()),
                        field("elapsed", one.elapsed(), other.elapsed()))
                .flatMap(Optional::stream)
                .limit(most)
                .toList();
    }

    private static Optional<Difference> field(String name, long first, long second) {
        return first == second
                ? Optional.empty()
                : Optional.of(new Difference.Field("counter", name, "" + first, "" + second));
    }

    private record At(long steps, long number, long elapsed) implements TimedInspector {
        @Override
        public long nanos() {
            return steps + elapsed;
        }

        @Override
        public OptionalLong register(int hart, int register) {
            return switch (register) {
                case 0 -> OptionalLong.of(number);
                case PC -> OptionalLong.of(4 * Long.remainderUnsigned(number, 16));
                default -> OptionalLong.empty();
            };
        }

        @Override
        public int nextHart() {
            return 0;
        }

        @Override
        public byte[] read(int hart, long address, int length) {
            return new byte[0];
        }

        @Override
        public boolean writable(int hart, long address, int length) {
            return address == 0x100;
        }
    }
}
