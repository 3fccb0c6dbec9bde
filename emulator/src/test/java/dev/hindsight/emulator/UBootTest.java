package dev.hindsight.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** U-Boot as Debian packages it, in M mode and in S mode under OpenSBI: to its prompt, some commands, and off. */
@Tag("tools")
final class UBootTest {
    private static final Path U_BOOT = Path.of("/usr/lib/u-boot");

    @Test
    void inMachineModeItAnswersAndEverythingGoesBack() {
        GuestConsole console = console(Optional.empty(), U_BOOT.resolve("qemu-riscv64/u-boot.bin"), 1);
        answers(console);
        console.type("reset\n"); // it knows no way to switch this machine off
        assertThat(console.end(1_000_000_000)).isZero();
        new Walk(console).everythingGoesBack();
    }

    @Test
    void underOpenSbiItAnswersAndEverythingGoesBack() {
        Path supervisor = U_BOOT.resolve("qemu-riscv64_smode/u-boot.bin");
        GuestConsole console = console(Optional.of(supervisor), Linux.OPENSBI, 4);
        assertThat(console.expect("U-Boot 20", 200_000_000))
                .contains("OpenSBI v1.1")
                .contains("Platform HART Count       : 4");
        answers(console);
        console.type("poweroff\n");
        assertThat(console.end(1_000_000_000)).isZero();
        new Walk(console).everythingGoesBack();
    }

    private static GuestConsole console(Optional<Path> kernel, Path bios, int harts) {
        GuestFiles files =
                new GuestFiles(Optional.empty(), kernel, Optional.of(bios), Optional.empty(), Optional.empty());
        return new GuestConsole(files, Linux.machine(harts));
    }

    private static void answers(GuestConsole console) {
        console.expect("Hit any key to stop autoboot", 500_000_000);
        console.type(" ");
        console.expect("=> ", 100_000_000);
        console.type("version\n");
        assertThat(console.expect("=> ", 100_000_000))
                .contains("U-Boot 2023.01")
                .contains("riscv64-linux-gnu-gcc");
        console.type("bdinfo\n");
        assertThat(console.expect("=> ", 100_000_000)).contains("memory[0]\t[0x80000000-0x8fffffff]");
    }
}
