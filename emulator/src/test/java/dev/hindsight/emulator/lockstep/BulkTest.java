package dev.hindsight.emulator.lockstep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Many cases of every class: the program logs what it sees, and all of memory is compared when it has ended. {@code
 * -Dhindsight.seed=} makes other programs, {@code -Dhindsight.bulk=1000000} more cases of each class, {@code
 * -Dhindsight.only=} is a pattern of class names, {@code -Dhindsight.qemu=} another QEMU.
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
        String wanted = System.getProperty("hindsight.only", ".*");
        return Stream.of(64, 32)
                .flatMap(xlen -> Stream.of(InstructionClass.values())
                        .filter(each -> each.name().matches(wanted))
                        .map(each -> Arguments.of(each, xlen)));
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
            boolean theyEnd = Qemu.run(program.isa(), file);
            OurMachine ours = new OurMachine(program.isa(), image);
            boolean weEnd = ours.run((long) program.cases().size() * STEPS_PER_CASE);
            Optional<String> difference = new Comparison(program, Files.readAllBytes(file), ours.ram()).difference();
            assertThat(difference.isEmpty() && theyEnd && weEnd)
                    .as(
                            "%s on RV%d with -Dhindsight.seed=%d, QEMU came to the end: %b, we: %b, at 0x%x%n%s",
                            of,
                            xlen,
                            seed,
                            theyEnd,
                            weEnd,
                            ours.board().inspect().pc(0),
                            difference.orElse(""))
                    .isTrue();
        }
    }
}
