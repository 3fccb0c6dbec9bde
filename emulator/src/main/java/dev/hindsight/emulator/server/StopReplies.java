package dev.hindsight.emulator.server;

import dev.hindsight.emulator.machine.Hit;
import dev.hindsight.emulator.machine.Inspector;
import dev.hindsight.emulator.machine.MachineInfo;
import dev.hindsight.emulator.timeline.Stop;
import dev.hindsight.rsp.wire.Hex;
import dev.hindsight.rsp.wire.Signal;
import dev.hindsight.rsp.wire.StopReply;
import dev.hindsight.rsp.wire.StopReply.Cause;
import dev.hindsight.rsp.wire.StopReply.Stopped;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/** Says a stop of the timeline in gdb's words. */
final class StopReplies {
    /** ra, sp and pc: what gdb asks for at every stop, to find the frame. */
    private static final int[] EXPEDITED = {1, 2, Inspector.PC};

    private final int registerBytes;
    private final GdbAddresses addresses;
    private final BreakpointTable table;
    private final Threads threads;
    private final GdbPeer peer;

    StopReplies(MachineInfo info, BreakpointTable table, Threads threads, GdbPeer peer) {
        this.registerBytes = info.xlen() / 8;
        this.addresses = new GdbAddresses(info);
        this.table = table;
        this.threads = threads;
        this.peer = peer;
    }

    /** For a debugger that asks why it stands where it stands, or is brought to where others went. */
    StopReply standing(int signal, Inspector now) {
        threads.stopped(now);
        return reply(signal, Cause.NONE, 0, now);
    }

    /**
     * For a debugger that made a step, and finds itself where its user, or somebody else, wanted to be. It must not take a
     * breakpoint there for one that it met, nor the end of the step for a signal of another thread.
     *
     * @param actor the hart that did what its user looked for; where there is none, the debugger's thread stays
     */
    StopReply brought(OptionalInt actor, Inspector now) {
        actor.ifPresentOrElse(hart -> threads.stopped(hart, now), () -> threads.arrived(now));
        return reply(standsOnBreakpoint(now) || !threads.stepped() ? Signal.NONE : Signal.TRAP, Cause.NONE, 0, now);
    }

    /** Whether gdb has a breakpoint where the thread goes on that the last reply was about. */
    boolean standsOnBreakpoint(Inspector now) {
        return table.all().hasBreakpoint(now.pc(threads.hart(threads.current(), now)));
    }

    boolean severalThreads(Inspector now) {
        return threads.list(now).size() > 1;
    }

    /** For a debugger that lets one thread alone run: what happened is that thread's. */
    StopReply of(int thread, int signal, Inspector now) {
        threads.held(thread, now);
        return reply(signal, Cause.NONE, 0, now);
    }

    /** Whether the last reply says that another thread than this one stopped. */
    boolean isOfAnother(StopReply told, int thread) {
        return told instanceof Stopped stopped
                && threads.current() != thread
                && stopped.cause() != Cause.REPLAYLOG_BEGIN
                && stopped.cause() != Cause.REPLAYLOG_END;
    }

    /** The last stop in a user's words: who, and where. */
    String whoStopped(Inspector now) {
        int thread = threads.current();
        String name =
                threads.described(thread, now).map(Threads.Described::name).orElse("Another thread");
        return "%s stopped at 0x%x".formatted(name, addresses.of(now.pc(threads.hart(thread, now))));
    }

    /** @param stepping whether gdb takes a SIGTRAP for the end of its step */
    StopReply told(Stop stop, Inspector now, boolean stepping) {
        if (!stepping || stop.reason() != Stop.Reason.STEP) {
            threads.stopped(now);
        }
        return switch (stop.reason()) {
            case STEP -> reply(Signal.TRAP, Cause.NONE, 0, now);
            case EVENT -> happened(stop.hit().orElseThrow(), now);
            case BREAKPOINT, WATCHPOINT -> met(stop.hit().orElseThrow(), stepping, now);
            case START -> reply(Signal.TRAP, Cause.REPLAYLOG_BEGIN, 0, now);
            case END -> reply(Signal.TRAP, Cause.REPLAYLOG_END, 0, now);
            case PAUSE -> reply(Signal.INT, Cause.NONE, 0, now);
            case IDLE, NOT_FOUND -> reply(Signal.NONE, Cause.NONE, 0, now);
            case EXIT -> aboutToAct(visible(Signal.TRAP, stepping), now);
            case EXCEPTION -> aboutToAct(visible(signalOf(stop.status()), stepping), now);
            case ENDED -> new StopReply.Exited(stop.status());
        };
    }

    /** What gdb cannot show by itself: a line for its console. */
    static Optional<String> remark(Stop stop) {
        return switch (stop.reason()) {
            case EXIT -> Optional.of(stop.description() + " Continuing ends it; you can still go back from here.");
            case EXCEPTION, IDLE, EVENT, NOT_FOUND -> Optional.of(stop.description());
            default -> Optional.empty();
        };
    }

    /** In the middle of a step gdb would swallow a SIGTRAP and step on, beyond the exit; signal 0 it shows. */
    private static int visible(int signal, boolean stepping) {
        return stepping && signal == Signal.TRAP ? Signal.NONE : signal;
    }

    private StopReply aboutToAct(int signal, Inspector now) {
        threads.stopped(now.nextHart(), now);
        return reply(signal, Cause.NONE, 0, now);
    }

    private StopReply happened(Hit hit, Inspector now) {
        threads.stopped(hit.hart(), now);
        return reply(Signal.TRAP, Cause.NONE, 0, now);
    }

    private StopReply met(Hit hit, boolean stepping, Inspector now) {
        threads.stopped(hit.hart(), now);
        if (hit instanceof Hit.Data data) {
            return table.explain(data)
                    .map(access -> reply(Signal.TRAP, access.type().cause(), access.address(), now))
                    .orElseGet(() -> reply(Signal.TRAP, Cause.NONE, 0, now));
        }
        if (!table.all().hasBreakpoint(addresses.of(hit.pc()))) {
            // An EBREAK of the guest's own: as a breakpoint, gdb would go on from one that it does not know.
            return reply(visible(Signal.TRAP, stepping), Cause.NONE, 0, now);
        }
        Cause cause = table.isHardware(hit.pc()) ? Cause.HWBREAK : Cause.SWBREAK;
        boolean understood = peer.speaks(cause == Cause.HWBREAK ? "hwbreak+" : "swbreak+");
        return reply(Signal.TRAP, understood ? cause : Cause.NONE, 0, now);
    }

    private Stopped reply(int signal, Cause cause, long address, Inspector now) {
        Map<Integer, String> registers = new TreeMap<>();
        RegisterContext context = threads.context(threads.current(), now);
        for (int number : EXPEDITED) {
            context.register(now, number, registerBytes)
                    .ifPresent(value -> registers.put(number, Hex.littleEndian(value, registerBytes)));
        }
        return new Stopped(signal, cause, address, Optional.of(threads.id(threads.current())), registers);
    }

    /** [Priv 1.12 §3.1.15, table of mcause] What a hosted program would get for such a trap. */
    private static int signalOf(int cause) {
        return switch (cause) {
            case 1, 5, 7, 12, 13, 15 -> Signal.SEGV;
            case 0, 4, 6 -> Signal.BUS;
            case 2 -> Signal.ILL;
            default -> Signal.TRAP;
        };
    }
}
