package dev.hindsight.emulator.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hindsight.emulator.isa.Op;
import dev.hindsight.emulator.machine.Bytes;
import dev.hindsight.emulator.machine.Input;
import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.timeline.Journal;
import dev.hindsight.emulator.timeline.Moment;
import dev.hindsight.emulator.timeline.RecordedHistory;
import dev.hindsight.emulator.timeline.RunCallbacks;
import dev.hindsight.emulator.timeline.TimedInput;
import dev.hindsight.emulator.timeline.Timeline;
import dev.hindsight.emulator.timeline.TimelineException;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** An old recording on another revision of the machine: the guest went another way, and what was written then cannot be. */
class ImpossibleInputTest {
    private static final long STEP = 200;

    private static Board board() {
        return new Assembly().i(Op.ADDI, 10, 10, 1).i(Op.JAL, 0, 0, -4).board(64);
    }

    static Stream<Input> impossible() {
        return Stream.of(
                new Input.WriteMemory(0, 0x10, Bytes.utf8("x")),
                new Input.WriteMemory(3, BoardConfig.RAM, Bytes.utf8("x")),
                new Input.WriteRegister(3, 1, 1),
                new Input.WriteDevice(0x7000_0000, Bytes.utf8("four")),
                new Input.WriteDevice(0x200_4000, Bytes.utf8("2b")),
                new Input.WriteDevice(0x10_0000, Bytes.of((byte) 0x55, (byte) 0x55, (byte) 0, (byte) 0)),
                new Input.WriteFlash(0x7000_0000, Bytes.utf8("x")),
                new Input.WriteFlash(0x1000_0000, Bytes.utf8("x")));
    }

    @ParameterizedTest
    @MethodSource("impossible")
    void aSentenceSaysSoAndTheStateIsTheOneBeforeIt(Input input) {
        List<TimedInput> inputs = List.of(new TimedInput(STEP, input));
        RecordedHistory.Line line =
                new RecordedHistory.Line(-1, 0, 0, inputs, 5000, "", false, Collections.emptySortedMap());
        RecordedHistory past = new RecordedHistory(List.of(line), List.of(), List.of());
        Timeline timeline = new Timeline(board(), 16 << 20, output -> {}, past, Journal.NONE);
        Board plain = board();
        for (long step : List.of(3000L, STEP)) {
            assertThatThrownBy(() -> timeline.seek(step, RunCallbacks.NONE))
                    .isInstanceOf(TimelineException.class)
                    .hasMessageContaining("at step " + STEP)
                    .hasMessageEndingWith(".");
            assertThat(timeline.moment()).isEqualTo(new Moment(0, STEP));
            plain.run(STEP, StopPoints.NONE);
            assertThat(timeline.hash()).isEqualTo(plain.hash());
            timeline.seek(STEP - 1, RunCallbacks.NONE);
        }
        timeline.input(new Input.WriteRegister(0, 11, 1));
        timeline.seek(3000, RunCallbacks.NONE);
        assertThat(timeline.moment()).as("on a branch that does without").isEqualTo(new Moment(1, 3000));
    }
}
