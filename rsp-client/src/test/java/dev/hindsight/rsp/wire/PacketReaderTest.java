package dev.hindsight.rsp.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.rsp.wire.Incoming.Ack;
import dev.hindsight.rsp.wire.Incoming.Corrupt;
import dev.hindsight.rsp.wire.Incoming.Interrupt;
import dev.hindsight.rsp.wire.Incoming.Nack;
import dev.hindsight.rsp.wire.Incoming.Packet;
import dev.hindsight.rsp.wire.Incoming.TooLong;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PacketReaderTest {
    private final PacketReader requests = PacketReader.ofRequests(64);

    @Test
    void findsPacketsAcksAndInterruptsInOneStream() {
        assertThat(read(requests, "+$g#67-\003$m0,4#fd"))
                .containsExactly(new Ack(), new Packet("g"), new Nack(), new Interrupt(), new Packet("m0,4"));
    }

    @Test
    void unescapes() {
        assertThat(read(requests, packet("X}\003}\004}]"))).containsExactly(new Packet("X#$}"));
    }

    @Test
    void repeatsInRepliesOnly() {
        assertThat(read(PacketReader.ofReplies(64), packet("0* 1"))).containsExactly(new Packet("00001"));
        assertThat(read(requests, packet("0* 1"))).containsExactly(new Packet("0* 1"));
    }

    @Test
    void aWrongChecksumIsCorrupt() {
        assertThat(read(requests, "$g#68$g#zz"))
                .allMatch(Corrupt.class::isInstance)
                .hasSize(2);
    }

    @Test
    void aRepeatOfNothingIsCorrupt() {
        assertThat(read(PacketReader.ofReplies(64), packet("* "))).allMatch(Corrupt.class::isInstance);
    }

    @Test
    void aTruncatedPacketDoesNotTakeItsSuccessorAlong() {
        assertThat(read(requests, "$m0,$g#67")).containsExactly(new Packet("g"));
        assertThat(read(requests, "$m0#$g#67")).containsExactly(new Packet("g"));
        assertThat(read(requests, "$m0#1$g#67")).containsExactly(new Packet("g"));
    }

    @Test
    void anOversizedPacketIsToldAndTheNextIsReadAgain() {
        assertThat(read(requests, packet("a".repeat(65)) + "$g#67")).containsExactly(new TooLong(64), new Packet("g"));
        assertThat(read(PacketReader.ofReplies(64), packet("0*~")))
                .as("repeats count too")
                .containsExactly(new TooLong(64));
    }

    @Test
    void aHundredMegabytesTakeNoMemory() {
        PacketReader reader = PacketReader.ofRequests(1 << 16);
        reader.accept((byte) '$');
        for (int i = 0; i < 100_000_000; i++) {
            reader.accept((byte) 'a');
        }
        assertThat(read(reader, "#00")).hasSize(1);
        assertThat(read(reader, "$g#67")).containsExactly(new Packet("g"));
    }

    @Test
    void randomBytesNeverThrowAndNeverStopTheReader() {
        Random random = new Random(1);
        String alphabet = "$#}*+-\003 09afgm\377";
        for (int round = 0; round < 2000; round++) {
            PacketReader reader = round % 2 == 0 ? PacketReader.ofRequests(32) : PacketReader.ofReplies(32);
            for (int i = 0; i < 200; i++) {
                reader.accept((byte) alphabet.charAt(random.nextInt(alphabet.length())));
            }
            assertThat(read(reader, "$#00$g#67")).endsWith(new Packet("g"));
        }
    }

    static List<Incoming> read(PacketReader reader, String bytes) {
        List<Incoming> found = new ArrayList<>();
        for (byte b : bytes.getBytes(StandardCharsets.ISO_8859_1)) {
            reader.accept(b).ifPresent(found::add);
        }
        return found;
    }

    private static String packet(String raw) {
        int sum = raw.chars().sum() & 0xff;
        return "$" + raw + "#" + Character.forDigit(sum >> 4, 16) + Character.forDigit(sum & 15, 16);
    }
}
