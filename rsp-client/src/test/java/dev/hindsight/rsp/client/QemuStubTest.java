package dev.hindsight.rsp.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.rsp.wire.PointType;
import dev.hindsight.rsp.wire.Signal;
import dev.hindsight.rsp.wire.StopReply;
import dev.hindsight.rsp.wire.StopReply.Stopped;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The client against a stub that is not ours. */
@Tag("tools")
class QemuStubTest {
    private static final long RESET = 0x1000;
    private static final long RAM = 0x8000_0000L;
    private static final int PC = 32;

    private Process qemu;
    private RspClient client;

    @BeforeEach
    void start() throws IOException {
        qemu = new ProcessBuilder(
                        "qemu-system-riscv64 -M virt -bios none -display none -serial none -S -gdb tcp:127.0.0.1:0 -monitor stdio"
                                .split(" "))
                .redirectErrorStream(true)
                .start();
        client = RspClient.connect("127.0.0.1", port());
    }

    /** The port that QEMU has chosen. */
    private int port() throws IOException {
        qemu.outputWriter().append("info chardev\n").flush();
        String line = "";
        while (!line.startsWith("gdb: ")) {
            line = qemu.inputReader().readLine();
        }
        return Integer.parseInt(line.replaceAll(".*:(\\d+),.*", "$1"));
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
        // An interrupt that comes before the resume is none.
        Awaitility.await().forever().until(() -> {
            client.interrupt();
            return stop.isDone();
        });
        assertThat(((Stopped) stop.join()).signal()).isEqualTo(Signal.INT);
    }
}
