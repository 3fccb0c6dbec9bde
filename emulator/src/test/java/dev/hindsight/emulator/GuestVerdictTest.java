package dev.hindsight.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.machine.Exit;
import dev.hindsight.emulator.machine.Machine;
import dev.hindsight.emulator.machine.Output;
import dev.hindsight.emulator.machine.StopPoints;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Guests that find out for themselves whether the machine is right: equal hashes alone could be equally wrong. */
class GuestVerdictTest {
    private static final Path GUESTS =
            Path.of(System.getProperty("hindsight.root", "..")).resolve("emulator/src/test/guests");
    private static final long ENOUGH = 100_000_000;

    /** Page tables change without sfence.vma and code without fence.i, under tasks in user mode. */
    @ParameterizedTest
    @ValueSource(strings = {"tasks-rv32.elf", "tasks-rv64.elf"})
    void tasksBehindChangingPageTablesMakeNoMistake(String guest) {
        Machine machine = Emulator.machine(GuestConfig.of(GUESTS.resolve(guest)));
        assertThat(machine.run(ENOUGH, StopPoints.NONE)).isEqualTo(new Exit.Halted(0));
        StringBuilder text = new StringBuilder();
        for (Output output : machine.drain()) {
            text.append((char) output.value());
        }
        assertThat(text).contains("\nmistakes 0\n").contains("\npage faults 624\n");
    }
}
