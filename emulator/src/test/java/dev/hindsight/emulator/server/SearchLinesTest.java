package dev.hindsight.emulator.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.client.ClientEvent;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SearchLinesTest {
    private long now;
    private final SearchLines lines = new SearchLines("gdb", () -> TimeUnit.MILLISECONDS.toNanos(now));

    private void hear(String by, long searched, long milliseconds) {
        now = milliseconds;
        lines.heard(new ClientEvent.Progress(by, "searched", searched, 1_000_000_000));
    }

    @Test
    void afterTheFirstSecondThereIsALineASecond() throws InterruptedException {
        lines.begin();
        hear("gdb", 100_000_000, 999);
        hear("gdb", 200_000_000, 1000);
        hear("gdb", 300_000_000, 1500);
        hear("gdb", 400_000_000, 2000);
        lines.end();
        assertThat(lines.next()).contains("[searched 20 % of 1,000,000,000 steps]");
        assertThat(lines.next()).contains("[searched 40 % of 1,000,000,000 steps]");
        assertThat(lines.next()).isEmpty();
    }

    @Test
    void whatAnotherSearchesIsNotSaid() throws InterruptedException {
        lines.begin();
        hear("VS Code", 100_000_000, 5000);
        lines.end();
        assertThat(lines.next()).isEmpty();
    }
}
