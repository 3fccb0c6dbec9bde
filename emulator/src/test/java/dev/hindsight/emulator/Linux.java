package dev.hindsight.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** Debian 13's kernel with a shell, which examples/linux/fetch brings. */
final class Linux {
    /** Debian's package opensbi. */
    static final Path OPENSBI = Path.of("/usr/lib/riscv64-linux-gnu/opensbi/generic/fw_dynamic.bin");
    /** How the shell asks for a command. */
    static final String PROMPT = "# ";
    /** Enough steps from reset to the shell. */
    static final long BOOT = 3_000_000_000L;
    /** Enough for a command. */
    static final long COMMAND = 300_000_000;

    private static final Path FETCH = Path.of(System.getProperty("hindsight.root"), "examples/linux/fetch");

    private Linux() {}

    /** At reset; firmware of our own if none is given. */
    static GuestConsole boot(int harts, Optional<Path> bios) throws IOException, InterruptedException {
        Path folder = fetch();
        GuestFiles files = new GuestFiles(
                Optional.empty(),
                Optional.of(folder.resolve("Image")),
                bios,
                Optional.of(folder.resolve("initrd")),
                Optional.of("console=ttyS0 earlycon=sbi"));
        return new GuestConsole(files, machine(harts));
    }

    static MachineConfig machine(int harts) {
        return MachineConfig.STANDARD.withMemory(256 << 20).withHarts(harts);
    }

    private static Path fetch() throws IOException, InterruptedException {
        Process fetch = new ProcessBuilder(FETCH.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(fetch.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(fetch.waitFor()).isZero();
        return Path.of(said.strip());
    }
}
