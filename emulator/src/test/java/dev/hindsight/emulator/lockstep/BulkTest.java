package dev.hindsight.emulator.lockstep;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Many cases of every class: the program logs what it sees, and all of memory is compared when it has ended. {@code
 * -Dhindsight.seed=} makes other programs, {@code -Dhindsight.bulk=} more cases of each class.
 */
@Tag("tools")
class BulkTest {
    private static final long SEED = Long.getLong("hindsight.seed", 1);
    private static final int VOLUME = Integer.getInteger("hindsight.bulk", 100_000);
    private static final int LARGEST = 100_000;
    private static final int STEPS_PER_CASE = 64;

    @TempDir
    private Path folder;

    static Stream<Arguments> classes() {
        return Stream.of(64, 32)
                .flatMap(xlen -> Stream.of(InstructionClass.values()).map(each -> Arguments.of(each, xlen)));
    }

    @ParameterizedTest(name = "{0} on RV{1}")
    @MethodSource("classes")
    void memoryIsEqualAfterTheRun(InstructionClass of, int xlen) throws IOException, InterruptedException {
        Path file = folder.resolve("ram");
        for (int done = 0; done < VOLUME; done += LARGEST) {
            long seed = SEED + done / LARGEST;
            LoggingProgram program = of.program(Oracle.isa(xlen), seed, Math.min(VOLUME - done, LARGEST));
            byte[] image = program.image();
            Qemu.writeRam(file, image);
            Qemu.run(program.isa(), file, 120);
            OurMachine ours = new OurMachine(program.isa(), image);
            ours.run((long) program.cases().size() * STEPS_PER_CASE);
            new Comparison(program, Files.readAllBytes(file), ours.ram())
                    .difference()
                    .ifPresent(difference -> {
                        throw new AssertionError(
                                "%s on RV%d with -Dhindsight.seed=%d%n%s".formatted(of, xlen, seed, difference));
                    });
        }
    }
}
