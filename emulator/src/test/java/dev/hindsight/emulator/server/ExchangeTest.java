package dev.hindsight.emulator.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a Ctrl-C means that comes between a breakpoint and the commands that gdb was given for it. */
class ExchangeTest {
    private long now = 1;
    private final Exchange exchange = new Exchange(() -> now);

    private void ask() {
        exchange.requestCame();
        exchange.requestAnswered();
    }

    private void hitsABreakpoint() {
        exchange.requestCame();
        exchange.resumed();
        exchange.stopped(true);
        exchange.requestAnswered();
    }

    private void showsTheStop() {
        exchange.requestCame();
        exchange.stopIsShown();
        exchange.requestAnswered();
    }

    private boolean nextResumeIsInterrupted() {
        exchange.requestCame();
        exchange.resumed();
        return exchange.commandIsInterrupted();
    }

    @Test
    void whatResumesAtOnceIsTheBreakpointsOwnCommand() {
        hitsABreakpoint();
        exchange.interrupt();
        showsTheStop();
        now += Exchange.LULL;
        ask();
        now += Exchange.LULL;
        assertThat(nextResumeIsInterrupted()).isTrue();
    }

    @Test
    void whatResumesAfterALullIsTheUsers() {
        hitsABreakpoint();
        exchange.interrupt();
        showsTheStop();
        now += Exchange.LULL + 1;
        assertThat(nextResumeIsInterrupted()).isFalse();
    }

    @Test
    void aLullBeforeTheDebuggerAsksOnEndsTheCommandToo() {
        hitsABreakpoint();
        exchange.interrupt();
        showsTheStop();
        now += Exchange.LULL + 1;
        ask();
        assertThat(nextResumeIsInterrupted()).isFalse();
    }

    @Test
    void howLongAnAnswerTakesIsNoLull() {
        hitsABreakpoint();
        exchange.interrupt();
        showsTheStop();
        exchange.requestCame();
        now += 10 * Exchange.LULL;
        exchange.requestAnswered();
        assertThat(nextResumeIsInterrupted()).isTrue();
    }

    @Test
    void aBreakpointsCommandsThatResumedAreStoppedLater() {
        hitsABreakpoint();
        showsTheStop();
        hitsABreakpoint();
        exchange.interrupt();
        now += 10 * Exchange.LULL;
        assertThat(nextResumeIsInterrupted()).as("its user has seen no stop").isTrue();
    }
}
