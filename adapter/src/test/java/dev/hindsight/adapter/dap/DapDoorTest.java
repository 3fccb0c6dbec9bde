package dev.hindsight.adapter.dap;

import static dev.hindsight.adapter.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hindsight.emulator.client.ClientEvent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** How many may come in at a time. */
class DapDoorTest {
    private static final Duration LONG = Duration.ofMinutes(10);

    /** Has room for two, and no machine. */
    private static final class Two implements MachineSource {
        @Override
        public Capacity capacity() {
            return new Capacity(2, "There are two.");
        }

        @Override
        public Debuggee launch(LaunchArguments arguments, String clientName, Consumer<ClientEvent> listener) {
            throw new RequestException("There is no machine.");
        }

        @Override
        public Debuggee attach(AttachArguments arguments, String clientName, Consumer<ClientEvent> listener) {
            throw new RequestException("There is no machine.");
        }
    }

    private static DapDoor open(Duration patience) throws IOException {
        return DapDoor.open(new Two(), new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), patience);
    }

    private static DapClient client(DapDoor door) throws IOException {
        return DapClient.connect(door.port(), line -> {});
    }

    private static void initialize(DapClient client) {
        client.request("initialize", Map.of("adapterID", "hindsight"));
    }

    @Test
    void oneMoreThanThereIsRoomForIsToldSoAndLetInWhenAnotherHasLeft() throws Exception {
        try (var door = open(LONG);
                var first = client(door);
                var second = client(door)) {
            initialize(first);
            initialize(second);
            try (var third = client(door)) {
                assertThatThrownBy(() -> initialize(third)).hasMessage("There are two.");
                eventually()
                        .untilAsserted(() -> assertThatThrownBy(() -> third.request("threads", Map.of()))
                                .hasMessageContaining("closed"));
            }
            assertThatThrownBy(() -> second.request("launch", Map.of("program", "x")))
                    .hasMessage("There is no machine.");
            second.request("disconnect", Map.of());
            eventually().ignoreExceptions().untilAsserted(() -> {
                try (var fourth = client(door)) {
                    initialize(fourth);
                }
            });
        }
    }

    @Test
    void whoSaysNothingTakesNobodysPlace() throws Exception {
        try (var door = open(LONG);
                var one = silent(door);
                var another = silent(door);
                var client = client(door)) {
            initialize(client);
            assertThat(one.isConnected()).isTrue();
            assertThat(another.isConnected()).isTrue();
        }
    }

    @Test
    void whoDoesNotComeToTheEndOfAFirstMessageIsSentAway() throws Exception {
        try (var door = open(Duration.ofMillis(100))) {
            Socket silent = silent(door);
            Socket begun = silent(door);
            begun.getOutputStream().write("Content-Length: 100\r\n\r\n{".getBytes(StandardCharsets.US_ASCII));
            assertThat(isClosed(silent)).isTrue();
            assertThat(isClosed(begun)).isTrue();
        }
    }

    private static Socket silent(DapDoor door) throws IOException {
        return new Socket(InetAddress.getLoopbackAddress(), door.port());
    }

    @Test
    void aCrowdThatSaysNothingIsNotWaitedFor() throws Exception {
        try (var door = open(LONG)) {
            List<Socket> silent = new ArrayList<>();
            for (int i = 0; i < 2 + 32; i++) {
                silent.add(silent(door));
            }
            try (var late = silent(door)) {
                assertThat(isClosed(late)).isTrue();
            }
            for (Socket socket : silent) {
                socket.close();
            }
            eventually().ignoreExceptions().untilAsserted(() -> {
                try (var client = client(door)) {
                    initialize(client);
                }
            });
        }
    }

    /** Waits until the other side has closed it. */
    private static boolean isClosed(Socket socket) throws IOException {
        try (socket) {
            return socket.getInputStream().read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }

    @Test
    void aServerOfMachinesOfTheirOwnHasRoomForWhatItsMemoryHolds() {
        assertThat(new OwnMachines(Path.of("")).capacity().sessions())
                .isBetween(1, 32)
                .isLessThanOrEqualTo((int) Math.max(1, Runtime.getRuntime().maxMemory() / (384 << 20)));
        assertThat(new OwnMachines(Path.of("")).capacity().full()).endsWith("end one, or start another hindsight dap.");
    }

    @Test
    void aServerOfMachinesOfTheirOwnCannotJoinAnotherOne() throws Exception {
        try (var door = DapDoor.open(Path.of(""), new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                var client = client(door)) {
            initialize(client);
            assertThatThrownBy(() -> client.request("attach", Map.of("port", 4711)))
                    .hasMessage(
                            "This port only launches new machines: to attach, connect to the DAP port of hindsight serve.");
        }
    }
}
