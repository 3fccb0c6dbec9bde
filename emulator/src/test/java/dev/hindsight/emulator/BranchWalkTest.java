package dev.hindsight.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.machine.Bytes;
import dev.hindsight.emulator.machine.Input;
import dev.hindsight.emulator.machine.Machine;
import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.timeline.BranchDifference;
import dev.hindsight.emulator.timeline.BranchInfo;
import dev.hindsight.emulator.timeline.Mark;
import dev.hindsight.emulator.timeline.Moment;
import dev.hindsight.emulator.timeline.RunCallbacks;
import dev.hindsight.emulator.timeline.Timeline;
import dev.hindsight.emulator.timeline.TimelineException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real guests whose past is changed again and again: every branch is what a plain run with its inputs is. */
class BranchWalkTest {
    private static final Path ROOT = Path.of(System.getProperty("hindsight.root", ".."));
    private static final long STEPS = 60_000;
    private static final int MOVES = Integer.getInteger("hindsight.moves", 250);
    private static final int MOST_BRANCHES = 10;
    private static final int T1 = 6;
    private static final long MTIMECMP = 0x200_4000;
    private static final long UART = 0x1000_0000;

    /** An input, and where it comes. */
    private record Event(long step, Input input) {}

    private final Random random = new Random(5);
    private final Map<Integer, List<Event>> inputs = new HashMap<>(Map.of(0, List.of()));

    private GuestConfig config(String guest) {
        return GuestConfig.of(ROOT.resolve(guest)).withHistory(16L << 20).unpaced();
    }

    private static long plainHash(GuestConfig config, List<Event> events, long step) {
        Machine plain = Emulator.machine(config);
        for (Event event : events) {
            if (event.step() <= step) {
                plain.run(event.step(), StopPoints.NONE);
                plain.deliver(event.input());
            }
        }
        plain.run(step, StopPoints.NONE);
        return plain.hash();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"examples/corruption.elf", "examples/console.elf", "emulator/src/test/guests/calls-rv32-O0.elf"})
    void branchesThatComeAndGoAreWhatPlainRunsAre(String guest) {
        GuestConfig config = config(guest);
        Timeline timeline = new Timeline(Emulator.machine(config), config.history(), output -> {});
        timeline.seek(STEPS, RunCallbacks.NONE);
        for (int move = 0; move < MOVES; move++) {
            List<BranchInfo> branches = timeline.branches();
            BranchInfo any = branches.get(random.nextInt(branches.size()));
            switch (random.nextInt(5)) {
                case 0 -> change(timeline, any);
                case 1 -> delete(timeline, any);
                case 2 -> compare(timeline, any, branches.get(random.nextInt(branches.size())));
                case 3 -> divert(timeline);
                default -> timeline.seek(new Moment(any.id(), random.nextLong(any.end() + 1)), RunCallbacks.NONE);
            }
            Moment here = timeline.moment();
            if (move % 5 == 0) {
                assertThat(timeline.hash())
                        .as("%s: state at %s, move %d", guest, here, move)
                        .isEqualTo(plainHash(config, inputs.get(here.branch()), here.step()));
            }
            if (timeline.branches().size() > MOST_BRANCHES) {
                timeline.seek(new Moment(0, 0), RunCallbacks.NONE);
                delete(timeline, timeline.branches().get(1));
            }
        }
        assertThat(timeline.bytes()).isLessThanOrEqualTo(config.history());
    }

    private void change(Timeline timeline, BranchInfo any) {
        long step = random.nextLong(any.end() + 1);
        timeline.seek(new Moment(any.id(), step), RunCallbacks.NONE);
        Input input = switch (random.nextInt(5)) {
            case 0 -> new Input.WriteRegister(0, T1, random.nextInt(1000));
            case 1 -> new Input.WriteDevice(MTIMECMP, Bytes.of((byte) random.nextInt(), (byte) 1, (byte) 0, (byte) 0));
            case 2 -> new Input.WriteDevice(UART, Bytes.utf8("x"));
            case 3 -> new Input.Reset();
            default -> new Input.Serial(Bytes.utf8("set 50\n"));
        };
        timeline.input(input);
        List<Event> events = new ArrayList<>(inputs.get(any.id()));
        if (timeline.moment().branch() != any.id()) {
            events.removeIf(event -> event.step() > step);
        }
        events.add(new Event(step, input));
        inputs.put(timeline.moment().branch(), events);
        timeline.seek(Math.min(STEPS, step + random.nextInt((int) STEPS / 2)), RunCallbacks.NONE);
    }

    private void delete(Timeline timeline, BranchInfo branch) {
        try {
            timeline.deleteBranch(branch.id(), true).branches().forEach(inputs::remove);
        } catch (TimelineException needed) {
            assertThat(needed.getMessage()).endsWith(".");
        }
    }

    private void compare(Timeline timeline, BranchInfo one, BranchInfo other) {
        if (one.id() != other.id()) {
            Mark here = timeline.mark();
            long hash = timeline.hash();
            BranchDifference comparison = timeline.compare(
                            one.id(), other.id(), OptionalLong.empty(), 5, RunCallbacks.NONE)
                    .orElseThrow();
            assertThat(comparison.differences().isEmpty())
                    .isEqualTo(comparison.first().isEmpty());
            assertThat(timeline.mark()).isEqualTo(here);
            assertThat(timeline.hash()).isEqualTo(hash);
        }
    }

    private void divert(Timeline timeline) {
        Mark here = timeline.mark();
        long hash = timeline.hash();
        List<BranchInfo> branches = timeline.branches();
        timeline.divert(output -> {}, scratch -> {
            scratch.input(new Input.WriteRegister(0, T1, random.nextInt()));
            scratch.seek(scratch.moment().step() + random.nextInt(5000), RunCallbacks.NONE);
            return scratch.seek(here.moment().step() + 10, RunCallbacks.NONE);
        });
        assertThat(timeline.mark()).isEqualTo(here);
        assertThat(timeline.hash()).isEqualTo(hash);
        assertThat(timeline.branches()).isEqualTo(branches);
    }
}
