package dev.hindsight.emulator.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a Ctrl-C means that comes between a breakpoint and the commands that gdb was given for it. */
class InterruptTrackerTest {
    private long now = 1;
    private final InterruptTracker interrupts = new InterruptTracker(() -> now);

    private void ask() {
        interrupts.requestCame();
        interrupts.requestAnswered();
    }

    private void hitsABreakpoint() {
        interrupts.requestCame();
        interrupts.resumed();
        interrupts.stopped(true);
        interrupts.requestAnswered();
    }

    private void showsTheStop() {
        interrupts.requestCame();
        interrupts.stopIsShown();
        interrupts.requestAnswered();
    }

    private boolean nextResumeIsInterrupted() {
        interrupts.requestCame();
        interrupts.resumed();
        return interrupts.commandIsInterrupted();
    }

    @Test
    void whatResumesAtOnceIsTheBreakpointsOwnCommand() {
        hitsABreakpoint();
        interrupts.interrupt();
        showsTheStop();
        now += InterruptTracker.LULL;
        ask();
        now += InterruptTracker.LULL;
        assertThat(nextResumeIsInterrupted()).isTrue();
    }

    @Test
    void whatResumesAfterALullIsTheUsers() {
        hitsABreakpoint();
        interrupts.interrupt();
        showsTheStop();
        now += InterruptTracker.LULL + 1;
        assertThat(nextResumeIsInterrupted()).isFalse();
    }

    @Test
    void aLullBeforeTheDebuggerAsksOnEndsTheCommandToo() {
        hitsABreakpoint();
        interrupts.interrupt();
        showsTheStop();
        now += InterruptTracker.LULL + 1;
        ask();
        assertThat(nextResumeIsInterrupted()).isFalse();
    }

    @Test
    void howLongAnAnswerTakesIsNoLull() {
        hitsABreakpoint();
        interrupts.interrupt();
        showsTheStop();
        interrupts.requestCame();
        now += 10 * InterruptTracker.LULL;
        interrupts.requestAnswered();
        assertThat(nextResumeIsInterrupted()).isTrue();
    }

    @Test
    void aBreakpointsCommandsThatResumedAreStoppedLater() {
        hitsABreakpoint();
        showsTheStop();
        hitsABreakpoint();
        interrupts.interrupt();
        now += 10 * InterruptTracker.LULL;
        assertThat(nextResumeIsInterrupted()).as("its user has seen no stop").isTrue();
    }
}
