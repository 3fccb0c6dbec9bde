package dev.hindsight.emulator.server;

import dev.hindsight.emulator.client.TimelineMover;
import dev.hindsight.emulator.isa.Csr;
import dev.hindsight.emulator.isa.Instruction;
import dev.hindsight.emulator.isa.Op;
import dev.hindsight.emulator.isa.Register;
import dev.hindsight.emulator.machine.Event;
import dev.hindsight.emulator.machine.Hit;
import dev.hindsight.emulator.machine.Inspector;
import dev.hindsight.emulator.machine.MachineInfo;
import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.timeline.Search;
import dev.hindsight.emulator.timeline.Stop;
import dev.hindsight.rsp.wire.RspException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Steps of a thread, while the others do what they do in the meantime: their breakpoints and watchpoints count.
 *
 * <p>A task that does not run has made a step when it is back where its kernel took it away, and one instruction on.
 * Backward, its last step is the one in which the kernel took it away.
 */
final class ThreadSteps {
    private static final int SP = Register.SP.gdb();
    private static final int MACHINE = 3;
    /** mret and sret. */
    private static final Set<Integer> RETURNS = Set.of(encoding(Op.MRET), encoding(Op.SRET));

    private final Threads threads;
    private final BreakpointTable table;
    private final GdbAddresses addresses;
    private final int registerBytes;

    ThreadSteps(Threads threads, BreakpointTable table, MachineInfo info) {
        this.threads = threads;
        this.table = table;
        this.addresses = new GdbAddresses(info);
        this.registerBytes = info.xlen() / Byte.SIZE;
    }

    /** Where a thread goes on. */
    private record Spot(long pc, long sp) {}

    Stop forward(TimelineMover mover, int thread) {
        RegisterContext context = threads.context(thread, mover.now());
        if (context.saved().isEmpty()) {
            return forward(mover, thread, context.hart());
        }
        Spot spot = spot(mover.now(), context);
        threads.stepped(thread, context.hart());
        Stop stop = bringBack(mover, thread, spot);
        return stop.reason() == Stop.Reason.STEP ? forward(mover, thread, threads.hart(thread, mover.now())) : stop;
    }

    private Stop forward(TimelineMover mover, int thread, int hart) {
        threads.stepped(thread, hart);
        if (threads.harts() == 1 && !table.hasWatches()) {
            return mover.stepForward(hart, 1);
        }
        return mover.resume(table.all().seenBy(hart).untilStepOf(hart), TimelineMover.NO_LIMIT);
    }

    /**
     * At least one step; gdb wants to be back once pc has left [start, end), or wherever else it may want to look. An
     * interrupt that comes in the middle of a line is none of its business.
     */
    Stop forwardWhileIn(TimelineMover mover, int thread, long start, long end) {
        Stop stop = forward(mover, thread);
        while (stop.reason() == Stop.Reason.STEP) {
            Inspector now = mover.now();
            RegisterContext context = threads.context(thread, now);
            if (isIn(context.register(now, Inspector.PC, registerBytes), start, end)) {
                stop = onward(mover, thread, context);
                continue;
            }
            OptionalLong interrupted = interrupted(now, context);
            if (interrupted.isEmpty()) {
                return stop;
            }
            stop = bringBack(mover, thread, new Spot(addresses.of(interrupted.getAsLong()), sp(now, context)));
        }
        return stop;
    }

    /** A step within a range; unlike the first it stops before an EBREAK where that is wanted. */
    private Stop onward(TimelineMover mover, int thread, RegisterContext context) {
        if (!table.stopsBeforeEbreak() || context.saved().isPresent()) {
            return forward(mover, thread);
        }
        threads.stepped(thread, context.hart());
        return mover.forward(table.all().seenBy(context.hart()).untilStepOf(context.hart()), TimelineMover.NO_LIMIT);
    }

    private boolean isIn(OptionalLong pc, long start, long end) {
        return pc.isPresent()
                && Long.compareUnsigned(addresses.of(pc.getAsLong()) - start, end - start) < 0
                && !table.all().hasBreakpoint(addresses.of(pc.getAsLong()));
    }

    /** Where an interrupt took the hart away that has just come; empty if none has. [Priv 1.12 §3.1.7] */
    private OptionalLong interrupted(Inspector now, RegisterContext context) {
        int hart = context.hart();
        int mode = (int) now.register(hart, Inspector.PRIV).orElse(MACHINE);
        int csrs = Inspector.CSR0 + (mode << 8) - (MACHINE << 8); // those of M mode, or of the mode it is
        long cause = now.register(hart, csrs + Csr.MCAUSE).orElse(0);
        long vector = now.register(hart, csrs + Csr.MTVEC).orElse(0);
        long entry = (vector & ~3) + ((vector & 1) * 4 * (cause & 0xfff));
        boolean hasJustCome =
                context.saved().isEmpty() && cause < 0 && addresses.of(now.pc(hart)) == addresses.of(entry);
        return hasJustCome ? now.register(hart, csrs + Csr.MEPC) : OptionalLong.empty();
    }

    private Spot spot(Inspector now, RegisterContext context) {
        long pc = context.register(now, Inspector.PC, registerBytes)
                .orElseThrow(
                        () -> new RspException("This task is not running, and where it will continue is unknown."));
        return new Spot(addresses.of(pc), sp(now, context));
    }

    private long sp(Inspector now, RegisterContext context) {
        return addresses.of(context.register(now, SP, registerBytes).orElse(0));
    }

    /** To where the thread goes on, reason STEP; or to whatever is met before. */
    private Stop bringBack(TimelineMover mover, int thread, Spot spot) {
        List<Long> breakpoints =
                new ArrayList<>(Arrays.stream(table.all().breakpoints()).boxed().toList());
        breakpoints.add(spot.pc());
        StopPoints stops = table.all()
                .seenBy(threads.hart(thread, mover.now()))
                .withBreakpoints(breakpoints)
                .onlyWhere(
                        (hit, now) -> !(hit instanceof Hit.Code) || isUsers(hit, now) || isAt(spot, thread, hit, now));
        Stop stop = mover.resume(stops, TimelineMover.NO_LIMIT);
        boolean isBack =
                stop.reason() == Stop.Reason.BREAKPOINT && !isUsers(stop.hit().orElseThrow(), mover.now());
        return isBack ? mover.arrived(Stop.Reason.STEP, "") : stop;
    }

    private boolean isUsers(Hit hit, Inspector now) {
        return table.all().hasBreakpoint(addresses.of(hit.pc()))
                && table.all().condition().holds(hit, now);
    }

    private boolean isAt(Spot spot, int thread, Hit hit, Inspector now) {
        long sp = addresses.of(now.register(hit.hart(), SP).orElse(0));
        return threads.runs(thread, hit.hart(), now) && sp == spot.sp();
    }

    Stop backward(TimelineMover mover, int thread) {
        RegisterContext context = threads.context(thread, mover.now());
        threads.stepped(thread, context.hart());
        if (context.saved().isPresent()) {
            return toWhereItWasTakenAway(mover, thread);
        }
        return table.hasWatches() ? backwardWatching(mover, context.hart()) : mover.stepBackward(context.hart());
    }

    /** The same, where an interrupt that came in the middle of a line is none of gdb's business. */
    Stop backwardInLine(TimelineMover mover, int thread) {
        RegisterContext context = threads.context(thread, mover.now());
        if (context.saved().isPresent()) {
            return backward(mover, thread);
        }
        Spot spot = spot(mover.now(), context);
        Stop stop = backward(mover, thread);
        while (stop.reason() == Stop.Reason.STEP && returnsFromTrap(mover.now(), context.hart())) {
            long end = mover.step();
            Stop trap = mover.search(Search.backward(StopPoints.NONE
                    .withEvents(List.of(Event.Traps.any()))
                    .onlyWhere((hit, now) -> isAt(spot, thread, hit, now))));
            if (trap.reason() != Stop.Reason.EVENT) {
                return trap.reason() == Stop.Reason.PAUSE ? trap : stop;
            }
            int hart = trap.hit().orElseThrow().hart();
            long begin = mover.step();
            mover.seek(begin + 1);
            OptionalLong interrupted = interrupted(mover.now(), new RegisterContext(hart, Optional.empty()));
            mover.seek(end);
            if (interrupted.isEmpty() || addresses.of(interrupted.getAsLong()) != spot.pc()) {
                return stop;
            }
            Stop met = mover.backward(table.all().seenBy(hart), begin + 1);
            if (met.hit().isPresent() || met.reason() == Stop.Reason.PAUSE) {
                return met;
            }
            mover.seek(begin);
            stop = backward(mover, thread);
        }
        return stop;
    }

    private static int encoding(Op op) {
        return new Instruction(op, 0, 0, 0, 0, Integer.BYTES).encode();
    }

    private static boolean returnsFromTrap(Inspector now, int hart) {
        byte[] code = now.read(hart, now.pc(hart), Integer.BYTES);
        return code.length == Integer.BYTES
                && RETURNS.contains(
                        ByteBuffer.wrap(code).order(ByteOrder.LITTLE_ENDIAN).getInt());
    }

    private Stop backwardWatching(TimelineMover mover, int hart) {
        return mover.backward(table.watches().seenBy(hart).untilStepOf(hart), 0);
    }

    /**
     * To the last switch away from the task. Where a switch is seen after its step, that is the one behind the last switch
     * to the task (or the first of all: the first task needs none).
     */
    private Stop toWhereItWasTakenAway(TimelineMover mover, int task) {
        long present = mover.step();
        StopPoints switches = threads.switches(mover.now());
        Stop stop = mover.backward(switches.onlyWhere((hit, now) -> threads.runs(task, hit.hart(), now)), 0);
        while (stop.reason() != Stop.Reason.PAUSE) {
            Optional<Hit> hit = stop.hit();
            if (hit.isPresent()) {
                mover.seek(hit.get().step());
                if (threads.runs(task, hit.get().hart(), mover.now())) {
                    threads.stepped(task, hit.get().hart());
                    return mover.arrived(Stop.Reason.STEP, "");
                }
                mover.seek(hit.get().step() + 1);
            } else if (stop.reason() != Stop.Reason.START) {
                return mover.seek(-1);
            }
            stop = mover.forward(switches, present);
        }
        return stop;
    }
}
