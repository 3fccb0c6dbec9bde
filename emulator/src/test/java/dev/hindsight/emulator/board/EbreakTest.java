package dev.hindsight.emulator.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.elf.ElfFile;
import dev.hindsight.emulator.isa.Csr;
import dev.hindsight.emulator.isa.Op;
import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.timeline.RunCallbacks;
import dev.hindsight.emulator.timeline.Stop;
import dev.hindsight.emulator.timeline.Timeline;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who wants to stops before an EBREAK, in both directions; going on delivers its trap, and the states are the same. */
class EbreakTest {
    private static final StopPoints EBREAK = StopPoints.NONE.stoppingBeforeEbreak(true);
    private static final int T0 = 5;
    private static final int A0 = 10;
    /** Six of the boot ROM, five that install the handler, and the count. */
    private static final long FIRST = 6 + 5 + 1;
    /** EBREAK, the handler, the jump back and the count. */
    private static final long ROUND = 1 + 4 + 1 + 1;

    /** Counts in a0, with an EBREAK after each count that its handler skips. */
    private static Board board() {
        return new Assembly()
                .ram(T0, 32)
                .csr(Op.CSRRW, 0, Csr.MTVEC, T0)
                .i(Op.ADDI, A0, A0, 1)
                .plain(Op.EBREAK)
                .i(Op.JAL, 0, 0, -8)
                .csr(Op.CSRRS, T0, Csr.MEPC, 0)
                .i(Op.ADDI, T0, T0, 4)
                .csr(Op.CSRRW, 0, Csr.MEPC, T0)
                .plain(Op.MRET)
                .board(64);
    }

    private final Timeline timeline = new Timeline(board(), 16 << 20, output -> {});

    private long count() {
        return timeline.now().register(0, A0).orElseThrow();
    }

    private Stop goOn() {
        return timeline.resume(EBREAK, Long.MAX_VALUE, RunCallbacks.NONE);
    }

    @Test
    void everyOneStopsAndGoingOnDeliversItsTrap() {
        for (int i = 0; i < 5; i++) {
            Stop stop = goOn();
            assertThat(stop.reason()).isEqualTo(Stop.Reason.BREAKPOINT);
            assertThat(stop.step()).isEqualTo(FIRST + i * ROUND);
        }
        Board plain = board();
        plain.run(timeline.moment().step(), StopPoints.NONE);
        assertThat(timeline.hash()).isEqualTo(plain.hash());
        assertThat(timeline.now().pc(0)).isEqualTo(plain.inspect().pc(0));
        timeline.forward(StopPoints.NONE, timeline.moment().step() + 1, RunCallbacks.NONE);
        assertThat(timeline.now().pc(0)).as("in the handler").isEqualTo(BoardConfig.RAM + 32);
    }

    @Test
    void backwardTheLastOneIsFoundWherever() {
        timeline.seek(FIRST + 300_000 * ROUND + 2, RunCallbacks.NONE);
        for (int i = 0; i < 3; i++) {
            Stop stop = timeline.backward(EBREAK, 0, RunCallbacks.NONE);
            assertThat(stop.reason()).isEqualTo(Stop.Reason.BREAKPOINT);
            assertThat(stop.step()).isEqualTo(FIRST + (300_000 - i) * ROUND);
            assertThat(count()).isEqualTo(300_001 - i);
        }
        timeline.seek(FIRST, RunCallbacks.NONE);
        assertThat(timeline.backward(EBREAK, 0, RunCallbacks.NONE).reason()).isEqualTo(Stop.Reason.START);
    }

    @Test
    void aConditionIsAskedAndABreakpointInBetweenStops() {
        StopPoints third = EBREAK.onlyWhere((hit, now) -> now.register(0, A0).orElseThrow() == 3);
        assertThat(timeline.resume(third, Long.MAX_VALUE, RunCallbacks.NONE).step())
                .isEqualTo(FIRST + 2 * ROUND);
        StopPoints both = EBREAK.withBreakpoints(List.of(BoardConfig.RAM + 32));
        assertThat(timeline.resume(both, Long.MAX_VALUE, RunCallbacks.NONE).step())
                .isEqualTo(FIRST + 2 * ROUND + 1);
        assertThat(timeline.resume(both, Long.MAX_VALUE, RunCallbacks.NONE).step())
                .isEqualTo(FIRST + 3 * ROUND);
        assertThat(timeline.backward(both, 0, RunCallbacks.NONE).step()).isEqualTo(FIRST + 2 * ROUND + 1);
        assertThat(timeline.backward(third, 0, RunCallbacks.NONE).step()).isEqualTo(FIRST + 2 * ROUND);
    }

    @Test
    void backwardOneThatDoesNotCountIsNotFound() {
        timeline.seek(FIRST + 10 * ROUND, RunCallbacks.NONE);
        StopPoints none = EBREAK.onlyWhere((hit, now) -> false);
        assertThat(timeline.backward(none, 0, RunCallbacks.NONE).reason()).isEqualTo(Stop.Reason.START);
    }

    @Test
    void semihostingIsNoStop() {
        ElfFile elf = ElfFile.read(
                Path.of(System.getProperty("hindsight.root", ".."), "emulator/src/test/guests/semihost-rv64.elf"));
        StringBuilder console = new StringBuilder();
        Timeline calls = new Timeline(
                GuestLoader.load(Guest.program(Image.of(elf)), Boards.hardware(elf.name())),
                16 << 20,
                output -> output.forEach(each -> console.append((char) each.value())));
        Stop stop = calls.forward(EBREAK, 1_000_000, RunCallbacks.NONE);
        assertThat(stop.reason()).isIn(Stop.Reason.EXIT, Stop.Reason.IDLE);
        assertThat(console).isNotEmpty();
    }
}
