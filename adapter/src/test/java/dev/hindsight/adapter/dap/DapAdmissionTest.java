package dev.hindsight.adapter.dap;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any web page can make a browser send messages to a port of this computer, but not as the first bytes. */
class DapAdmissionTest {
    private static final String MESSAGE = "Content-Length: 60\r\n\r\n"
            + "{\"seq\":1,\"type\":\"request\",\"command\":\"initialize\",\"arguments\":{}}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST / HTTP/1.1\r\n",
                "OPTIONS / HTTP/1.1\r\n",
                "Content-Type: text/plain\r\n",
                "Content-Length / HTTP/1.1\r\n",
                "Content-Lengthy: 1\r\n",
                "\026\003\001\002",
                "\r\n",
                "+"
            })
    void whatNoClientBeginsWithIsSentAwayAtItsFirstBytes(String greeting) throws IOException {
        try (DapDoor door = DapDoor.open(Path.of(""), new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                Socket visitor = new Socket(InetAddress.getLoopbackAddress(), door.port())) {
            visitor.setSoTimeout(60_000);
            visitor.getOutputStream().write((greeting + MESSAGE).getBytes(StandardCharsets.ISO_8859_1));
            assertThat(visitor.getInputStream().readAllBytes()).isEmpty();
        } catch (SocketException reset) {
            // What we sent was not read to its end: that is a way to be sent away, too.
        }
    }

    @Test
    void aClientIsHeardFromItsFirstByteOn() throws IOException {
        InputStream heard = DapAdmission.of(stream(MESSAGE)).orElseThrow();
        assertThat(new String(heard.readAllBytes(), StandardCharsets.ISO_8859_1))
                .isEqualTo(MESSAGE);
    }

    @Test
    void noByteIsReadBehindTheFirstThatIsWrong() throws IOException {
        Random random = new Random(13);
        String greeting = "Content-Length:";
        for (int i = 0; i < 500; i++) {
            int right = random.nextInt(greeting.length());
            InputStream in = stream(greeting.substring(0, right) + (char) random.nextInt(0x20) + "rest");
            assertThat(DapAdmission.of(in)).isEqualTo(Optional.empty());
            assertThat(in.readAllBytes()).hasSize(4);
            assertThat(DapAdmission.of(stream(greeting.substring(0, right)))).isEmpty();
        }
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1));
    }
}
