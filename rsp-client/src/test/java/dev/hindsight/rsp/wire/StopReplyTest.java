package dev.hindsight.rsp.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hindsight.rsp.wire.StopReply.Cause;
import dev.hindsight.rsp.wire.StopReply.Stopped;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StopReplyTest {
    private static final Optional<ThreadId> THREAD = Optional.of(new ThreadId(1));

    @Test
    void formatsEveryCause() {
        assertThat(Stopped.by(0).format()).isEqualTo("T00");
        assertThat(stopped(Cause.SWBREAK, 0)).isEqualTo("T05swbreak:;thread:1;");
        assertThat(stopped(Cause.HWBREAK, 0)).isEqualTo("T05hwbreak:;thread:1;");
        assertThat(stopped(Cause.WATCH, -16)).isEqualTo("T05watch:fffffffffffffff0;thread:1;");
        assertThat(stopped(Cause.RWATCH, 16)).isEqualTo("T05rwatch:10;thread:1;");
        assertThat(stopped(Cause.AWATCH, 16)).isEqualTo("T05awatch:10;thread:1;");
        assertThat(stopped(Cause.REPLAYLOG_BEGIN, 0)).isEqualTo("T05replaylog:begin;thread:1;");
        assertThat(stopped(Cause.REPLAYLOG_END, 0)).isEqualTo("T05replaylog:end;thread:1;");
        assertThat(new StopReply.Exited(3).format()).isEqualTo("W03");
        assertThat(new StopReply.Killed(15).format()).isEqualTo("X0f");
    }

    @Test
    void readsBackWhatItFormats() {
        for (Cause cause : Cause.values()) {
            long address = cause.isWatch() ? 0x8000_0010L : 0;
            Stopped stopped = new Stopped(5, cause, address, THREAD, Map.of(2, "0011", 32, "00000080"));
            assertThat(StopReply.parse(stopped.format())).isEqualTo(stopped);
        }
        assertThat(StopReply.parse("W1ff")).isEqualTo(new StopReply.Exited(0x1ff));
        assertThat(StopReply.parse("X0b")).isEqualTo(new StopReply.Killed(11));
    }

    @Test
    void readsOtherStubs() {
        assertThat(StopReply.parse("S05")).isEqualTo(Stopped.by(5));
        assertThat(StopReply.parse("T02thread:p01.01;core:0;library:;"))
                .isEqualTo(new Stopped(2, Cause.NONE, 0, Optional.of(new ThreadId(1, 1)), Map.of()));
        assertThat(StopReply.parse("W00;process:1")).isEqualTo(new StopReply.Exited(0));
    }

    @Test
    void brokenRepliesThrowNothingButItsOwnException() {
        for (String bad : new String[] {"", "T", "T0", "Tzz", "OK", "E01", "T05watch:xy;", "W"}) {
            assertThatExceptionOfType(RspException.class).isThrownBy(() -> StopReply.parse(bad));
        }
        Random random = new Random(4);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder("T05");
            for (int i = random.nextInt(30); i > 0; i--) {
                text.append("thread:watch;05f-p.".charAt(random.nextInt(19)));
            }
            try {
                StopReply.parse(text.toString());
            } catch (RspException expected) {
                assertThat(expected.getMessage()).endsWith(".");
            }
        }
    }

    private static String stopped(Cause cause, long address) {
        return new Stopped(5, cause, address, THREAD, Map.of()).format();
    }
}
