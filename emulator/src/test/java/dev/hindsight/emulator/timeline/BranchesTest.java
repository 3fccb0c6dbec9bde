package dev.hindsight.emulator.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hindsight.emulator.machine.Bytes;
import dev.hindsight.emulator.machine.Difference;
import dev.hindsight.emulator.machine.Input;
import dev.hindsight.emulator.machine.StopPoints;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BranchesTest {
    private final CounterMachine machine = new CounterMachine();
    private final Timeline timeline = new Timeline(machine, 1 << 20, output -> {});

    /** Writes at {@code step} of a branch, and goes on to {@code end}; returns the number of the new branch. */
    private int fork(int branch, long step, long value, long end) {
        timeline.seek(new Moment(branch, step), RunCallbacks.NONE);
        timeline.input(new Input.WriteRegister(0, 0, value));
        int opened = timeline.moment().branch();
        timeline.seek(end, RunCallbacks.NONE);
        return opened;
    }

    private BranchDifference compare(int one, int other) {
        return timeline.compare(one, other, OptionalLong.empty(), 10, RunCallbacks.NONE)
                .orElseThrow();
    }

    @Test
    void branchesHaveNamesThatAreUnique() {
        timeline.seek(1000, RunCallbacks.NONE);
        int branch = fork(0, 400, 7, 800);
        timeline.nameBranch(0, "recorded");
        timeline.nameBranch(branch, "fixed");
        assertThat(timeline.branches())
                .containsExactly(
                        new BranchInfo(0, -1, 0, 1000, "recorded"), new BranchInfo(branch, 0, 400, 800, "fixed"));
        assertThatThrownBy(() -> timeline.nameBranch(branch, "recorded"))
                .isInstanceOf(TimelineException.class)
                .hasMessage("Branch 0 is already called 'recorded'.");
        timeline.nameBranch(branch, "fixed");
        timeline.nameBranch(0, "");
        timeline.nameBranch(branch, "recorded");
    }

    @Test
    void whatCouldBeTakenForAPlaceIsNoName() {
        for (String name : List.of("12", "+1", "50%", "start", "end", "two words", "-")) {
            assertThatThrownBy(() -> timeline.nameBranch(0, name)).hasMessageContaining("is not a valid name");
        }
        assertThatThrownBy(() -> timeline.nameBranch(0, "x".repeat(65))).hasMessageContaining("at most 64");
        assertThatThrownBy(() -> timeline.nameBranch(9, "x")).hasMessage("There is no branch 9.");
    }

    @Test
    void branchesFirstDifferWhereOneGotAnInputThatTheOtherDidNotGet() {
        timeline.seek(1000, RunCallbacks.NONE);
        int branch = fork(0, 400, 7, 800);
        timeline.seek(123, RunCallbacks.NONE);
        BranchDifference comparison = compare(0, branch);
        assertThat(comparison.fork()).isEqualTo(400);
        assertThat(comparison.until()).isEqualTo(800);
        assertThat(comparison.first()).hasValue(400);
        assertThat(comparison.at()).isEqualTo(400);
        assertThat(comparison.differences()).singleElement().isInstanceOfSatisfying(Difference.Field.class, field -> {
            assertThat(field.name()).isEqualTo("number");
            assertThat(field.second()).isEqualTo("7");
        });
        assertThat(timeline.moment()).as("it ends where it began").isEqualTo(new Moment(branch, 123));
    }

    @Test
    void anInputThatChangesNothingIsNoDifferenceAndALaterOneIs() {
        timeline.seek(1000, RunCallbacks.NONE);
        timeline.seek(400, RunCallbacks.NONE);
        int branch = fork(0, 400, machine.number(), 600);
        assertThat(compare(0, branch).first()).isEmpty();
        timeline.seek(new Moment(branch, 600), RunCallbacks.NONE);
        timeline.input(new Input.Serial(Bytes.utf8("x")));
        timeline.seek(900, RunCallbacks.NONE);
        assertThat(compare(branch, 0).first()).hasValue(600);
        assertThat(compare(0, branch).until()).isEqualTo(900);
    }

    @Test
    void branchesOfBranchesAreComparedFromTheirFirstFork() {
        timeline.seek(1000, RunCallbacks.NONE);
        int one = fork(0, 400, 7, 900);
        int deep = fork(one, 700, 8, 900);
        int other = fork(0, 500, 9, 900);
        assertThat(compare(one, deep).first()).hasValue(700);
        assertThat(compare(deep, other).first()).hasValue(400);
        assertThat(compare(0, other).first()).hasValue(500);
    }

    @Test
    void whatDiffersCanBeAskedForAtAnyStepThatBothHold() {
        timeline.seek(1000, RunCallbacks.NONE);
        int branch = fork(0, 400, 7, 800);
        assertThat(timeline.compare(0, branch, OptionalLong.of(300), 10, RunCallbacks.NONE)
                        .orElseThrow()
                        .differences())
                .isEmpty();
        assertThat(timeline.compare(0, branch, OptionalLong.of(700), 10, RunCallbacks.NONE)
                        .orElseThrow()
                        .differences())
                .hasSize(1);
        assertThatThrownBy(() -> timeline.compare(0, branch, OptionalLong.of(801), 10, RunCallbacks.NONE))
                .hasMessage("Both branches have only the steps 0 to 800, not step 801.");
    }

    @Test
    void aDeletedBranchReleasesItsCheckpointsAndItsNumberIsNotGivenAgain() {
        timeline.seek(3_000_000, RunCallbacks.NONE);
        long held = machine.snapshotsHeld();
        int branch = fork(0, 400, 7, 3_000_000);
        assertThat(machine.snapshotsHeld()).isGreaterThan(held);
        timeline.seek(new Moment(0, 3_000_000), RunCallbacks.NONE);
        assertThat(timeline.deleteBranch(branch, false).branches()).containsExactly(branch);
        assertThat(machine.snapshotsHeld()).isEqualTo(timeline.checkpoints());
        assertThatThrownBy(() -> timeline.seek(new Moment(branch, 500), RunCallbacks.NONE))
                .hasMessage("There is no branch " + branch + ".");
        assertThat(fork(0, 600, 8, 700)).isEqualTo(branch + 1);
    }

    @Test
    void aBranchThatIsNeededIsNotDeleted() {
        timeline.seek(1000, RunCallbacks.NONE);
        int one = fork(0, 400, 7, 900);
        int deep = fork(one, 700, 8, 900);
        assertThatThrownBy(() -> timeline.deleteBranch(deep, false))
                .hasMessage("You are on branch 2; switch to another first.");
        assertThatThrownBy(() -> timeline.deleteBranch(one, true))
                .hasMessage("You are on a branch that grew from branch 1; switch to another first.");
        timeline.seek(new Moment(0, 1000), RunCallbacks.NONE);
        assertThatThrownBy(() -> timeline.deleteBranch(one, false))
                .hasMessage("Branch 2 grew from branch 1; delete it first, or all of them at once.");
        assertThatThrownBy(() -> timeline.deleteBranch(0, true)).hasMessageContaining("cannot be deleted");
        assertThat(timeline.deleteBranch(one, true).branches()).containsExactly(one, deep);
        assertThat(timeline.branches()).hasSize(1);
    }

    @Test
    void aMarkIsTheStateBeforeMoreInputsCameAtItsStep() {
        timeline.seek(100, RunCallbacks.NONE);
        Mark before = timeline.mark();
        long hash = timeline.hash();
        timeline.input(new Input.WriteRegister(0, 0, 5));
        Mark after = timeline.mark();
        long written = timeline.hash();
        timeline.seek(200, RunCallbacks.NONE);
        long end = timeline.hash();
        for (int i = 0; i < 3; i++) {
            timeline.seek(before, RunCallbacks.NONE);
            assertThat(timeline.hash()).isEqualTo(hash);
            timeline.seek(after, RunCallbacks.NONE);
            assertThat(timeline.hash()).isEqualTo(written);
            timeline.seek(before, RunCallbacks.NONE);
            timeline.seek(100, RunCallbacks.NONE);
            assertThat(timeline.hash()).as("a step is after its inputs").isEqualTo(written);
            timeline.seek(before, RunCallbacks.NONE);
            timeline.forward(StopPoints.NONE, 200, RunCallbacks.NONE);
            assertThat(timeline.hash()).isEqualTo(end);
        }
        timeline.seek(before, RunCallbacks.NONE);
        timeline.input(new Input.WriteRegister(0, 0, 6));
        assertThat(timeline.moment()).isEqualTo(new Moment(1, 100));
    }

    /** What a plain machine does with the inputs of a branch. */
    private record Script(TreeMap<Long, List<Long>> values) {
        static Script empty() {
            return new Script(new TreeMap<>());
        }

        Script forkedAt(long step, long value) {
            TreeMap<Long, List<Long>> copy = new TreeMap<>();
            values.headMap(step, true).forEach((at, list) -> copy.put(at, new ArrayList<>(list)));
            copy.computeIfAbsent(step, at -> new ArrayList<>()).add(value);
            return new Script(copy);
        }

        long hashAt(long step) {
            CounterMachine plain = new CounterMachine();
            values.headMap(step, true).forEach((at, list) -> {
                plain.run(at, StopPoints.NONE);
                list.forEach(value -> plain.deliver(new Input.WriteRegister(0, 0, value)));
            });
            plain.run(step, StopPoints.NONE);
            return plain.hash();
        }
    }

    @Test
    void branchesThatComeAndGoAtRandomAreWhatPlainRunsAre() {
        Random random = new Random(4);
        Map<Integer, Script> scripts = new HashMap<>(Map.of(0, Script.empty()));
        timeline.seek(2000, RunCallbacks.NONE);
        for (int i = 0; i < 1500; i++) {
            List<BranchInfo> branches = timeline.branches();
            BranchInfo any = branches.get(random.nextInt(branches.size()));
            BranchInfo other = branches.get(random.nextInt(branches.size()));
            switch (random.nextInt(6)) {
                case 0 -> {
                    long step = random.nextLong(any.end());
                    int opened = fork(any.id(), step, i, step + random.nextInt(1500));
                    scripts.put(opened, scripts.get(any.id()).forkedAt(step, i));
                }
                case 1 -> {
                    try {
                        timeline.deleteBranch(any.id(), random.nextBoolean())
                                .branches()
                                .forEach(scripts::remove);
                    } catch (TimelineException needed) {
                        assertThat(needed.getMessage()).isNotEmpty();
                    }
                }
                case 2 -> {
                    if (any.id() != other.id()) {
                        Mark here = timeline.mark();
                        checkFirst(compare(any.id(), other.id()), scripts.get(any.id()), scripts.get(other.id()));
                        assertThat(timeline.mark()).isEqualTo(here);
                    }
                }
                default -> timeline.seek(new Moment(any.id(), random.nextLong(any.end() + 1)), RunCallbacks.NONE);
            }
            Moment here = timeline.moment();
            assertThat(timeline.hash())
                    .as("state at %s, move %d", here, i)
                    .isEqualTo(scripts.get(here.branch()).hashAt(here.step()));
            if (timeline.branches().size() > 12) {
                timeline.seek(new Moment(0, 2000), RunCallbacks.NONE);
                int grown = timeline.branches().get(1).id();
                timeline.deleteBranch(grown, true).branches().forEach(scripts::remove);
            }
        }
        assertThat(machine.snapshotsHeld()).isEqualTo(timeline.checkpoints());
    }

    private static void checkFirst(BranchDifference comparison, Script one, Script other) {
        long first = comparison.first().orElse(comparison.until() + 1);
        if (first <= comparison.until()) {
            assertThat(one.hashAt(first)).isNotEqualTo(other.hashAt(first));
        }
        if (first > 0) {
            assertThat(one.hashAt(first - 1)).isEqualTo(other.hashAt(first - 1));
        }
    }
}
