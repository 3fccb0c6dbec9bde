package dev.hindsight.emulator.client;

import dev.hindsight.emulator.machine.AccessKind;
import dev.hindsight.emulator.machine.Hit;
import dev.hindsight.emulator.machine.Input;
import dev.hindsight.emulator.machine.Inspector;
import dev.hindsight.emulator.machine.MachineInfo;
import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.machine.Watch;
import dev.hindsight.emulator.timeline.Moment;
import dev.hindsight.emulator.timeline.Stop;
import dev.hindsight.rsp.client.RspClient;
import dev.hindsight.rsp.wire.PointType;
import dev.hindsight.rsp.wire.RspException;
import dev.hindsight.rsp.wire.Signal;
import dev.hindsight.rsp.wire.StopReply;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A client of any stub of the Remote Serial Protocol with one hart: no more than the contract asks, to show that it does
 * not need a timeline.
 */
final class StubClient implements Client {
    /** A stub knows no time. */
    private static final Moment NO_MOMENT = new Moment(0, 0);

    private static final int WRITABLE = 1;

    private final RspClient stub;
    private final MachineInfo info;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "stub client");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicBoolean interrupted = new AtomicBoolean();

    StubClient(RspClient stub) {
        this.stub = stub;
        int xlen = stub.layout().register(Inspector.PC).orElseThrow().bits();
        List<Integer> registers = List.copyOf(stub.readRegisters().keySet());
        this.info = new MachineInfo(xlen, 1, "", registers, List.of(), 0);
    }

    private <T> T ask(Supplier<T> question) {
        try {
            return submit(question).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException refused ? refused : e;
        }
    }

    private <T> CompletableFuture<T> submit(Supplier<T> action) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return action.get();
                    } catch (RspException refused) {
                        throw new RefusedException(String.valueOf(refused.getMessage()), refused);
                    }
                },
                thread);
    }

    @Override
    public String name() {
        return "stub client";
    }

    @Override
    public MachineInfo info() {
        return info;
    }

    @Override
    public <T> T read(Function<Inspector, T> reader) {
        return ask(() -> reader.apply(new Now()));
    }

    @Override
    public CompletableFuture<Stop> move(Move<? super Mover> move) {
        interrupted.set(false);
        return submit(() -> move.on(new StubMover()));
    }

    @Override
    public void write(Input input) {
        ask(() -> {
            if (input instanceof Input.WriteRegister write) {
                stub.writeRegister(write.number(), write.value());
            } else if (input instanceof Input.WriteMemory write) {
                byte[] bytes = write.bytes().toArray();
                // QEMU takes a write to where nothing answers.
                if (!new Now().writable(0, write.address(), bytes.length)) {
                    throw new RefusedException("There is no memory at 0x%x.".formatted(write.address()));
                }
                stub.writeMemory(write.address(), bytes);
            } else {
                throw new RefusedException("A stub takes no such input.");
            }
            return WRITABLE;
        });
    }

    @Override
    public void interrupt() {
        interrupted.set(true);
        stub.interrupt();
    }

    @Override
    public boolean isCurrent() {
        return true;
    }

    @Override
    public void catchUp() {}

    @Override
    public void end(String why) {
        ask(() -> {
            stub.kill();
            return why;
        });
    }

    @Override
    public void leave() {
        ask(() -> {
            stub.detach();
            return 0;
        });
        thread.shutdown();
    }

    /** The stub's registers and memory where it stands. */
    private final class Now implements Inspector {
        @Override
        public OptionalLong register(int hart, int number) {
            return stub.layout().register(number).isPresent()
                    ? OptionalLong.of(stub.readRegister(number))
                    : OptionalLong.empty();
        }

        @Override
        public int nextHart() {
            return 0;
        }

        @Override
        public byte[] read(int hart, long address, int length) {
            return stub.readMemory(address, length);
        }

        @Override
        public boolean writable(int hart, long address, int length) {
            return read(hart, address, length).length == length;
        }
    }

    private final class StubMover implements Mover {
        private final Inspector now = new Now();

        @Override
        public Inspector now() {
            return now;
        }

        @Override
        public Stop forward(StopPoints stops, long limit) {
            Hit.Code here = new Hit.Code(0, 0, now.pc(0));
            return stops.hasBreakpoint(here.pc()) && stops.condition().holds(here, now)
                    ? stop(Stop.Reason.BREAKPOINT, here)
                    : resume(stops, limit);
        }

        @Override
        public Stop resume(StopPoints stops, long limit) {
            if (limit != NO_LIMIT) {
                throw new RefusedException("A stub knows no steps to run to.");
            }
            // Of an access in the first step nobody hears: a debugger that needs it sets its watchpoints before.
            Stop stop = stepForward(0, 1);
            while (stop.reason() == Stop.Reason.STEP) {
                stop = next(stops);
                if (stop.hit().isPresent()
                        && !stops.condition().holds(stop.hit().get(), now)) {
                    stop = stepForward(0, 1);
                }
            }
            return stop;
        }

        private Stop next(StopPoints stops) {
            Hit.Code here = new Hit.Code(0, 0, now.pc(0));
            return stops.hasBreakpoint(here.pc()) ? stop(Stop.Reason.BREAKPOINT, here) : run(stops);
        }

        /** With the stop points set meanwhile, as gdb does. */
        private Stop run(StopPoints stops) {
            for (long breakpoint : stops.breakpoints()) {
                stub.insert(PointType.SOFTWARE, breakpoint, 4);
            }
            stops.watches().forEach(watch -> stub.insert(type(watch), watch.address(), (int) watch.length()));
            try {
                return interrupted.get() ? arrived(Stop.Reason.PAUSE, "Paused") : stop(stub.resume(), stops);
            } finally {
                for (long breakpoint : stops.breakpoints()) {
                    stub.remove(PointType.SOFTWARE, breakpoint, 4);
                }
                stops.watches().forEach(watch -> stub.remove(type(watch), watch.address(), (int) watch.length()));
            }
        }

        private Stop stop(StopReply reply, StopPoints stops) {
            if (!(reply instanceof StopReply.Stopped stopped)) {
                return arrived(Stop.Reason.EXIT, reply.toString());
            }
            if (stopped.address() != 0) {
                Hit.Access access = new Hit.Access(AccessKind.WRITE, stopped.address(), 1);
                return stop(Stop.Reason.WATCHPOINT, new Hit.Data(0, 0, now.pc(0), List.of(access)));
            }
            long pc = now.pc(0);
            return stopped.signal() != Signal.INT && stops.hasBreakpoint(pc)
                    ? stop(Stop.Reason.BREAKPOINT, new Hit.Code(0, 0, pc))
                    : arrived(Stop.Reason.PAUSE, "Paused");
        }

        private static PointType type(Watch watch) {
            if (watch.read()) {
                return watch.write() ? PointType.ACCESS : PointType.READ;
            }
            return PointType.WRITE;
        }

        @Override
        public Stop stepForward(int hart, long count) {
            for (long made = 0; made < count; made++) {
                if (interrupted.get()) {
                    return arrived(Stop.Reason.PAUSE, "Paused");
                }
                if (!(stub.step() instanceof StopReply.Stopped)) {
                    return arrived(Stop.Reason.EXIT, "The guest has ended.");
                }
            }
            return arrived(Stop.Reason.STEP, "");
        }

        private static Stop stop(Stop.Reason reason, Hit hit) {
            return new Stop(reason, NO_MOMENT, Optional.of(hit), "", 0);
        }

        @Override
        public Stop arrived(Stop.Reason reason, String description) {
            return new Stop(reason, NO_MOMENT, Optional.empty(), description, 0);
        }
    }
}
