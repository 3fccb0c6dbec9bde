package dev.hindsight.rsp.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class PacketCursorTest {
    @Test
    void readsAWritePacket() {
        PacketCursor cursor = new PacketCursor("Mffffffffffffffff,2:0102", 1);
        assertThat(cursor.hex()).isEqualTo(-1);
        cursor.expect(',');
        assertThat(cursor.count()).isEqualTo(2);
        cursor.expect(':');
        assertThat(cursor.hexBytes()).containsExactly(1, 2);
        assertThat(cursor.atEnd()).isTrue();
    }

    @Test
    void saysWhatItExpectedAndWhere() {
        PacketCursor cursor = new PacketCursor("mxyz", 1);
        assertThatExceptionOfType(RspException.class)
                .isThrownBy(cursor::hex)
                .withMessage("Packet 'mxyz': expected a hexadecimal number at character 2.");
    }

    @Test
    void refusesNumbersThatDoNotFit() {
        assertThatExceptionOfType(RspException.class).isThrownBy(() -> new PacketCursor("10000000000000000").hex());
        assertThatExceptionOfType(RspException.class).isThrownBy(() -> new PacketCursor("80000000").count());
        assertThat(new PacketCursor("7fffffff").count()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void readsThreads() {
        assertThat(new PacketCursor("1f").threadId()).isEqualTo(new ThreadId(31));
        assertThat(new PacketCursor("-1").threadId()).isEqualTo(ThreadId.ALL);
        assertThat(new PacketCursor("p1.2").threadId()).isEqualTo(new ThreadId(1, 2));
        assertThat(new PacketCursor("p1.-1").threadId()).isEqualTo(new ThreadId(1, -1));
        assertThat(new PacketCursor("p1").threadId()).isEqualTo(new ThreadId(1, -1));
        assertThat(new ThreadId(1, 31)).hasToString("p1.1f");
        assertThat(new ThreadId(1, -1)).hasToString("p1.-1");
        assertThat(ThreadId.ALL).hasToString("-1");
        assertThat(new ThreadId(31)).hasToString("1f");
    }

    @Test
    void randomPacketsThrowNothingButItsOwnException() {
        List<Consumer<PacketCursor>> reads = List.of(
                PacketCursor::hex,
                PacketCursor::count,
                PacketCursor::threadId,
                PacketCursor::hexBytes,
                PacketCursor::letter,
                PacketCursor::expectEnd,
                c -> c.expect(','),
                c -> c.until(';'));
        Random random = new Random(3);
        for (int round = 0; round < 20_000; round++) {
            StringBuilder payload = new StringBuilder();
            for (int i = random.nextInt(12); i > 0; i--) {
                payload.append(
                        random.nextBoolean() ? "0af,;:-p1.".charAt(random.nextInt(10)) : (char) random.nextInt(256));
            }
            PacketCursor cursor = new PacketCursor(payload.toString());
            try {
                for (int i = 0; i < 4; i++) {
                    reads.get(random.nextInt(reads.size())).accept(cursor);
                }
            } catch (RspException expected) {
                assertThat(expected.getMessage()).endsWith(".").isPrintable();
            }
        }
    }
}
