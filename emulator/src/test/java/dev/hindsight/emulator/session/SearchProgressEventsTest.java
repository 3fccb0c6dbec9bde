package dev.hindsight.emulator.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SearchProgressEventsTest {
    private final SearchProgressEvents progress = new SearchProgressEvents(0);

    private boolean isDue(long searched, long milliseconds) {
        return progress.isDue(searched, 100, TimeUnit.MILLISECONDS.toNanos(milliseconds));
    }

    @Test
    void aQuickSearchTellsNothing() {
        assertThat(isDue(50, 100)).isFalse();
        assertThat(isDue(100, 200)).isFalse();
    }

    @Test
    void aLongSearchTellsAFewTimesASecondAndItsEnd() {
        assertThat(isDue(10, 249)).isFalse();
        assertThat(isDue(11, 250)).isTrue();
        assertThat(isDue(12, 499)).isFalse();
        assertThat(isDue(13, 500)).isTrue();
        assertThat(isDue(100, 501)).isTrue();
    }

    @Test
    void ofManyShortSearchesInOneMoveNothingIsTold() {
        for (int i = 0; i < 100; i++) {
            assertThat(isDue(100, 10 * i)).isFalse();
            assertThat(isDue(1, 10 * i + 5)).isFalse();
        }
    }
}
