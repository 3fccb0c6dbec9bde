package dev.hindsight.adapter.cli;

import static dev.hindsight.adapter.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.machine.Bytes;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

class UartDoorTest {
    private final List<String> typed = new CopyOnWriteArrayList<>();

    @Test
    void everyoneHearsTheGuestAndMayType() throws Exception {
        try (UartDoor door = open();
                Socket first = connect(door);
                Socket second = connect(door)) {
            type(first, "a");
            eventually().until(() -> typed.equals(List.of("a")));
            type(second, "b");
            eventually().until(() -> typed.equals(List.of("a", "b")));

            door.show(Bytes.utf8("hello"));

            assertThat(hear(first, 5)).isEqualTo("hello");
            assertThat(hear(second, 5)).isEqualTo("hello");
        }
    }

    @Test
    void oneWhoLeavesDisturbsNobody() throws Exception {
        try (UartDoor door = open();
                Socket stays = connect(door)) {
            Socket leaves = connect(door);
            type(leaves, "bye");
            type(stays, "here");
            eventually().until(() -> typed.size() == 2);
            leaves.close();

            for (int i = 0; i < 100; i++) {
                door.show(Bytes.utf8("hello"));
            }

            assertThat(hear(stays, 500)).startsWith("hellohello").hasSize(500);
        }
    }

    @Test
    void aBrowserIsSentAwayAndTypesNothing() throws Exception {
        try (UartDoor door = open(Duration.ofMinutes(10));
                Socket person = connect(door);
                Socket browser = connect(door)) {
            for (char c : "POST / HTTP/1.1\r\n".toCharArray()) {
                type(browser, String.valueOf(c));
            }
            assertThat(browser.getInputStream().read()).isNegative();
            type(person, "here");
            eventually().until(() -> typed.equals(List.of("here")));
        } catch (SocketException reset) {
            // What we sent was not read to its end: that is a way to be sent away, too.
        }
    }

    @Test
    void whoTypesAsABrowserBeginsIsHeardAfterAWhileAndAtTheEnd() throws Exception {
        try (UartDoor door = open(Duration.ofMillis(1));
                Socket person = connect(door)) {
            type(person, "GET");
            eventually().until(() -> typed.equals(List.of("GET")));
        }
        typed.clear();
        try (UartDoor door = open(Duration.ofMinutes(10));
                Socket pipe = connect(door)) {
            type(pipe, "GET");
            pipe.shutdownOutput();
            eventually().until(() -> typed.equals(List.of("GET")));
        }
    }

    private UartDoor open() throws Exception {
        return open(Duration.ofSeconds(1));
    }

    private UartDoor open(Duration patience) throws Exception {
        return UartDoor.open(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                bytes -> typed.add(new String(bytes.toArray(), StandardCharsets.UTF_8)),
                patience);
    }

    private static Socket connect(UartDoor door) throws Exception {
        return new Socket(InetAddress.getLoopbackAddress(), door.port());
    }

    private static void type(Socket socket, String text) throws Exception {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String hear(Socket socket, int length) throws Exception {
        return new String(socket.getInputStream().readNBytes(length), StandardCharsets.UTF_8);
    }
}
