package dev.hindsight.emulator.server;

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
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A loop of eight instructions at 0x80000000: the third adds one to the byte at 0x80000100, the sixth reads it into a0.
 * Ends with status 7 before step {@code haltAt}; crashes on a load (cause 5) at {@code crashAt}.
 */
final class LoopMachine implements Machine {
    static final long BASE = 0x8000_0000L;
    static final long COUNTER = BASE + 0x100;
    private static final int A0 = 10;
    private static final int MSTATUS = Inspector.CSR0 + 0x300;

    private final long haltAt;
    private final long crashAt;
    private State state = new State();
    private long snapshots;

    LoopMachine() {
        this(Long.MAX_VALUE, Long.MAX_VALUE);
    }

    LoopMachine(long haltAt, long crashAt) {
        this.haltAt = haltAt;
        this.crashAt = crashAt;
    }

    private static final class State {
        long steps;
        long pc = BASE;
        final long[] x = new long[32];
        final byte[] ram = new byte[0x1000];

        State copy() {
            State copy = new State();
            copy.steps = steps;
            copy.pc = pc;
            System.arraycopy(x, 0, copy.x, 0, x.length);
            System.arraycopy(ram, 0, copy.ram, 0, ram.length);
            return copy;
        }
    }

    @Override
    public MachineInfo info() {
        List<Integer> registers = Stream.concat(
                        IntStream.rangeClosed(0, Inspector.PC).boxed(), Stream.of(MSTATUS, Inspector.PRIV))
                .toList();
        List<MachineInfo.Region> regions = List.of(
                new MachineInfo.Region("rom", 0x1000, 0x1000, MachineInfo.Kind.ROM),
                new MachineInfo.Region("ram", BASE, 0x1000, MachineInfo.Kind.RAM));
        return new MachineInfo(64, 1, "rv64i", registers, regions, 1_000_000_000);
    }

    @Override
    public long steps() {
        return state.steps;
    }

    @Override
    public Exit run(long limit, StopPoints stops) {
        @Nullable Hit last = null;
        while (state.steps < limit) {
            if (stops.hasBreakpoint(state.pc)) {
                Hit.Code hit = new Hit.Code(state.steps, 0, state.pc);
                boolean counts = stops.condition().holds(hit, inspect());
                if (counts && !stops.keepLast()) {
                    return new Exit.Breakpoint(hit);
                }
                last = counts ? hit : last;
            }
            if (state.steps == haltAt) {
                return new Exit.Halted(7);
            }
            if (state.steps == crashAt && stops.stopsAtCrash(state.pc)) {
                return new Exit.Crash(0, 5, 0, state.pc, "Load access fault: no handler can take it.");
            }
            Hit.@Nullable Data hit = step(stops);
            if (hit != null && !stops.keepLast()) {
                return new Exit.Access(hit);
            }
            last = hit == null ? last : hit;
        }
        return new Exit.Limit(last);
    }

    private Hit.@Nullable Data step(StopPoints stops) {
        long pc = state.pc;
        @Nullable AccessKind access = null;
        int counter = (int) (COUNTER - BASE);
        if (pc == BASE + 8) {
            state.ram[counter]++;
            access = AccessKind.WRITE;
        } else if (pc == BASE + 20) {
            state.x[A0] = state.ram[counter];
            access = AccessKind.READ;
        }
        state.pc = BASE + (pc + 4 - BASE) % 32;
        state.steps++;
        @Nullable AccessKind kind = access;
        boolean watched = kind != null && stops.watches().stream().anyMatch(w -> w.covers(kind, COUNTER, 1));
        return watched ? new Hit.Data(state.steps - 1, 0, pc, List.of(new Hit.Access(kind, COUNTER, 1))) : null;
    }

    @Override
    public void deliver(Input input) {
        if (input instanceof Input.WriteRegister write && write.number() == Inspector.PC) {
            state.pc = write.value();
        } else if (input instanceof Input.WriteRegister write && write.number() < Inspector.PC) {
            state.x[write.number()] = write.value();
        } else if (input instanceof Input.WriteMemory write) {
            byte[] bytes = write.bytes().toArray();
            System.arraycopy(bytes, 0, state.ram, (int) (write.address() - BASE), bytes.length);
        }
    }

    private record Held(LoopMachine owner, State held) implements Snapshot {
        @Override
        public long steps() {
            return held.steps;
        }

        @Override
        public void release() {
            owner.snapshots--;
        }
    }

    @Override
    public Snapshot capture() {
        snapshots++;
        return new Held(this, state.copy());
    }

    @Override
    public byte[] write(Snapshot snapshot, PageSink pages) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Snapshot read(byte[] fields, Consumer<PageSink> pages) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long retainedBytes() {
        return snapshots * 0x1000;
    }

    @Override
    public long captureBytes() {
        return 0x1000;
    }

    /** Of a loop, always the same. */
    @Override
    public Footprint takeFootprint() {
        return new Footprint(BASE >>> 12, 1, new int[] {0}, new long[] {BASE >>> 12}, new long[] {-1, -1, -1, -1}, 0);
    }

    @Override
    public void restore(Snapshot snapshot) {
        state = ((Held) snapshot).held().copy();
    }

    @Override
    public long hash() {
        return state.steps + 31 * state.pc + 63L * Arrays.hashCode(state.x) + Arrays.hashCode(state.ram);
    }

    @Override
    public List<Output> drain() {
        return List.of();
    }

    @Override
    public TimedInspector inspect() {
        return new At(state);
    }

    @Override
    public TimedInspector inspect(Snapshot snapshot) {
        return new At(((Held) snapshot).held());
    }

    /** Nobody compares its states. */
    @Override
    public List<Difference> differences(Snapshot first, Snapshot second, int most) {
        return List.of();
    }

    private record At(State at) implements TimedInspector {
        @Override
        public long steps() {
            return at.steps;
        }

        @Override
        public long nanos() {
            return at.steps;
        }

        @Override
        public OptionalLong register(int hart, int number) {
            if (number < PC) {
                return OptionalLong.of(at.x[number]);
            }
            return switch (number) {
                case PC -> OptionalLong.of(at.pc);
                case MSTATUS -> OptionalLong.of(0x1800);
                case PRIV -> OptionalLong.of(3);
                default -> OptionalLong.empty();
            };
        }

        @Override
        public int nextHart() {
            return 0;
        }

        @Override
        public byte[] read(int hart, long address, int length) {
            long offset = address - BASE;
            if (offset < 0 || offset >= at.ram.length) {
                return new byte[0];
            }
            return Arrays.copyOfRange(at.ram, (int) offset, (int) Math.min(at.ram.length, offset + length));
        }

        @Override
        public boolean writable(int hart, long address, int length) {
            return read(hart, address, length).length == length;
        }
    }
}
