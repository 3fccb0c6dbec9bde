package dev.hindsight.emulator.board;

import dev.hindsight.emulator.bus.Bus;
import dev.hindsight.emulator.bus.Clock;
import dev.hindsight.emulator.device.Clint;
import dev.hindsight.emulator.device.Console;
import dev.hindsight.emulator.device.GoldfishRtc;
import dev.hindsight.emulator.device.Plic;
import dev.hindsight.emulator.device.Rom;
import dev.hindsight.emulator.device.Semihosting;
import dev.hindsight.emulator.device.TestFinisher;
import dev.hindsight.emulator.device.Uart16550;
import dev.hindsight.emulator.hart.Cause;
import dev.hindsight.emulator.hart.Hart;
import dev.hindsight.emulator.hart.Platform;
import dev.hindsight.emulator.state.StateVisitor;
import dev.hindsight.emulator.state.Stateful;
import java.util.List;
import java.util.function.IntConsumer;

/** All of a board that has state, except RAM. A second set of parts serves to look at a snapshot. */
final class Parts implements Stateful {
    final Clock clock;
    final Console console;
    final Semihosting semihosting;
    final Clint clint;
    final Plic plic;
    final Bus bus = new Bus();
    final List<Hart> harts;

    /** {@code out} takes the bytes that the guest sends to its console. */
    Parts(BoardConfig config, IntConsumer out) {
        clock = new Clock(config.stepsPerSecond());
        console = new Console(out);
        semihosting = new Semihosting(console, clock);
        clint = new Clint(clock, 1);
        plic = new Plic(96, 2);
        harts = List.of(new Hart(0, config.isa(), new Wires(), BootRom.BASE));
        bus.map("rom", BootRom.BASE, BootRom.SIZE, new Rom(BootRom.content(config.xlen(), config.entry())));
        bus.map("finisher", 0x10_0000, 0x1000, new TestFinisher());
        bus.map("clint", 0x200_0000, 0x1_0000, clint);
        bus.map("plic", 0xc00_0000, 0x60_0000, plic);
        Uart16550 uart = new Uart16550(console);
        bus.map("uart", 0x1000_0000, 0x100, uart);
        GoldfishRtc rtc = new GoldfishRtc(clock);
        bus.map("rtc", 0x10_1000, 0x1000, rtc);
        plic.connect(10, uart);
        plic.connect(11, rtc);
    }

    @Override
    public void visit(StateVisitor visitor) {
        clock.visit(visitor);
        harts.forEach(hart -> hart.visit(visitor));
        bus.mappings().forEach(mapping -> mapping.device().visit(visitor));
        console.visit(visitor);
        semihosting.visit(visitor);
    }

    /** What runs from the devices to the harts. */
    private final class Wires implements Platform {
        private static final int SUPERVISOR_EXTERNAL = 9;

        @Override
        public long pending(int hart) {
            return bit(Cause.SOFTWARE_INTERRUPT, clint.softwarePending(hart))
                    | bit(Cause.TIMER_INTERRUPT, clint.timerPending(hart))
                    | bit(Cause.EXTERNAL_INTERRUPT, plic.pending(2 * hart))
                    | bit(SUPERVISOR_EXTERNAL, plic.pending(2 * hart + 1));
        }

        private static long bit(int number, boolean on) {
            return on ? 1L << number : 0;
        }

        @Override
        public long time() {
            return clint.time();
        }

        @Override
        public long steps() {
            return clock.steps();
        }
    }
}
