package dev.hindsight.emulator.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.machine.Bytes;
import dev.hindsight.emulator.machine.Exit;
import dev.hindsight.emulator.machine.Hit;
import dev.hindsight.emulator.machine.Input;
import dev.hindsight.emulator.machine.Machine;
import dev.hindsight.emulator.machine.Output;
import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.machine.Watch;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class TimelineTest {
    private static final long PLENTY = 1 << 20;
    private static final StopPoints STOPS = StopPoints.of(List.of(8L), List.of(Watch.write(0x103, 1)));

    private final List<Output> console = new ArrayList<>();

    private Timeline timeline(Machine machine) {
        return new Timeline(machine, PLENTY, console::addAll);
    }

    /** What a plain run of the machine shows: the hash at every step, and every hit, in order. */
    private record Reference(List<Long> hashes, List<Hit> hits) {
        static Reference of(Machine machine, long steps, StopPoints stops) {
            List<Long> hashes = new ArrayList<>(List.of(machine.hash()));
            List<Hit> hits = new ArrayList<>();
            StopPoints watches = stops.withBreakpoints(Set.of());
            while (machine.steps() < steps) {
                long pc = machine.inspect().pc(0);
                if (stops.hasBreakpoint(pc)) {
                    hits.add(new Hit.Code(machine.steps(), 0, pc));
                }
                if (machine.run(machine.steps() + 1, watches) instanceof Exit.Access access) {
                    hits.add(access.hit());
                }
                hashes.add(machine.hash());
            }
            return new Reference(hashes, hits);
        }
    }

    @Test
    void aStateIsTheSameHoweverItsStepIsReached() {
        Reference plain = Reference.of(new CounterMachine(), 50_000, StopPoints.NONE);
        Timeline timeline = timeline(new CounterMachine());
        timeline.seek(50_000, RunCallbacks.NONE);
        Random random = new Random(7);
        for (int i = 0; i < 5000; i++) {
            switch (random.nextInt(4)) {
                case 0 -> timeline.seek(random.nextInt(50_001), RunCallbacks.NONE);
                case 1 -> timeline.seek(timeline.moment().step() - 1, RunCallbacks.NONE);
                case 2 -> timeline.backward(STOPS, 0, RunCallbacks.NONE);
                default -> timeline.resume(STOPS, 50_000, RunCallbacks.NONE);
            }
            long step = timeline.moment().step();
            assertThat(timeline.hash())
                    .as("hash at step %d", step)
                    .isEqualTo(plain.hashes().get((int) step));
        }
    }

    @Test
    void backwardMeetsEveryHitInReverseOrder() {
        long steps = 3000;
        Reference plain = Reference.of(new CounterMachine(), steps, STOPS);
        Timeline timeline = timeline(new CounterMachine());
        timeline.seek(steps, RunCallbacks.NONE);
        List<Long> met = new ArrayList<>();
        Stop stop = timeline.backward(STOPS, 0, RunCallbacks.NONE);
        while (stop.reason() != Stop.Reason.START) {
            met.add(stop.step());
            assertThat(stop.hit().orElseThrow().step()).isEqualTo(stop.step());
            stop = timeline.backward(STOPS, 0, RunCallbacks.NONE);
        }
        List<Long> expected = plain.hits().stream()
                .map(Hit::step)
                .distinct()
                .sorted((a, b) -> Long.compare(b, a))
                .toList();
        assertThat(met).isEqualTo(expected);
        assertThat(stop.step()).isZero();
        assertThat(stop.description()).isEqualTo("Start of recorded history");
    }

    @Test
    void onOneStepTheAccessComesBeforeTheBreakpointGoingBackward() {
        StopPoints all = StopPoints.of(
                List.of(0L, 4L, 8L, 12L, 16L, 20L, 24L, 28L, 32L, 36L, 40L, 44L, 48L, 52L, 56L, 60L),
                List.of(Watch.write(0x100, 8)));
        Timeline timeline = timeline(new CounterMachine());
        timeline.seek(500, RunCallbacks.NONE);
        Set<Long> writes = new java.util.HashSet<>();
        Reference.of(new CounterMachine(), 500, all).hits().stream()
                .filter(Hit.Data.class::isInstance)
                .forEach(h -> writes.add(h.step()));
        for (long step = 499; step >= 0; step--) {
            Stop stop = timeline.backward(all, 0, RunCallbacks.NONE);
            assertThat(stop.step()).isEqualTo(step);
            assertThat(stop.reason())
                    .isEqualTo(writes.contains(step) ? Stop.Reason.WATCHPOINT : Stop.Reason.BREAKPOINT);
        }
    }

    @Test
    void aHitExactlyOnACheckpointIsNotLost() {
        Timeline timeline = timeline(new CounterMachine());
        long end = 1_000_000;
        timeline.seek(end, RunCallbacks.NONE);
        long grid = 6 << 16;
        timeline.seek(grid, RunCallbacks.NONE);
        long pc = timeline.now().pc(0);
        timeline.seek(grid + 1, RunCallbacks.NONE);
        Stop stop = timeline.backward(StopPoints.of(List.of(pc), List.of()), 0, RunCallbacks.NONE);
        assertThat(stop.step()).isEqualTo(grid);
    }

    @Test
    void forwardHonoursABreakpointAtTheFirstStepAndResumeStepsOffIt() {
        Timeline timeline = timeline(new CounterMachine());
        long pc = timeline.now().pc(0);
        StopPoints here = StopPoints.of(List.of(pc), List.of());
        assertThat(timeline.forward(here, 1000, RunCallbacks.NONE).step()).isZero();
        Stop next = timeline.resume(here, 1000, RunCallbacks.NONE);
        assertThat(next.reason()).isEqualTo(Stop.Reason.BREAKPOINT);
        assertThat(next.step()).isPositive();
    }

    @Test
    void steppingOffABreakpointKeepsTheWatchpointsSet() {
        CounterMachine probe = new CounterMachine();
        Hit first = Reference.of(probe, 1000, StopPoints.of(List.of(), List.of(Watch.write(0x100, 8))))
                .hits()
                .get(0);
        Timeline timeline = timeline(new CounterMachine());
        timeline.seek(first.step(), RunCallbacks.NONE);
        StopPoints both = StopPoints.of(List.of(first.pc()), List.of(Watch.write(0x100, 8)));
        Stop stop = timeline.resume(both, 1000, RunCallbacks.NONE);
        assertThat(stop.reason()).isEqualTo(Stop.Reason.WATCHPOINT);
        assertThat(stop.step()).isEqualTo(first.step() + 1);
    }

    @Test
    void inputsAreReplayedOnArrivalInTheirOrder() {
        Timeline timeline = timeline(new CounterMachine());
        timeline.seek(100, RunCallbacks.NONE);
        timeline.input(new Input.Serial(Bytes.utf8("a")));
        timeline.input(new Input.Serial(Bytes.utf8("b")));
        long typed = timeline.hash();
        timeline.seek(200, RunCallbacks.NONE);
        long end = timeline.hash();
        timeline.seek(50, RunCallbacks.NONE);
        timeline.seek(100, RunCallbacks.NONE);
        assertThat(timeline.hash()).isEqualTo(typed);
        timeline.seek(150, RunCallbacks.NONE);
        timeline.seek(100, RunCallbacks.NONE);
        assertThat(timeline.hash()).isEqualTo(typed);
        timeline.seek(200, RunCallbacks.NONE);
        assertThat(timeline.hash()).isEqualTo(end);
        assertThat(timeline.branches()).hasSize(1);
    }

    @Test
    void aWriteInThePastOpensABranchAndLeavesWhatWasRecorded() {
        Timeline timeline = timeline(new CounterMachine());
        timeline.seek(1000, RunCallbacks.NONE);
        long recorded = timeline.hash();
        timeline.seek(400, RunCallbacks.NONE);
        timeline.input(new Input.WriteRegister(0, 0, 99));
        assertThat(timeline.moment()).isEqualTo(new Moment(1, 400));
        timeline.input(new Input.WriteRegister(0, 0, 100));
        assertThat(timeline.branches())
                .containsExactly(new BranchInfo(0, -1, 0, 1000, ""), new BranchInfo(1, 0, 400, 400, ""));
        timeline.seek(1000, RunCallbacks.NONE);
        long other = timeline.hash();
        assertThat(other).isNotEqualTo(recorded);
        timeline.seek(399, RunCallbacks.NONE);
        timeline.seek(1000, RunCallbacks.NONE);
        assertThat(timeline.hash()).isEqualTo(other);
        timeline.seek(new Moment(0, 1000), RunCallbacks.NONE);
        assertThat(timeline.hash()).isEqualTo(recorded);
        timeline.seek(new Moment(1, 1000), RunCallbacks.NONE);
        assertThat(timeline.hash()).isEqualTo(other);
    }

    @Test
    void branchesOfBranchesWalkedAtRandomKeepTheirHashes() {
        Timeline timeline = timeline(new CounterMachine());
        timeline.seek(500, RunCallbacks.NONE);
        Random random = new Random(11);
        Map<Moment, Long> seen = new HashMap<>();
        for (int i = 0; i < 4000; i++) {
            List<BranchInfo> branches = timeline.branches();
            BranchInfo branch = branches.get(random.nextInt(branches.size()));
            if (random.nextInt(40) == 0) {
                timeline.input(new Input.Serial(Bytes.of((byte) i)));
                seen.remove(timeline.moment());
            } else if (random.nextInt(10) == 0) {
                timeline.seek(branch.end() + random.nextInt(50), RunCallbacks.NONE);
            } else {
                timeline.seek(new Moment(branch.id(), random.nextInt((int) branch.end() + 1)), RunCallbacks.NONE);
            }
            long hash = timeline.hash();
            Long before = seen.put(timeline.moment(), hash);
            assertThat(before == null || before == hash)
                    .as("one state at %s", timeline.moment())
                    .isTrue();
        }
        assertThat(timeline.branches()).hasSizeGreaterThan(20);
    }

    @Test
    void outputAlreadyShownIsNotShownAgain() {
        Timeline timeline = timeline(new CounterMachine());
        timeline.seek(1000, RunCallbacks.NONE);
        assertThat(console).hasSize(10);
        timeline.seek(0, RunCallbacks.NONE);
        timeline.seek(1500, RunCallbacks.NONE);
        assertThat(console)
                .extracting(Output::step)
                .isSorted()
                .doesNotHaveDuplicates()
                .hasSize(15);
    }

    @Test
    void theMachineStopsBeforeItsEndAndEndsOnlyWhenResumedFromThere() {
        Timeline timeline = timeline(new CounterMachine(777, Long.MAX_VALUE, Long.MAX_VALUE));
        Stop exit = timeline.resume(StopPoints.NONE, Long.MAX_VALUE, RunCallbacks.NONE);
        assertThat(exit.reason()).isEqualTo(Stop.Reason.EXIT);
        assertThat(exit.step()).isEqualTo(777);
        assertThat(exit.status()).isEqualTo(42);
        timeline.seek(700, RunCallbacks.NONE);
        assertThat(timeline.resume(StopPoints.NONE, Long.MAX_VALUE, RunCallbacks.NONE)
                        .reason())
                .isEqualTo(Stop.Reason.EXIT);
        assertThat(timeline.resume(StopPoints.NONE, Long.MAX_VALUE, RunCallbacks.NONE)
                        .reason())
                .isEqualTo(Stop.Reason.ENDED);
    }

    @Test
    void aCrashStopsOnceAtItsPlaceAndAgainAfterGoingBack() {
        Timeline timeline = timeline(new CounterMachine(Long.MAX_VALUE, 300, Long.MAX_VALUE));
        assertThat(timeline.resume(StopPoints.NONE, 1000, RunCallbacks.NONE).reason())
                .isEqualTo(Stop.Reason.EXCEPTION);
        assertThat(timeline.moment().step()).isEqualTo(300);
        assertThat(timeline.resume(StopPoints.NONE, 1000, RunCallbacks.NONE).step())
                .isEqualTo(1000);
        timeline.seek(200, RunCallbacks.NONE);
        assertThat(timeline.resume(StopPoints.NONE, 1000, RunCallbacks.NONE).reason())
                .isEqualTo(Stop.Reason.EXCEPTION);
    }

    @Test
    void anInterruptedSearchReturnsToWhereItStarted() {
        Timeline timeline = timeline(new CounterMachine());
        timeline.seek(5_000_000, RunCallbacks.NONE);
        RunCallbacks impatient = new FakeLive() {
            private int asked;

            @Override
            public boolean interrupted() {
                return ++asked > 3;
            }
        };
        Stop stop = timeline.backward(StopPoints.of(List.of(3L), List.of()), 0, impatient);
        assertThat(stop.reason()).isEqualTo(Stop.Reason.PAUSE);
        assertThat(stop.step()).isEqualTo(5_000_000);
    }

    @Test
    void aBackwardSearchStopsAtItsLimit() {
        Timeline timeline = timeline(new CounterMachine());
        timeline.seek(1000, RunCallbacks.NONE);
        Stop stop = timeline.backward(StopPoints.of(List.of(3L), List.of()), 900, RunCallbacks.NONE);
        assertThat(stop.reason()).isEqualTo(Stop.Reason.STEP);
        assertThat(stop.step()).isEqualTo(900);
    }

    @Test
    void liveSleepAsksTheWorldAndReplayDoesNot() {
        Timeline timeline = timeline(new CounterMachine(Long.MAX_VALUE, Long.MAX_VALUE, 100));
        List<Long> slept = new ArrayList<>();
        RunCallbacks pacing = new FakeLive() {
            @Override
            public boolean paces() {
                return true;
            }

            @Override
            public boolean idle(long nanos) {
                slept.add(nanos);
                return true;
            }
        };
        timeline.forward(StopPoints.NONE, 1050, pacing);
        assertThat(slept).hasSize(10);
        timeline.seek(0, pacing);
        timeline.forward(StopPoints.NONE, 1050, pacing);
        assertThat(slept).hasSize(10);
    }

    @Test
    void aBreakpointBehindALiveSleepIsMet() {
        CounterMachine machine = new CounterMachine(Long.MAX_VALUE, Long.MAX_VALUE, 100);
        Timeline timeline = new Timeline(machine, 1 << 20, output -> {});
        timeline.seek(99, RunCallbacks.NONE);
        StopPoints here = StopPoints.of(List.of(timeline.now().pc(0)), List.of());
        RunCallbacks pacing = new FakeLive() {
            @Override
            public boolean paces() {
                return true;
            }
        };
        assertThat(timeline.forward(here, 1000, pacing).moment().step()).isEqualTo(99);
    }

    @Test
    void snapshotsStayWithinTheBudgetAndEveryStepStaysReachable() {
        CounterMachine machine = new CounterMachine();
        long budget = 40 * 4096;
        Timeline timeline = new Timeline(machine, budget, output -> {});
        Reference plain = Reference.of(new CounterMachine(), 20, StopPoints.NONE);
        timeline.seek(60_000_000, RunCallbacks.NONE);
        assertThat(machine.snapshotsEver()).isGreaterThan(120);
        assertThat(machine.retainedBytes()).isLessThanOrEqualTo(budget);
        long end = timeline.hash();
        timeline.seek(20, RunCallbacks.NONE);
        assertThat(timeline.hash()).isEqualTo(plain.hashes().get(20));
        timeline.seek(60_000_000, RunCallbacks.NONE);
        assertThat(timeline.hash()).isEqualTo(end);
        assertThat(machine.retainedBytes()).isLessThanOrEqualTo(budget);
    }

    @Test
    void manyForksStayWithinTheBudgetToo() {
        CounterMachine machine = new CounterMachine();
        long budget = 20 * 4096;
        Timeline timeline = new Timeline(machine, budget, output -> {});
        timeline.seek(2_000_000, RunCallbacks.NONE);
        for (int fork = 0; fork < 60; fork++) {
            timeline.seek(1_000_000, RunCallbacks.NONE);
            timeline.input(new Input.Serial(Bytes.of((byte) fork)));
            timeline.seek(2_000_000, RunCallbacks.NONE);
            assertThat(machine.retainedBytes()).isLessThanOrEqualTo(budget);
        }
        timeline.seek(new Moment(0, 2_000_000), RunCallbacks.NONE);
        CounterMachine plain = new CounterMachine();
        plain.run(2_000_000, StopPoints.NONE);
        assertThat(timeline.hash()).isEqualTo(plain.hash());
    }

    @Test
    void aSearchForWhatNeverHappenedRunsNothing() {
        CounterMachine machine = new CounterMachine();
        Timeline timeline = timeline(machine);
        timeline.seek(10_000_000, RunCallbacks.NONE);
        timeline.seek(6 << 16, RunCallbacks.NONE);
        timeline.seek(10_000_000, RunCallbacks.NONE);
        long before = machine.stepsRun();
        Stop stop = timeline.backward(
                StopPoints.of(List.of(0x1000L), List.of(Watch.write(0x1800, 8))), 0, RunCallbacks.NONE);
        assertThat(stop.reason()).isEqualTo(Stop.Reason.START);
        // The cell at the live end is not closed yet.
        assertThat(machine.stepsRun() - before).isLessThan(1_000_000);
    }

    @Test
    void aReplayThatComesToAnotherStateIsTold() {
        CounterMachine machine = new CounterMachine();
        Timeline timeline = timeline(machine);
        List<Divergence> told = new ArrayList<>();
        timeline.onDivergence(told::add);
        timeline.seek(2_000_000, RunCallbacks.NONE);
        long end = timeline.hash();
        timeline.seek(1000, RunCallbacks.NONE);
        machine.disturb();
        timeline.forward(StopPoints.NONE, 600_000, RunCallbacks.NONE);
        assertThat(told).extracting(Divergence::moment).containsExactly(new Moment(0, 6 << 16));
        assertThat(told.get(0).description())
                .startsWith("The replay of step 393,216 differs from the recording: counter number: ");
        timeline.seek(2_000_000, RunCallbacks.NONE);
        assertThat(timeline.hash()).as("goes on from what was recorded").isEqualTo(end);
        assertThat(told).hasSize(1);
    }

    @Test
    void replaysThatFindWhatWasRecordedAreNotDoubted() {
        Timeline timeline = timeline(new CounterMachine());
        timeline.onDivergence(divergence -> assertThat(divergence).isNull());
        timeline.seek(3_000_000, RunCallbacks.NONE);
        Random random = new Random(3);
        for (int i = 0; i < 300; i++) {
            timeline.seek(random.nextInt(3_100_000), RunCallbacks.NONE);
            if (random.nextInt(5) == 0) {
                timeline.input(new Input.Serial(Bytes.of((byte) i)));
            }
            timeline.forward(StopPoints.NONE, timeline.moment().step() + random.nextInt(900_000), RunCallbacks.NONE);
        }
    }

    @Test
    void aFirstStateThatIsLargerThanTheBudgetCanBeComeBackToAllTheSame() {
        Timeline timeline = new Timeline(new CounterMachine(), 1000, output -> {});
        timeline.seek(1000, RunCallbacks.NONE);
        long hash = timeline.hash();
        timeline.seek(10, RunCallbacks.NONE);
        timeline.seek(1000, RunCallbacks.NONE);
        assertThat(timeline.hash()).isEqualTo(hash);
    }

    @Test
    void theStateBeforeAnInputAtTheFirstStepIsReachableInAReplay() {
        Machine plain = new CounterMachine();
        long before = plain.hash();
        TimedInput typed = new TimedInput(0, new Input.Serial(Bytes.utf8("a")));
        SortedMap<Long, Long> none = new TreeMap<>();
        RecordedHistory past = new RecordedHistory(
                List.of(
                        new RecordedHistory.Line(-1, 0, 0, List.of(typed), 1000, "", false, none),
                        new RecordedHistory.Line(0, 0, 0, List.of(), 500, "", false, none)),
                List.of(),
                List.of());
        Timeline timeline = new Timeline(new CounterMachine(), PLENTY, output -> {}, past, Journal.NONE);
        assertThat(timeline.hash()).isNotEqualTo(before);
        timeline.seek(new Mark(new Moment(0, 0), 0), RunCallbacks.NONE);
        assertThat(timeline.hash()).isEqualTo(before);
        timeline.seek(new Moment(1, 500), RunCallbacks.NONE);
        plain.run(500, StopPoints.NONE);
        assertThat(timeline.hash()).isEqualTo(plain.hash());
    }

    @Test
    void aRecordedHashIsThatAfterAllInputsOfItsStep() {
        CounterMachine plain = new CounterMachine();
        plain.run(1000, StopPoints.NONE);
        long before = plain.hash();
        plain.deliver(new Input.Serial(Bytes.utf8("a")));
        SortedMap<Long, Long> hashes = new TreeMap<>(Map.of(1000L, plain.hash()));
        TimedInput typed = new TimedInput(1000, new Input.Serial(Bytes.utf8("a")));
        RecordedHistory past = new RecordedHistory(
                List.of(new RecordedHistory.Line(-1, 0, 0, List.of(typed), 1000, "", false, hashes)),
                List.of(),
                List.of());
        Timeline timeline = new Timeline(new CounterMachine(), PLENTY, output -> {}, past, Journal.NONE);
        timeline.onDivergence(divergence -> assertThat(divergence).isNull());
        timeline.seek(new Mark(new Moment(0, 1000), 0), RunCallbacks.NONE);
        assertThat(timeline.hash()).isEqualTo(before);
    }

    @Test
    void aForkIsNotComparedWithWhatCameOnItsParentAtTheSameStep() {
        Timeline timeline = timeline(new CounterMachine());
        timeline.onDivergence(divergence -> assertThat(divergence).isNull());
        timeline.seek(900_000, RunCallbacks.NONE);
        Mark before = timeline.mark();
        timeline.input(new Input.Serial(Bytes.utf8("a")));
        timeline.seek(0, RunCallbacks.NONE);
        timeline.seek(before, RunCallbacks.NONE);
        timeline.input(new Input.Serial(Bytes.utf8("b")));
        long other = timeline.hash();
        timeline.seek(0, RunCallbacks.NONE);
        timeline.forward(StopPoints.NONE, 900_000, RunCallbacks.NONE);
        assertThat(timeline.hash()).isEqualTo(other);
    }

    @Test
    void aDoubtOnTheWayToAStateBeforeALaterInputEnds() {
        CounterMachine plain = new CounterMachine();
        plain.run(300_000, StopPoints.NONE);
        SortedMap<Long, Long> hashes = new TreeMap<>(Map.of(300_000L, plain.hash()));
        plain.run(450_000, StopPoints.NONE);
        long before = plain.hash();
        TimedInput typed = new TimedInput(450_000, new Input.Serial(Bytes.utf8("a")));
        plain.deliver(typed.input());
        plain.run(600_000, StopPoints.NONE);
        CounterMachine machine = new CounterMachine();
        RecordedHistory past = new RecordedHistory(
                List.of(new RecordedHistory.Line(-1, 0, 0, List.of(typed), 1_000_000, "", false, hashes)),
                List.of(),
                List.of(new RecordedHistory.Place(
                        0, 1, machine.read(plain.write(plain.capture(), null), pages -> {}))));
        Timeline timeline = new Timeline(machine, PLENTY, output -> {}, past, Journal.NONE);
        List<String> told = new ArrayList<>();
        timeline.onDivergence(divergence -> told.add(divergence.description()));
        machine.disturb();
        timeline.seek(new Mark(new Moment(0, 450_000), 0), RunCallbacks.NONE);
        assertThat(told)
                .singleElement(InstanceOfAssertFactories.STRING)
                .as("the snapshot that tells what differs lies behind the input")
                .startsWith("The replay of step 300,000 differs from the recording: at step 600,000, counter number: ");
        assertThat(timeline.mark().inputs()).isZero();
        assertThat(timeline.hash()).isEqualTo(before);
    }

    @Test
    void stepsBackFromAPlaceFarFromAnySnapshotReplayTheWayThereOnce() {
        CounterMachine machine = new CounterMachine();
        Timeline timeline = new Timeline(machine, 12 * 4096, output -> {});
        timeline.seek(20_000_000, RunCallbacks.NONE);
        long far = 10_000_000;
        long way = stepsToGoTo(far, timeline, machine);
        assertThat(way).isGreaterThan(500_000);
        long all = 0;
        for (int back = 1; back <= 100; back++) {
            all += stepsToGoTo(far - back, timeline, machine);
        }
        assertThat(all).isLessThan(way);
    }

    @Test
    void historyStaysFineNearABookmark() {
        CounterMachine machine = new CounterMachine();
        Timeline timeline = new Timeline(machine, 40 * 4096, output -> {});
        timeline.seek(10_000_000, RunCallbacks.NONE);
        timeline.bookmark("here", "", timeline.mark());
        timeline.seek(40_000_000, RunCallbacks.NONE);
        long near = 0;
        for (long distance = 500_000; distance <= 2_000_000; distance += 500_000) {
            long way = stepsToGoTo(10_000_000 - distance, timeline, machine);
            near = Math.max(near, way);
        }
        assertThat(near).isLessThan(timeline.longestGap() / 3);
    }

    /** How many steps were replayed to come there from far away. */
    private static long stepsToGoTo(long step, Timeline timeline, CounterMachine machine) {
        long before = machine.stepsRun();
        timeline.seek(step, RunCallbacks.NONE);
        return machine.stepsRun() - before;
    }

    private static class FakeLive implements RunCallbacks {
        @Override
        public boolean interrupted() {
            return false;
        }

        @Override
        public List<Input> inputs() {
            return List.of();
        }

        @Override
        public boolean paces() {
            return false;
        }

        @Override
        public boolean idle(long nanos) {
            return true;
        }
    }

    @Test
    void whoLooksInTheMiddleOfARunFindsTheBudgetKeptToo() {
        long budget = 40 * 4096;
        Timeline timeline = new Timeline(new CounterMachine(), budget, output -> {});
        List<Long> over = new ArrayList<>();
        RunCallbacks looking = new RunCallbacks() {
            @Override
            public boolean interrupted() {
                if (timeline.bytes() > budget) {
                    over.add(timeline.bytes());
                }
                return false;
            }

            @Override
            public List<Input> inputs() {
                return List.of();
            }

            @Override
            public boolean paces() {
                return false;
            }

            @Override
            public boolean idle(long nanos) {
                return false;
            }
        };
        timeline.forward(StopPoints.NONE, 60_000_000, looking);
        timeline.seek(1_000_000, looking);
        assertThat(over).isEmpty();
    }
}
