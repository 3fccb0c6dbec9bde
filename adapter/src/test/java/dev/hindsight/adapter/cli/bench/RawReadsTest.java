package dev.hindsight.adapter.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hindsight.rsp.client.RspClient;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RawReadsTest {
    private static final long BASE = 0x1000;
    private static final int PACKET_SIZE = 0x4000;

    /** More than one packet, with every byte that must be escaped, and with repeats. */
    private final byte[] content = new byte[20_000];

    private final ConstantStub stub;

    RawReadsTest() {
        new Random(5).nextBytes(content);
        Arrays.fill(content, 100, 400, (byte) '#');
        Arrays.fill(content, 9000, 9500, (byte) 0);
        stub = new ConstantStub(BASE, content, PACKET_SIZE);
    }

    @AfterEach
    void close() {
        stub.close();
    }

    @Test
    void bothKindsOfPacketBringWhatIsThere() {
        try (RawReads reads = new RawReads(stub.port(), PACKET_SIZE)) {
            assertThat(reads.read('m', BASE, content.length)).isEqualTo(content);
            assertThat(reads.read('x', BASE, content.length)).isEqualTo(content);
            assertThat(reads.read('m', BASE + 10, 100)).isEqualTo(Arrays.copyOfRange(content, 10, 110));
        }
    }

    @Test
    void everyReadOfTheWholeIsTimed() {
        try (RawReads reads = new RawReads(stub.port(), PACKET_SIZE)) {
            assertThat(DoubleStream.of(reads.timed('m', BASE, content.length, 3)))
                    .hasSize(3)
                    .allMatch(time -> time > 0);
        }
    }

    @Test
    void whatIsNoAnswerIsNotTaken() {
        try (RawReads reads = new RawReads(stub.port(), PACKET_SIZE)) {
            assertThatThrownBy(() -> reads.read('q', BASE, 10))
                    .isInstanceOf(BenchException.class)
                    .hasMessageContaining("answer");
        }
    }

    @Test
    void anOrdinaryClientCanTalkToTheConstantStub() {
        try (RspClient client = RspClient.connect("127.0.0.1", stub.port())) {
            assertThat(client.features().packetSize()).isEqualTo(PACKET_SIZE);
            assertThat(client.readMemory(BASE, content.length)).isEqualTo(content);
        }
    }
}
