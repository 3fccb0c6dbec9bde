package dev.hindsight.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A browser is told from a person by what comes first, in whatever pieces it comes. */
class UartAdmissionTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nHost: 127.0.0.1:4444\r\n\r\n",
                "HEAD /x HTTP/1.0\r\n\r\n",
                "POST /a?b=c HTTP/1.1\r\nContent-Type: text/plain\r\n\r\nreboot\n",
                "OPTIONS / HTTP/1.1\r\nAccess-Control-Request-Method: PUT\r\n\r\n",
                "CONNECT host:443 HTTP/1.1\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "\026\003\001\002\000\001\000\001\374\003\003reboot\n",
                "\026\003\003\002\000\001"
            })
    void ofABrowserNothingIsTyped(String request) {
        assertThat(typed(request, request.length())).isEmpty();
        assertThat(typed(request, 1)).isEmpty();
        assertThat(typed(request, 3)).isEmpty();
    }

    @Test
    void aMethodOfItsOwnMakingIsRefusedWithAllThatCameBesides() {
        assertThat(typed("rm HTTP / HTTP/1.1\r\n\r\nreboot\n", 100)).contains("rm HTTP / HTTP/1.1\r\n\r\nreboot\n");
        assertThat(typed("rm / HTTP/1.1\r\n\r\nreboot\n", 100)).isEmpty();
        assertThat(typed("patch /etc HTTP/1.1\r\n\r\nreboot\n", 100)).isEmpty();
    }

    @Test
    void aRequestThatIsTooLongIsRefusedBeforeItsEnd() {
        assertThat(typed("GET /" + "a".repeat(10_000) + " HTTP/1.1\r\n\r\nreboot\n", 4096))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET\r",
                "GET /\r\n",
                "GET / HTTP\n",
                "GET / HTTPS/1.1\n",
                "get\n",
                "P\r",
                "POST  x HTTP/1.1\n",
                "ls -l /\n",
                "echo GET / HTTP/1.1\n",
                "\026x",
                "\026\003x",
                "\003",
                "\nGET / HTTP/1.1\n"
            })
    void aPersonIsNotTakenForOne(String line) {
        assertThat(typed(line, line.length())).contains(line);
        assertThat(typed(line, 1)).contains(line);
    }

    @Test
    void nothingIsHeldBackBehindTheFirstLine() {
        UartAdmission admission = new UartAdmission();
        assertThat(hear(admission, "login\n")).contains("login\n");
        assertThat(hear(admission, "GET / HTTP/1.1\r\n")).contains("GET / HTTP/1.1\r\n");
    }

    @Test
    void whatWasReleasedMayStillTurnOutToBeARequest() {
        UartAdmission admission = new UartAdmission();
        assertThat(hear(admission, "GET /")).contains("");
        assertThat(admission.holds()).isTrue();
        assertThat(admission.release()).isEqualTo("GET /".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(hear(admission, " HTTP/1.1\r\n")).isEmpty();
    }

    @Test
    void whatIsRandomIsTypedWholeAndInOrder() {
        Random random = new Random(12);
        for (int round = 0; round < 2000; round++) {
            byte[] noise = new byte[1 + random.nextInt(40)];
            random.nextBytes(noise);
            if (round % 2 == 0) {
                byte[] beginning = "POST / HT".getBytes(StandardCharsets.ISO_8859_1);
                System.arraycopy(beginning, 0, noise, 0, random.nextInt(Math.min(noise.length, beginning.length)));
            }
            String text = new String(noise, StandardCharsets.ISO_8859_1);
            assertThat(typed(text, 1 + random.nextInt(5))).contains(text);
        }
    }

    /** All that is typed in the end; empty where the connection was closed, before which nothing may have been typed. */
    private static Optional<String> typed(String all, int piece) {
        UartAdmission admission = new UartAdmission();
        StringBuilder typed = new StringBuilder();
        for (int from = 0; from < all.length(); from += piece) {
            Optional<String> next = hear(admission, all.substring(from, Math.min(all.length(), from + piece)));
            if (next.isEmpty()) {
                assertThat(typed).isEmpty();
                return next;
            }
            typed.append(next.get());
        }
        return Optional.of(typed + new String(admission.release(), StandardCharsets.ISO_8859_1));
    }

    private static Optional<String> hear(UartAdmission admission, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        return admission.hear(bytes, bytes.length).map(now -> new String(now, StandardCharsets.ISO_8859_1));
    }
}
