package dev.hindsight.emulator.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.client.ConsoleLine;
import dev.hindsight.emulator.machine.Output;
import dev.hindsight.emulator.timeline.Moment;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConsoleLinesTest {
    private final ConsoleLines lines = new ConsoleLines();
    private long step = 10;

    private void print(int branch, String text) {
        List<Output> output = new ArrayList<>();
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            output.add(new Output(step++, each));
        }
        lines.add(branch, output);
    }

    @Test
    void aLineHasTheStepThatEndedItAndTheLastOneMayStillGrow() {
        print(0, "one\r\ntw");
        print(0, "o é\n> ");
        assertThat(lines.last(10))
                .containsExactly(
                        new ConsoleLine(new Moment(0, 14), "one"),
                        new ConsoleLine(new Moment(0, 21), "two é"),
                        new ConsoleLine(new Moment(0, 23), "> "));
        assertThat(lines.last(1)).hasSize(1);
    }

    @Test
    void whatAnotherBranchPrintsIsALineOfItsOwn() {
        print(0, "begun");
        print(1, "other\n");
        assertThat(lines.last(10))
                .containsExactly(
                        new ConsoleLine(new Moment(0, 14), "begun"), new ConsoleLine(new Moment(1, 20), "other"));
    }

    @Test
    void aGuestThatPrintsForEverFillsNoMemory() {
        print(0, "x".repeat(10_000));
        for (int i = 0; i < 3000; i++) {
            print(0, "line " + i + "\n");
        }
        assertThat(lines.last(10_000))
                .hasSize(2000)
                .last()
                .isEqualTo(new ConsoleLine(new Moment(0, step - 1), "line 2999"));
        long bytes = lines.bytes();
        assertThat(bytes).isLessThan(2000 * 1200);
    }
}
