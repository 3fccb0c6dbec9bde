package dev.hindsight.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Our SBI firmware, asked everything by a kernel that knows what the specification promises. */
class FirmwareTest {
    private static final Path KERNELS =
            Path.of(System.getProperty("hindsight.root"), "emulator/src/test/guests/kernels");

    @ParameterizedTest
    @CsvSource({
        "rv64gcsu_zicntr_sstc, 1",
        "rv64gcsu_zicntr, 4",
        "rv64gcsu_zicntr_sstc, 8",
        "rv32gcsu_zicntr_sstc, 4",
        "rv32gcsu_zicntr, 1"
    })
    void itKeepsItsPromisesAndEverythingGoesBack(String isa, int harts) {
        Path kernel = KERNELS.resolve("sbi-%s.elf".formatted(isa.substring(0, 4)));
        GuestFiles files = new GuestFiles(
                Optional.empty(), Optional.of(kernel), Optional.empty(), Optional.empty(), Optional.empty());
        GuestConsole console =
                new GuestConsole(files, MachineConfig.STANDARD.withIsa(isa).withHarts(harts));
        int status = console.end(20_000_000);
        assertThat(console.transcript()).contains("the firmware keeps its promises");
        assertThat(status).isZero();
        new Walk(console).everythingGoesBack();
    }
}
