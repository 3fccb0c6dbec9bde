package dev.hindsight.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.machine.Exit;
import dev.hindsight.emulator.machine.Machine;
import dev.hindsight.emulator.machine.Output;
import dev.hindsight.emulator.machine.StopPoints;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A guest that completes interrupts without serving all that raised them, and counts them; QEMU says how many there are. */
class UnservedInterruptsTest {
    private static final Path ROOT = Path.of(System.getProperty("hindsight.root"));
    private static final String PRINTED = """
            before 0
            ab nothing is read 1
            ab its identification is read 1
            ab its line status is read 1
            ab123 and it sends 4
            ab and it enables the interrupt anew 1
            received, nothing is read 1
            received, one is read 3
            received without a FIFO, nothing is read 1
            received without a FIFO, the line status is read 2
            entropy is found 0
            entropy, acknowledged late 3
            entropy, never acknowledged 3
            """;

    private static Path guest(int xlen) {
        return ROOT.resolve("emulator/src/test/guests/latch-rv%d.elf".formatted(xlen));
    }

    @ParameterizedTest
    @ValueSource(ints = {32, 64})
    void theyDoNotComeAgainByThemselves(int xlen) {
        Machine machine = Emulator.machine(GuestConfig.of(guest(xlen)));
        assertThat(machine.run(10_000_000, StopPoints.NONE)).isEqualTo(new Exit.Halted(0));
        StringBuilder printed = new StringBuilder();
        for (Output output : machine.drain()) {
            printed.append((char) output.value());
        }
        assertThat(printed).hasToString(PRINTED);
    }

    @Tag("tools")
    @ParameterizedTest
    @ValueSource(ints = {32, 64})
    void qemuPrintsTheSame(int xlen) throws IOException, InterruptedException {
        Process qemu = new ProcessBuilder(
                        "qemu-system-riscv" + xlen,
                        "-M",
                        "virt",
                        "-bios",
                        "none",
                        "-kernel",
                        guest(xlen).toString(),
                        "-display",
                        "none",
                        "-serial",
                        "stdio",
                        "-monitor",
                        "none",
                        "-global",
                        "virtio-mmio.force-legacy=false",
                        "-device",
                        "virtio-rng-device")
                .redirectErrorStream(true)
                .start();
        try {
            String printed = new String(qemu.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(printed).isEqualTo(PRINTED);
            qemu.waitFor();
        } finally {
            qemu.destroyForcibly();
        }
    }
}
