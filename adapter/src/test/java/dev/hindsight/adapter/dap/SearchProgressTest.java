package dev.hindsight.adapter.dap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.client.ClientEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.lsp4j.debug.ProgressEndEventArguments;
import org.eclipse.lsp4j.debug.ProgressStartEventArguments;
import org.eclipse.lsp4j.debug.ProgressUpdateEventArguments;
import org.eclipse.lsp4j.debug.services.IDebugProtocolClient;
import org.junit.jupiter.api.Test;

class SearchProgressTest {
    private final List<String> told = new ArrayList<>();
    private long now;
    private final SearchProgress progress = new SearchProgress(new Client(), () -> TimeUnit.MILLISECONDS.toNanos(now));

    private final class Client implements IDebugProtocolClient {
        @Override
        public void progressStart(ProgressStartEventArguments start) {
            told.add("start " + start.getProgressId() + " "
                    + start.getPercentage().intValue());
        }

        @Override
        public void progressUpdate(ProgressUpdateEventArguments update) {
            told.add("update " + update.getProgressId() + " "
                    + update.getPercentage().intValue());
        }

        @Override
        public void progressEnd(ProgressEndEventArguments end) {
            told.add("end " + end.getProgressId());
        }
    }

    private void hear(int percent, long milliseconds) {
        now = milliseconds;
        progress.heard(new ClientEvent.Progress("me", "searched", percent * 10, 1000));
    }

    @Test
    void aMoveThatIsOverSoonShowsNothing() {
        progress.begin();
        hear(50, 499);
        progress.end();
        assertThat(told).isEmpty();
    }

    @Test
    void aLongMoveHasABeginningAndAnEnd() {
        progress.begin();
        hear(50, 500);
        assertThat(progress.isShown("search-1")).isTrue();
        hear(75, 750);
        progress.end();
        assertThat(progress.isShown("search-1")).isFalse();
        progress.begin();
        hear(10, 2000);
        assertThat(told)
                .containsExactly("start search-1 50", "update search-1 75", "end search-1", "start search-2 10");
    }
}
