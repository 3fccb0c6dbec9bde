package dev.hindsight.rsp.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.rsp.wire.PointType;
import dev.hindsight.rsp.wire.Signal;
import dev.hindsight.rsp.wire.StopReply;
import dev.hindsight.rsp.wire.StopReply.Stopped;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client against a stub that is not ours. */
@Tag("tools")
class QemuStubTest {
    private static final long RESET = 0x1000;
    private static final long RAM = 0x8000_0000L;
    private static final int PC = 32;

    @TempDir
    private Path directory;

    private Process qemu;
    private RspClient client;

    @BeforeEach
    void start() throws IOException {
        int port = freePort();
        String door = "tcp:127.0.0.1:" + port;
        qemu = new ProcessBuilder(
                        "qemu-system-riscv64", "-M", "virt", "-bios", "none", "-display", "none", "-S", "-gdb", door)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("qemu.log").toFile())
                .start();
        client = Awaitility.await()
                .ignoreExceptions()
                .until(() -> RspClient.connect("127.0.0.1", port), connected -> true);
    }

    @AfterEach
    void stop() throws InterruptedException {
        client.kill();
        qemu.waitFor();
    }

    @Test
    void readsStepsRunsAndInterrupts() {
        assertThat(client.layout().architecture()).isEqualTo("riscv:rv64");
        assertThat(client.layout().register("mstatus")).isPresent();
        assertThat(client.readRegister(PC)).isEqualTo(RESET);
        assertThat(client.readMemory(RESET, 24)).hasSize(24);
        assertThat(client.readRegisters()).containsEntry(PC, RESET);

        client.step();
        assertThat(client.readRegister(PC)).isEqualTo(RESET + 4);

        client.writeMemory(RAM, new byte[] {0x6f, 0, 0, 0});
        client.insert(PointType.SOFTWARE, RAM, 4);
        assertThat(client.resume()).isInstanceOf(Stopped.class);
        assertThat(client.readRegister(PC)).isEqualTo(RAM);
        client.remove(PointType.SOFTWARE, RAM, 4);

        client.writeRegister(5, -2);
        assertThat(client.readRegister(5)).isEqualTo(-2);
        assertThat(client.monitor("info version")).contains("7.");
    }

    @Test
    void anInterruptStopsAnEndlessLoop() {
        client.writeMemory(RAM, new byte[] {0x6f, 0, 0, 0});
        client.insert(PointType.SOFTWARE, RAM, 4);
        client.resume();
        client.remove(PointType.SOFTWARE, RAM, 4);
        CompletableFuture<StopReply> stop = CompletableFuture.supplyAsync(client::resume);
        Awaitility.await().until(() -> {
            client.interrupt();
            return stop.isDone();
        });
        assertThat(((Stopped) stop.join()).signal()).isEqualTo(Signal.INT);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
