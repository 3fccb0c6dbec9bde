package dev.hindsight.emulator.client;

import dev.hindsight.emulator.QemuStub;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;

/** A client of somebody else's stub. */
@Tag("tools")
class QemuClientTest extends GuestClientContract {
    private final QemuStub qemu = startQemu();
    private final Client client = new StubClient(qemu.connect());

    private static QemuStub startQemu() {
        try {
            return QemuStub.start(
                    List.of("qemu-system-riscv64", "-M", "virt", "-bios", "none", "-kernel", ELF.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void close() {
        qemu.close();
    }

    @Override
    Client client() {
        return client;
    }

    @Override
    boolean goesBackward() {
        return false;
    }
}
