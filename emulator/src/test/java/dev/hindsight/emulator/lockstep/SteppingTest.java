package dev.hindsight.emulator.lockstep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.QemuStub;
import dev.hindsight.rsp.client.RspClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every class in lockstep: all registers are compared after every step, and memory where a store went. {@code
 * -Dhindsight.seed=} makes other programs, {@code -Dhindsight.lockstep=} more steps for each class.
 */
@Tag("tools")
class SteppingTest {
    private static final long SEED = Long.getLong("hindsight.seed", 1);
    private static final int VOLUME = Integer.getInteger("hindsight.lockstep", 10_000);

    @TempDir
    private Path folder;

    static Stream<Arguments> classes() {
        return BulkTest.classes();
    }

    @ParameterizedTest(name = "{0} on RV{1}")
    @MethodSource("classes")
    void registersAreEqualAfterEveryStep(InstructionClass of, int xlen) throws IOException {
        LoggingProgram program = of.program(Oracle.isa(xlen), SEED, VOLUME);
        byte[] image = program.image();
        Path file = folder.resolve("ram");
        Qemu.writeRam(file, image);
        try (QemuStub qemu = Qemu.halted(program.isa(), file);
                RspClient client = qemu.connect()) {
            String difference = new Lockstep(client, new OurMachine(program.isa(), image).board()).run(VOLUME);
            assertThat(difference)
                    .as("%s on RV%d with -Dhindsight.seed=%d", of, xlen, SEED)
                    .isEmpty();
        }
    }
}
