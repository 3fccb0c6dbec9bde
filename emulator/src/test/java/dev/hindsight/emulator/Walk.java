package dev.hindsight.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.machine.Hit;
import dev.hindsight.emulator.machine.Inspector;
import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.machine.Watch;
import dev.hindsight.emulator.timeline.RunCallbacks;
import dev.hindsight.emulator.timeline.Stop;
import dev.hindsight.emulator.timeline.Timeline;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Goes about in what a console has recorded, and finds every state as it was when it was first reached. */
final class Walk {
    private static final int SP = 2;
    private static final int WINDOW = 200_000;
    private static final int MOST_HITS = 50;

    private final GuestConsole console;
    private final Timeline timeline;
    private final Random random = new Random(1);

    Walk(GuestConsole console) {
        this.console = console;
        this.timeline = console.timeline();
    }

    void everythingGoesBack() {
        List<Long> steps = new ArrayList<>(console.hashes().keySet());
        Collections.shuffle(steps, random);
        long end = timeline.end();
        for (long step : steps) {
            timeline.seek(step, RunCallbacks.NONE);
            check(step, "by seek");
            if (step > 0) {
                timeline.seek(step - 1, RunCallbacks.NONE);
                timeline.resume(StopPoints.NONE, step, RunCallbacks.NONE);
                check(step, "after a step back and one forward");
            }
            if (step + WINDOW < end) {
                reverseContinueFindsTheLastCall(step);
                reverseWatchFindsTheLastWrite(step);
            }
        }
    }

    private void check(long step, String how) {
        assertThat(timeline.moment().step()).isEqualTo(step);
        assertThat(timeline.hash())
                .as("state at step %d, %s", step, how)
                .isEqualTo(console.hashes().get(step));
    }

    /** From later on, back over a breakpoint at the instruction that ran at this step. */
    private void reverseContinueFindsTheLastCall(long step) {
        timeline.seek(step, RunCallbacks.NONE);
        long pc = timeline.now().pc(timeline.now().nextHart());
        StopPoints here = StopPoints.of(List.of(pc), List.of());
        timeline.seek(step + WINDOW, RunCallbacks.NONE);
        int hits = 0;
        long last = timeline.moment().step();
        for (; last > step && hits < MOST_HITS; hits++) {
            Stop stop = timeline.backward(here, step, RunCallbacks.NONE);
            assertThat(stop.reason()).isEqualTo(Stop.Reason.BREAKPOINT);
            assertThat(stop.step()).isBetween(step, last - 1);
            last = stop.step();
        }
        if (last == step) {
            check(step, "by reverse continue over %d hits of 0x%x".formatted(hits, pc));
        }
        for (; hits > 1; hits--) {
            assertThat(timeline.resume(here, step + WINDOW, RunCallbacks.NONE).reason())
                    .isEqualTo(Stop.Reason.BREAKPOINT);
        }
        assertThat(timeline.resume(here, step + WINDOW, RunCallbacks.NONE).reason())
                .isEqualTo(Stop.Reason.STEP);
    }

    /** From later on, back to the last write to what the stack pointer points to; nothing writes there after it. */
    private void reverseWatchFindsTheLastWrite(long step) {
        timeline.seek(step, RunCallbacks.NONE);
        Inspector then = timeline.now();
        int hart = then.nextHart();
        long address = then.register(hart, SP).orElseThrow() & -8;
        StopPoints watch = StopPoints.of(List.of(), List.of(Watch.write(address, 8)));
        Stop stop = timeline.backward(watch, Math.max(0, step - WINDOW), RunCallbacks.NONE);
        if (stop.reason() != Stop.Reason.WATCHPOINT) {
            return; // nobody wrote there for long
        }
        Hit.Data hit = (Hit.Data) stop.hit().orElseThrow();
        timeline.seek(hit.step(), RunCallbacks.NONE);
        Stop again = timeline.resume(watch, step, RunCallbacks.NONE);
        assertThat(again.hit()).contains(hit);
        assertThat(again.step()).isEqualTo(hit.step() + 1);
        if (again.step() < step) {
            assertThat(timeline.resume(watch, step, RunCallbacks.NONE).reason()).isEqualTo(Stop.Reason.STEP);
        }
        check(step, "forward from the last write to 0x%x".formatted(address));
    }
}
