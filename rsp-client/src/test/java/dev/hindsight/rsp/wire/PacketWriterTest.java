package dev.hindsight.rsp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.rsp.wire.Incoming.Packet;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PacketWriterTest {
    private final PacketWriter writer = new PacketWriter();

    @Test
    void anAckAndAReplyAreOneWrite() {
        assertThat(text(writer.ack().reply("OK"))).isEqualTo("+$OK#9a");
    }

    @Test
    void repeatsInRepliesOnly() {
        assertThat(text(writer.reply("0000"))).isEqualTo("$0* #7a");
        assertThat(text(writer.request("0000"))).isEqualTo("$0000#c0");
    }

    @Test
    void neverWritesACountThatLooksLikeAMark() {
        for (int length = 1; length < 300; length++) {
            String framed = text(writer.reply("0".repeat(length)));
            assertThat(framed.substring(1, framed.length() - 3)).doesNotContain("#", "$", "+", "-");
        }
    }

    @Test
    void whatIsWrittenIsReadBack() {
        Random random = new Random(2);
        for (int round = 0; round < 3000; round++) {
            StringBuilder payload = new StringBuilder();
            while (payload.length() < random.nextInt(400)) {
                char c = (char) (random.nextBoolean() ? random.nextInt(256) : "$#}*0".charAt(random.nextInt(5)));
                payload.append(String.valueOf(c).repeat(1 + random.nextInt(random.nextInt(120) + 1)));
            }
            String expected = payload.toString();
            assertThat(PacketReaderTest.read(PacketReader.ofReplies(1 << 20), text(writer.reply(expected))))
                    .containsExactly(new Packet(expected));
            assertThat(PacketReaderTest.read(PacketReader.ofRequests(1 << 20), text(writer.request(expected))))
                    .containsExactly(new Packet(expected));
        }
    }

    private static String text(PacketWriter writer) {
        return new String(writer.take(), StandardCharsets.ISO_8859_1);
    }
}
