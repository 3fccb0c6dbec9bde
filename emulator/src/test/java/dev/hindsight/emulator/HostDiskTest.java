package dev.hindsight.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hindsight.emulator.device.DiskImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostDiskTest {
    private static final Path GUEST =
            Path.of(System.getProperty("hindsight.root")).resolve("emulator/src/test/guests/devices-rv64.elf");

    @TempDir
    private Path folder;

    @Test
    void readsAnyPartOfTheFile() throws IOException {
        byte[] content = new byte[3 * 512];
        new Random(1).nextBytes(content);
        DiskImage disk = HostDisk.open(file(content));
        byte[] into = new byte[700];
        disk.read(500, into, 100, 600);
        assertThat(disk.size()).isEqualTo(content.length);
        assertThat(into).endsWith(Arrays.copyOfRange(content, 500, 1100));
    }

    @Test
    void aFileThatIsNoDiskIsToldInASentence() throws IOException {
        assertThatThrownBy(() -> HostDisk.open(file(new byte[513])))
                .isInstanceOf(GuestException.class)
                .hasMessageEndingWith("disk has 513 bytes: the size of a disk image must be a multiple of 512 bytes.");
        assertThatThrownBy(() -> HostDisk.open(file(new byte[0])))
                .isInstanceOf(GuestException.class)
                .hasMessageContaining("has 0 bytes");
        assertThatThrownBy(() -> HostDisk.open(folder.resolve("missing")))
                .isInstanceOf(GuestException.class)
                .hasMessageEndingWith("missing does not exist.");
        assertThatThrownBy(() -> HostDisk.open(folder))
                .isInstanceOf(GuestException.class)
                .hasMessageEndingWith("is a directory, not a disk image.");
    }

    @Test
    void aFileThatShrinksIsToldInASentence() throws IOException {
        Path file = file(new byte[1024]);
        DiskImage disk = HostDisk.open(file);
        Files.write(file, new byte[512]);
        assertThatThrownBy(() -> disk.read(512, new byte[512], 0, 512))
                .isInstanceOf(GuestException.class)
                .hasMessageEndingWith("became shorter while the guest was running.");
    }

    @Test
    void aBoardHasRoomForSoManyDisks() throws IOException {
        Path file = file(new byte[512]);
        MachineConfig machine = MachineConfig.STANDARD.withDrives(file, file, file, file, file, file, file);
        assertThatThrownBy(() -> Emulator.machine(GuestConfig.of(GUEST).on(machine)))
                .isInstanceOf(GuestException.class)
                .hasMessage("The board virt has room for 6 disks, not 7.");
    }

    private Path file(byte[] content) throws IOException {
        return Files.write(folder.resolve("disk"), content);
    }
}
