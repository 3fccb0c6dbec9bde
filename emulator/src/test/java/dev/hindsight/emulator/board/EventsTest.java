package dev.hindsight.emulator.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hindsight.emulator.isa.Csr;
import dev.hindsight.emulator.isa.Isa;
import dev.hindsight.emulator.isa.Op;
import dev.hindsight.emulator.machine.Bytes;
import dev.hindsight.emulator.machine.Event;
import dev.hindsight.emulator.machine.Exit;
import dev.hindsight.emulator.machine.Hit;
import dev.hindsight.emulator.machine.HitPredicate;
import dev.hindsight.emulator.machine.Input;
import dev.hindsight.emulator.machine.Inspector;
import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.machine.Watch;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run can look for beside breakpoints and plain watches. */
class EventsTest {
    private static final long RAM = BoardConfig.RAM;
    private static final int BOOT = 6;
    private static final int UART = 0x1000_0000;
    private static final int RA = 1;
    private static final int A0 = 10;
    private static final int A1 = 11;

    @ParameterizedTest
    @ValueSource(ints = {32, 64})
    void aTrapStopsAfterItsStepAtTheHandler(int xlen) {
        Board board = trapping().board(xlen);
        Exit.Happened exit = (Exit.Happened) board.run(100, looking(Event.Traps.exception(11)));
        assertThat(exit.hit().step()).isEqualTo(BOOT + 5);
        assertThat(exit.hit().pc()).isEqualTo(RAM + 24);
        assertThat(exit.hit().text()).isEqualTo("Environment call from machine mode");
        assertThat(board.steps()).isEqualTo(BOOT + 6);
    }

    @Test
    void aTrapOfAnotherCauseIsPassed() {
        assertThat(trapping().board(64).run(100, looking(Event.Traps.exception(2), Event.Traps.interrupt(11))))
                .isEqualTo(new Exit.Limit(null));
    }

    @Test
    void aModeIsLeftByATrapAndComesBackByItsReturn() {
        Board board = userMode();
        StopPoints any = looking(new Event.ModeChange(Event.ModeChange.ANY));
        assertThat(text(board.run(100, any))).isEqualTo("From machine to user mode");
        assertThat(text(board.run(100, any))).isEqualTo("From user to machine mode");
        Board other = userMode();
        assertThat(text(other.run(100, looking(new Event.ModeChange(3))))).isEqualTo("From user to machine mode");
    }

    @Test
    void aTextIsShownWhenItsLastByteIsSent() {
        Board board = printing().board(64);
        StopPoints text = looking(new Event.Shown(Bytes.utf8("AB")));
        Exit.Happened exit = (Exit.Happened) board.run(100, text);
        assertThat(exit.hit().text()).isEqualTo("\"AB\" on the console");
        assertThat(board.drain())
                .hasSize(3)
                .last()
                .satisfies(last -> assertThat(last.step()).isEqualTo(exit.hit().step()));
    }

    @Test
    void aTextIsFoundThoughTheRunBeginsInItsMiddle() {
        Board board = printing().board(64);
        StopPoints text = looking(new Event.Shown(Bytes.utf8("AB")));
        long step = ((Exit.Happened) board.run(100, text)).hit().step();
        Board other = printing().board(64);
        for (Exit exit = new Exit.Limit(null); exit instanceof Exit.Limit && other.steps() < 100; ) {
            exit = other.run(other.steps() + 1, text);
        }
        assertThat(other.steps()).isEqualTo(step + 1);
    }

    @Test
    void aTextIsAsLongAsTheMachineRemembers() {
        assertThatThrownBy(() -> new Event.Shown(Bytes.utf8(""))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Event.Shown(Bytes.utf8("a".repeat(129))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aCallStopsAtTheFunctionAndALoopToItsBeginningIsNone() {
        Board board = calling().board(64);
        StopPoints call = looking(new Event.Call(RAM + 16, RAM + 28));
        Exit.Happened exit = (Exit.Happened) board.run(100, call);
        assertThat(exit.hit().step()).isEqualTo(BOOT + 1);
        assertThat(board.inspect().pc(0)).isEqualTo(RAM + 16);
        assertThat(board.run(100, call)).isEqualTo(new Exit.Limit(null));
    }

    @Test
    void aCallIsFoundWhereverARunEnds() {
        Board board = calling().board(64);
        StopPoints call = looking(new Event.Call(RAM + 16, RAM + 28));
        for (Exit exit = new Exit.Limit(null); exit instanceof Exit.Limit; ) {
            exit = board.run(board.steps() + 1, call);
        }
        assertThat(board.steps()).isEqualTo(BOOT + 2);
    }

    @Test
    void aFootprintHasACallThatAnInterruptFollows() {
        Assembly program = new Assembly()
                .ram(A0, 0x100)
                .csr(Op.CSRRW, 0, Csr.MEPC, A0)
                .ram(A0, 0x80)
                .csr(Op.CSRRW, 0, Csr.MTVEC, A0)
                .i(Op.ADDI, A0, 0, 2)
                .csr(Op.CSRRW, 0, Csr.MIP, A0)
                .csr(Op.CSRRW, 0, Csr.MIE, A0)
                .li(A0, 0x1880)
                .csr(Op.CSRRW, 0, Csr.MSTATUS, A0)
                .plain(Op.MRET);
        while (program.position() < 0x80) {
            program.plain(Op.EBREAK);
        }
        program.i(Op.JAL, 0, 0, 0);
        Board board = Boards.virt(Isa.VIRT64, 1 << 20, program.toBytes());
        Event call = new Event.Call(RAM + 0x100, RAM + 0x104);
        assertThat(text(board.run(100, looking(Event.Traps.interrupt(1))))).contains("interrupt");
        board.run(board.steps() + 3, StopPoints.NONE);
        assertThat(board.inspect().pc(0)).isEqualTo(RAM + 0x80);
        assertThat(call.mayBeIn(board.takeFootprint())).isTrue();
        assertThat(call.mayBeIn(board.takeFootprint())).isFalse();
    }

    @Test
    void aFootprintHasACallThatAnInputFollows() {
        Board board = calling().board(64);
        Event call = new Event.Call(RAM + 16, RAM + 28);
        board.run(BOOT + 2, StopPoints.NONE);
        board.deliver(new Input.WriteRegister(0, Inspector.PC, RAM + 8));
        board.run(board.steps() + 3, StopPoints.NONE);
        assertThat(call.mayBeIn(board.takeFootprint())).isTrue();
        assertThat(call.mayBeIn(board.takeFootprint())).isFalse();
    }

    @Test
    void aBreakpointAtACalledFunctionIsStillThere() {
        Board board = calling().board(64);
        StopPoints both = looking(new Event.Call(RAM + 16, RAM + 28)).withBreakpoints(List.of(RAM + 16));
        assertThat(board.run(100, both)).isInstanceOf(Exit.Happened.class);
        assertThat(board.run(100, both)).isInstanceOf(Exit.Breakpoint.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {32, 64})
    void aReturnStopsInTheCaller(int xlen) {
        Board board = calling().board(xlen);
        Exit.Happened exit = (Exit.Happened) board.run(100, looking(new Event.Return(RAM + 16, RAM + 28)));
        assertThat(exit.hit().step()).isEqualTo(BOOT + 8);
        assertThat(exit.hit().pc()).isEqualTo(RAM + 8);
        assertThat(board.inspect().pc(0)).isEqualTo(RAM + 8);
    }

    @Test
    void aReturnThatTrapsIsNone() {
        StopPoints returns = looking(new Event.Return(RAM + 32, RAM + 36));
        assertThat(userMode().run(BOOT + 9, returns)).isEqualTo(new Exit.Limit(null));
        assertThat(userMode().run(BOOT + 9, returns.keepLast(true))).isEqualTo(new Exit.Limit(null));
    }

    @Test
    void aWriteThatChangesNothingIsNoHit() {
        long data = RAM + 0x8000;
        Assembly program = new Assembly()
                .ram(A0, 0x8000)
                .store(Op.SW, 0, A0, 0)
                .i(Op.ADDI, A1, 0, 1)
                .store(Op.SW, A1, A0, 0)
                .store(Op.SW, A1, A0, 0)
                .i(Op.JAL, 0, 0, 0);
        StopPoints changes = StopPoints.NONE.withWatches(List.of(Watch.change(data, 4)));
        Board board = program.board(64);
        assertThat(board.run(100, changes))
                .isInstanceOfSatisfying(
                        Exit.Access.class, exit -> assertThat(exit.hit().pc()).isEqualTo(RAM + 24));
        assertThat(board.run(100, changes)).isEqualTo(new Exit.Limit(null));
        Board beside = program.board(64);
        StopPoints upper = StopPoints.NONE.withWatches(List.of(Watch.change(data + 1, 3)));
        assertThat(beside.run(100, upper)).isEqualTo(new Exit.Limit(null));
    }

    @Test
    void onlyHitsCountForWhichTheConditionHolds() {
        Board board = calling().board(64);
        StopPoints third = StopPoints.NONE
                .withBreakpoints(List.of(RAM + 16))
                .onlyWhere((hit, now) -> now.register(0, A0).orElseThrow() == 2);
        Exit.Breakpoint exit = (Exit.Breakpoint) board.run(100, third);
        assertThat(exit.hit().step()).isEqualTo(BOOT + 6);
        assertThat(calling().board(64).run(100, third.keepLast(true)))
                .isEqualTo(new Exit.Limit(new Hit.Code(BOOT + 6, 0, RAM + 16)));
    }

    @Test
    void aBreakpointThatDoesNotCountHidesNoAccessOfItsStep() {
        Assembly program =
                new Assembly().ram(A0, 0x8000).store(Op.SW, A0, A0, 0).i(Op.JAL, 0, 0, 0);
        StopPoints stops = StopPoints.of(List.of(RAM + 16), List.of(Watch.write(RAM + 0x8000, 4)))
                .onlyWhere((hit, now) -> hit instanceof Hit.Data);
        Exit.Access exit = (Exit.Access) program.board(64).run(100, stops);
        assertThat(exit.hit().pc()).isEqualTo(RAM + 16);
        assertThat(program.board(64).run(100, stops.keepLast(true))).isEqualTo(new Exit.Limit(exit.hit()));
    }

    @Test
    void ofAWatchAndATextInOneStepEachCanBeTheOneThatCounts() {
        StopPoints both = looking(new Event.Shown(Bytes.utf8("A"))).withWatches(List.of(Watch.write(UART, 1)));
        assertEachCounts(() -> printing().board(64), both, "Data", "Shown");
    }

    @Test
    void ofTextsThatEndInOneStepEachCanBeTheOneThatCounts() {
        Event whole = new Event.Shown(Bytes.utf8("AB"));
        Event last = new Event.Shown(Bytes.utf8("B"));
        for (Event wanted : List.of(whole, last)) {
            assertThat(met(printing().board(64), looking(whole, last).onlyWhere(is(wanted))))
                    .isEqualTo(wanted);
        }
    }

    @Test
    void ofATrapAndItsChangeOfModeEachCanBeTheOneThatCounts() {
        StopPoints both = looking(Event.Traps.any(), new Event.ModeChange(3));
        assertEachCounts(EventsTest::userMode, both, "Traps", "ModeChange");
    }

    @Test
    void ofAReturnFromATrapAndItsChangeOfModeEachCanBeTheOneThatCounts() {
        StopPoints both = looking(new Event.Return(RAM + 24, RAM + 32), new Event.ModeChange(0));
        assertEachCounts(EventsTest::userMode, both, "Return", "ModeChange");
    }

    @Test
    void ofAReturnAndACallInOneStepEachCanBeTheOneThatCounts() {
        StopPoints both = looking(new Event.Return(RAM + 16, RAM + 28), new Event.Call(RAM + 8, RAM + 12));
        assertEachCounts(() -> calling().board(64), both, "Return", "Call");
    }

    @Test
    void ofFunctionsThatAreReturnedFromAtOnceEachCanBeTheOneThatCounts() {
        Event whole = new Event.Return(RAM + 16, RAM + 28);
        Event part = new Event.Return(RAM + 20, RAM + 28);
        for (Event wanted : List.of(whole, part)) {
            assertThat(met(calling().board(64), looking(whole, part).onlyWhere(is(wanted))))
                    .isEqualTo(wanted);
        }
    }

    @Test
    void ofACallAndABreakpointAtTheFunctionEachCanBeTheOneThatCounts() {
        StopPoints both = looking(new Event.Call(RAM + 16, RAM + 28)).withBreakpoints(List.of(RAM + 16));
        assertEachCounts(() -> calling().board(64), both, "Call", "Code");
    }

    @Test
    void aStepThatIsAwaitedEndsTheRunWhereItsAccessDoesNotCount() {
        Board board = printing().board(64);
        board.run(BOOT + 3, StopPoints.NONE);
        StopPoints step = StopPoints.NONE
                .withWatches(List.of(Watch.write(UART, 1)))
                .untilStepOf(0)
                .onlyWhere((hit, now) -> false);
        assertThat(board.run(100, step)).isInstanceOf(Exit.Stepped.class);
        assertThat(board.steps()).isEqualTo(BOOT + 4);
    }

    @Test
    void aRunThatRemembersTheLastAwaitedStepPassesABreakpointBehindOneThatDoesNotCount() {
        StopPoints steps = StopPoints.NONE
                .withBreakpoints(List.of(RAM + 4))
                .untilStepOf(0)
                .onlyWhere((hit, now) -> false)
                .keepLast(true);
        Exit.Limit limit = (Exit.Limit) printing().board(64).run(BOOT + 3, steps);
        assertThat(limit.lastHit()).isInstanceOf(Hit.Step.class);
        assertThat(limit.lastHit().step()).isEqualTo(BOOT + 2);
    }

    /** Each kind is met where it alone counts, at one and the same step, also by a run that remembers. */
    private static void assertEachCounts(Supplier<Board> program, StopPoints both, String... kinds) {
        List<Long> places = new ArrayList<>();
        for (String kind : kinds) {
            StopPoints only = both.onlyWhere((hit, now) -> kind(hit).equals(kind));
            Board board = program.get();
            assertThat(kind(((Exit.Met) board.run(100, only)).hit())).isEqualTo(kind);
            places.add(board.steps());
            Exit.Limit remembered = (Exit.Limit) program.get().run(board.steps() + 1, only.keepLast(true));
            assertThat(kind(remembered.lastHit())).isEqualTo(kind);
        }
        assertThat(places).containsOnly(places.get(0));
    }

    private static String kind(Hit hit) {
        return hit instanceof Hit.Happened happened
                ? happened.event().getClass().getSimpleName()
                : hit.getClass().getSimpleName();
    }

    private static HitPredicate is(Event wanted) {
        return (hit, now) ->
                hit instanceof Hit.Happened happened && happened.event().equals(wanted);
    }

    private static Event met(Board board, StopPoints stops) {
        return ((Exit.Happened) board.run(100, stops)).hit().event();
    }

    /** The handler is the loop at RAM + 24. */
    private static Assembly trapping() {
        return new Assembly()
                .ram(A0, 24)
                .csr(Op.CSRRW, 0, Csr.MTVEC, A0)
                .plain(Op.ECALL)
                .i(Op.JAL, 0, 0, 0);
    }

    /** Goes to RAM + 32 in user mode, where nothing can be fetched; that is the handler too. */
    private static Board userMode() {
        Assembly program = new Assembly()
                .ram(A0, 32)
                .csr(Op.CSRRW, 0, Csr.MTVEC, A0)
                .csr(Op.CSRRW, 0, Csr.MEPC, A0)
                .csr(Op.CSRRW, 0, Csr.MSTATUS, 0)
                .plain(Op.MRET)
                .plain(Op.MRET);
        return Boards.virt(Isa.VIRT64, 1 << 20, program.toBytes());
    }

    /** Prints A, A, B. */
    private static Assembly printing() {
        return new Assembly()
                .li(A0, UART)
                .i(Op.ADDI, A1, 0, 'A')
                .store(Op.SB, A1, A0, 0)
                .store(Op.SB, A1, A0, 0)
                .i(Op.ADDI, A1, 0, 'B')
                .store(Op.SB, A1, A0, 0)
                .i(Op.JAL, 0, 0, 0);
    }

    /** Calls the function at RAM + 16, which goes round three times (a0 counts) and returns. */
    private static Assembly calling() {
        return new Assembly()
                .i(Op.ADDI, A1, 0, 3)
                .i(Op.JAL, RA, 0, 12)
                .i(Op.JAL, 0, 0, 0)
                .plain(Op.EBREAK)
                .i(Op.ADDI, A0, A0, 1)
                .branch(Op.BNE, A0, A1, -4)
                .i(Op.JALR, 0, RA, 0);
    }

    private static StopPoints looking(Event... events) {
        return StopPoints.NONE.withEvents(List.of(events));
    }

    private static String text(Exit exit) {
        return ((Exit.Happened) exit).hit().text();
    }
}
