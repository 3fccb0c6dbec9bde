package dev.hindsight.emulator.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hindsight.emulator.Emulator;
import dev.hindsight.emulator.GuestConfig;
import dev.hindsight.emulator.MachineConfig;
import dev.hindsight.emulator.client.ClientEvent;
import dev.hindsight.emulator.client.RefusedException;
import dev.hindsight.emulator.client.TimelineClient;
import dev.hindsight.emulator.machine.Bytes;
import dev.hindsight.emulator.machine.Input;
import dev.hindsight.emulator.machine.Machine;
import dev.hindsight.emulator.machine.StopPoints;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A debugger's write to an address that is no memory is a store to a device, or is refused with a sentence. */
class DeviceWriteTest {
    private static final long MTIMECMP = 0x200_4000;
    private static final long UART = 0x1000_0000;
    private static final long PLIC_PRIORITY = 0xc00_0028;
    private static final long STEP = 20_000;

    private final GuestConfig guest = GuestConfig.of(
                    Path.of(System.getProperty("hindsight.root", ".."), "examples/console.elf"))
            .on(MachineConfig.STANDARD.withMemory(8 << 20))
            .unpaced();
    private final TimelineSession session = Emulator.start(guest);
    private final StringBuilder console = new StringBuilder();
    private final TimelineClient client = session.join("test", this::hear);

    private void hear(ClientEvent event) {
        if (event instanceof ClientEvent.Console output) {
            console.append(new String(output.bytes().toArray(), StandardCharsets.UTF_8));
        }
    }

    @AfterEach
    void close() {
        session.close();
    }

    private void write(long address, int... bytes) {
        byte[] content = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            content[i] = (byte) bytes[i];
        }
        client.write(new Input.WriteMemory(0, address, Bytes.of(content)));
    }

    private byte[] read(long address, int length) {
        return client.read(now -> now.read(0, address, length));
    }

    private long hashAt(long step) {
        long[] hash = new long[1];
        client.travel(mover -> {
                    var stop = mover.seek(step);
                    hash[0] = mover.hash();
                    return stop;
                })
                .join();
        return hash[0];
    }

    @Test
    void severalWritesAtOneMomentAreStoresInTheirOrder() {
        client.travel(mover -> mover.seek(STEP)).join();
        write(MTIMECMP, 1, 2, 3, 4, 5, 6, 7, 8);
        write(MTIMECMP, 9, 9, 9, 9);
        write(PLIC_PRIORITY, 5, 0, 0, 0);
        write(UART + 1, 3);
        assertThat(read(MTIMECMP, 8)).containsExactly(9, 9, 9, 9, 5, 6, 7, 8);
        assertThat(read(PLIC_PRIORITY, 4)).containsExactly(5, 0, 0, 0);
        assertThat(read(UART + 1, 1)).containsExactly(3);

        Machine plain = Emulator.machine(guest);
        plain.run(STEP, StopPoints.NONE);
        plain.deliver(new Input.WriteDevice(MTIMECMP, Bytes.of(new byte[] {1, 2, 3, 4, 5, 6, 7, 8})));
        plain.deliver(new Input.WriteDevice(MTIMECMP, Bytes.of(new byte[] {9, 9, 9, 9})));
        plain.deliver(new Input.WriteDevice(PLIC_PRIORITY, Bytes.of(new byte[] {5, 0, 0, 0})));
        plain.deliver(new Input.WriteDevice(UART + 1, Bytes.of((byte) 3)));
        assertThat(hashAt(STEP)).isEqualTo(plain.hash());
        plain.run(STEP + 5_000, StopPoints.NONE);
        assertThat(hashAt(STEP + 5_000)).isEqualTo(plain.hash());
        hashAt(STEP - 1);
        assertThat(hashAt(STEP)).as("there again").isEqualTo(hashAt(STEP));
        assertThat(hashAt(STEP + 5_000)).isEqualTo(plain.hash());
        assertThat(client.history().branches()).hasSize(1);
    }

    @Test
    void aWriteInThePastOpensABranch() {
        client.travel(mover -> mover.seek(STEP)).join();
        client.travel(mover -> mover.seek(STEP / 2)).join();
        write(MTIMECMP, 1, 0, 0, 0);
        write(MTIMECMP + 4, 1, 0, 0, 0);
        assertThat(client.history().branches()).hasSize(2);
        assertThat(client.view().branch()).isEqualTo(1);
    }

    @Test
    void whatAWriteSendsToTheConsoleIsShownAtOnceAndOnce() {
        client.travel(mover -> mover.seek(STEP)).join();
        console.setLength(0);
        write(UART, '!');
        assertThat(console).hasToString("!");
        client.travel(mover -> mover.seek(STEP - 10)).join();
        client.travel(mover -> mover.seek(STEP)).join();
        client.travel(mover -> mover.seek(STEP + 1)).join();
        client.travel(mover -> mover.seek(0)).join();
        client.travel(mover -> mover.seek(STEP + 1)).join();
        assertThat(console).hasToString("!");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    0x2004001  | 2 | 0x2004001 is in the device "clint": its registers take one aligned store of 1, 2, 4 or 8 bytes; 2 bytes at this address are refused.
                    0x2004000  | 3 | 0x2004000 is in the device "clint": its registers take one aligned store of 1, 2, 4 or 8 bytes; 3 bytes at this address are refused.
                    0x2004000  | 1 | The device does not accept this write: a 1-byte store at 0x2004000 is an access fault.
                    0x1000     | 4 | Memory at 0x1000 cannot be written.
                    0x40000000 | 4 | Memory at 0x40000000 cannot be written.
                    """)
    void whatNoStoreDoesIsRefusedWithASentence(String address, int length, String sentence) {
        client.travel(mover -> mover.seek(STEP)).join();
        long hash = hashAt(STEP);
        assertThatThrownBy(() -> write(Long.decode(address), new int[length]))
                .isInstanceOf(RefusedException.class)
                .hasMessage(sentence);
        assertThat(hashAt(STEP)).isEqualTo(hash);
    }

    @Test
    void aDebuggerDoesNotEndTheGuest() {
        client.travel(mover -> mover.seek(STEP)).join();
        assertThatThrownBy(() -> write(0x10_0000, 0x33, 0x33, 7, 0))
                .hasMessage("A debugger's write cannot end the guest: a 4-byte store at 0x100000 would "
                        + "end it with status 7.");
        write(0x10_0000, 0, 0, 0, 0);
        assertThat(client.history().end()).isEqualTo(STEP);
    }
}
