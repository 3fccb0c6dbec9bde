package dev.hindsight.emulator.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.isa.Op;
import dev.hindsight.emulator.machine.AccessKind;
import dev.hindsight.emulator.machine.Exit;
import dev.hindsight.emulator.machine.Hit;
import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.machine.Watch;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Breakpoints and watches. */
class StopsTest {
    private static final long RAM = BoardConfig.RAM;
    private static final long DATA = RAM + 0x8000;
    private static final int BOOT = 6;
    private static final int A0 = 10;
    private static final int A1 = 11;
    private static final int A2 = 12;

    @ParameterizedTest
    @ValueSource(ints = {32, 64})
    void aBreakpointStopsBeforeItsStepEvenTheFirst(int xlen) {
        Board board = counter().board(xlen);
        StopPoints stops = breakAt(RAM + 16);
        Exit exit = board.run(1000, stops);
        assertThat(exit).isEqualTo(new Exit.Breakpoint(new Hit.Code(BOOT + 4, 0, RAM + 16)));
        assertThat(board.steps()).isEqualTo(BOOT + 4);
        assertThat(board.run(1000, stops)).isEqualTo(exit);
        board.run(BOOT + 5, StopPoints.NONE);
        assertThat(board.run(1000, stops)).isEqualTo(new Exit.Breakpoint(new Hit.Code(BOOT + 7, 0, RAM + 16)));
    }

    @Test
    void aSignExtendedBreakpointMeansTheSamePlace() {
        assertThat(counter().board(32).run(1000, breakAt((int) (RAM + 16)))).isInstanceOf(Exit.Breakpoint.class);
    }

    @Test
    void aBreakpointInTheRomStopsBeforeStepZero() {
        Board board = counter().board(64);
        assertThat(board.run(1000, breakAt(0x1000))).isInstanceOf(Exit.Breakpoint.class);
        assertThat(board.steps()).isZero();
    }

    @Test
    void aBreakpointWhereNothingCanBeFetchedComesBeforeTheTrap() {
        Board board = new Assembly().i(Op.JALR, 0, 0, 0x40).board(64);
        assertThat(board.run(1000, breakAt(0x40))).isInstanceOf(Exit.Breakpoint.class);
        assertThat(board.steps()).isEqualTo(BOOT + 1);
    }

    @Test
    void aRememberingRunTellsTheLastHitAtTheLimit() {
        Board board = counter().board(64);
        Exit exit = board.run(100, breakAt(RAM + 16).keepLast(true));
        assertThat(board.steps()).isEqualTo(100);
        assertThat(exit).isEqualTo(new Exit.Limit(new Hit.Code(97, 0, RAM + 16)));
    }

    @Test
    void ofABreakpointAndAnAccessInOneStepTheAccessIsLater() {
        Board board = counter().board(64);
        StopPoints stops = StopPoints.of(List.of(RAM + 20), List.of(Watch.write(DATA, 1)));
        Exit.Limit exit = (Exit.Limit) board.run(100, stops.keepLast(true));
        assertThat(exit.lastHit()).isInstanceOf(Hit.Data.class);
        assertThat(exit.lastHit().step()).isEqualTo(98);
    }

    @ParameterizedTest
    @ValueSource(ints = {32, 64})
    void aWatchedWriteStopsAfterItsStep(int xlen) {
        Board board = counter().board(xlen);
        Exit exit = board.run(1000, watch(DATA + 2, false, true));
        Hit.Access write = new Hit.Access(AccessKind.WRITE, DATA, 4);
        assertThat(exit).isEqualTo(new Exit.Access(new Hit.Data(BOOT + 5, 0, RAM + 20, List.of(write))));
        assertThat(board.steps()).isEqualTo(BOOT + 6);
        assertThat(board.inspect().pc(0)).isEqualTo(RAM + 24);
    }

    @Test
    void aWatchBesideTheAccessIsSilent() {
        assertThat(counter().board(64).run(1000, watch(DATA + 4, true, true))).isEqualTo(new Exit.Limit(null));
        assertThat(counter().board(64).run(1000, watch(DATA - 1, true, true))).isEqualTo(new Exit.Limit(null));
        assertThat(counter().board(64).run(1000, watch(DATA, true, false))).isEqualTo(new Exit.Limit(null));
    }

    @Test
    void aWatchedReadStopsAfterItsStep() {
        Board board = new Assembly()
                .ram(A0, 0x8000)
                .i(Op.LBU, A1, A0, 3)
                .i(Op.JAL, 0, 0, 0)
                .board(64);
        Exit exit = board.run(1000, watch(DATA + 3, true, false));
        Hit.Access read = new Hit.Access(AccessKind.READ, DATA + 3, 1);
        assertThat(exit).isEqualTo(new Exit.Access(new Hit.Data(BOOT + 4, 0, RAM + 16, List.of(read))));
    }

    @Test
    void anAtomicReadsAndWritesInOneStep() {
        Board board = new Assembly().ram(A0, 0x8000).r(Op.AMOADD_W, A1, A0, A0).board(32);
        Exit.Access exit = (Exit.Access) board.run(1000, watch(DATA, true, true));
        assertThat(exit.hit().accesses())
                .containsExactly(new Hit.Access(AccessKind.READ, DATA, 4), new Hit.Access(AccessKind.WRITE, DATA, 4));
        assertThat(board.steps()).isEqualTo(BOOT + 5);
    }

    @Test
    void aFailedStoreConditionalAccessesNothing() {
        Board board = new Assembly()
                .ram(A0, 0x8000)
                .r(Op.SC_W, A1, A0, A0)
                .i(Op.JAL, 0, 0, 0)
                .board(64);
        assertThat(board.run(100, watch(DATA, true, true))).isEqualTo(new Exit.Limit(null));
        assertThat(board.inspect().register(0, A1)).hasValue(1);
    }

    @Test
    void aStoreAcrossPagesIsSeenOnBoth() {
        for (long watched : List.of(DATA - 4, DATA + 3)) {
            Board board = new Assembly()
                    .ram(A0, 0x7ffc)
                    .store(Op.SD, A0, A0, 0)
                    .i(Op.JAL, 0, 0, 0)
                    .board(64);
            Exit.Access exit = (Exit.Access) board.run(1000, watch(watched, false, true));
            assertThat(exit.hit().accesses()).containsExactly(new Hit.Access(AccessKind.WRITE, DATA - 4, 8));
        }
    }

    @Test
    void aStoreOverTheEndOfMemoryTrapsAndChangesNothing() {
        Board board = new Assembly()
                .ram(A0, (1 << 20) - 4)
                .i(Op.ADDI, A1, 0, -1)
                .store(Op.SD, A1, A0, 0)
                .board(64);
        Exit exit = board.run(1000, StopPoints.NONE.stoppingAtCrash(true, List.of()));
        assertThat(exit).isInstanceOfSatisfying(Exit.Crash.class, crash -> {
            assertThat(crash.cause()).isEqualTo(7);
            assertThat(crash.tval()).isEqualTo(RAM + (1 << 20));
        });
        assertThat(board.inspect().read(0, RAM + (1 << 20) - 4, 4)).containsOnly(0);
    }

    @Test
    void aDeviceRegisterCanBeWatched() {
        Board board = new Assembly()
                .li(A0, 0x1000_0000)
                .store(Op.SB, A0, A0, 0)
                .i(Op.JAL, 0, 0, 0)
                .board(64);
        assertThat(board.run(1000, watch(0x1000_0000, false, true))).isInstanceOf(Exit.Access.class);
    }

    @Test
    void stopsThatAreTakenAwayAreSilent() {
        Board board = counter().board(64);
        board.run(1000, breakAt(RAM + 16));
        board.run(50, StopPoints.of(List.of(), List.of(Watch.write(DATA, 4))));
        assertThat(board.run(1000, StopPoints.NONE)).isEqualTo(new Exit.Limit(null));
    }

    /** Counts in a1 and stores it, over and over: the loop is at RAM + 16. */
    private static Assembly counter() {
        return new Assembly()
                .ram(A0, 0x8000)
                .i(Op.ADDI, A1, A1, 1)
                .store(Op.SW, A1, A0, 0)
                .i(Op.JAL, A2, 0, -8);
    }

    private static StopPoints breakAt(long... addresses) {
        return StopPoints.NONE.withBreakpoints(Arrays.stream(addresses).boxed().toList());
    }

    private static StopPoints watch(long address, boolean read, boolean write) {
        return StopPoints.NONE.withWatches(List.of(new Watch(address, 1, read, write)));
    }
}
