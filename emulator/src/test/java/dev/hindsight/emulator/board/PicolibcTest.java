package dev.hindsight.emulator.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.elf.ElfFile;
import dev.hindsight.emulator.machine.Bytes;
import dev.hindsight.emulator.machine.Exit;
import dev.hindsight.emulator.machine.Input;
import dev.hindsight.emulator.machine.Output;
import dev.hindsight.emulator.machine.StopPoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Programs with a C library, which talks to us by semihosting. */
@Tag("tools")
class PicolibcTest {
    private static final String SOURCE = """
            #include <stdio.h>
            #include <stdlib.h>
            #include <string.h>
            #include <sys/time.h>
            #include <time.h>

            int main(void) {
                char *text = malloc(100);
                strcpy(text, "hello from the C library");
                printf("%s\\n", text);
                printf("clock %s\\n", clock() == (clock_t) -1 ? "fails" : "runs");
                struct timeval now;
                gettimeofday(&now, NULL);
                printf("%ld seconds since 1970\\n", (long) now.tv_sec);
                printf("a host file is %s\\n", fopen("/etc/passwd", "r") ? "open" : "refused");
                for (int c = getchar(); c != '\\n'; c = getchar())
                    printf("[%c]", c);
                printf("\\n");
                exit(5);
            }
            """;

    /**
     * Without hardware for it, the compiler's library calculates, and must come to the same. This library writes no more
     * digits than a number needs.
     */
    private static final String NUMBERS = """
            #include <math.h>
            #include <stdio.h>

            static volatile double two = 2, tiny = 5e-324, big = 1e300;
            static volatile float third = 1 / 3.0f;

            int main(void) {
                printf("%.17g %.17g\\n", sqrt(two), two / 3);
                printf("%g %g %g\\n", tiny, big * big, -1 / big / big);
                printf("%.9g %.17g %d\\n", third, third * two, (int) (third * 30));
                printf("%.17g %.17g\\n", sin(two), pow(two, 0.3));
                double sum = 0;
                for (unsigned long long i = 1; i < 3000; i++)
                    sum += 1.0 / (double) (i * i);
                printf("%.17g %lld\\n", sum, (long long) (sum * 1e15));
                return fma(two, 3, 1) == 7 ? 0 : 1;
            }
            """;

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "rv32imc,ilp32",
        "rv32imac,ilp32",
        "rv32imafc,ilp32f",
        "rv32imafdc,ilp32d",
        "rv64imac,lp64",
        "rv64gc,lp64d"
    })
    void aProgramCalculatesWithNumbers(String march, String mabi) throws IOException, InterruptedException {
        Board board = GuestLoader.load(compile(NUMBERS, march, mabi), 4 << 20, 1_000_000_000);
        assertThat(board.run(50_000_000, StopPoints.NONE)).isEqualTo(new Exit.Halted(0));
        assertThat(console(board)).isEqualTo("""
                        1.4142135623730951 0.6666666666666666
                        5e-324 inf -0
                        0.333333343 0.6666666865348816 10
                        0.9092974268256817 1.2311444133449163
                        1.6446006779531712 1644600677953171
                        """);
    }

    @ParameterizedTest
    @CsvSource({"rv32imc,ilp32", "rv32imac,ilp32", "rv32imafdc,ilp32d", "rv64imac,lp64", "rv64gc,lp64d"})
    void aProgramTalksReadsAndExits(String march, String mabi) throws IOException, InterruptedException {
        Board board = GuestLoader.load(compile(SOURCE, march, mabi), 4 << 20, 1_000_000_000);
        assertThat(board.run(1_000_000, StopPoints.NONE)).isEqualTo(new Exit.Idle(Exit.Idle.FOREVER));
        assertThat(console(board)).isEqualTo("""
                        hello from the C library
                        clock runs
                        1767225600 seconds since 1970
                        a host file is refused
                        """);
        board.deliver(new Input.Serial(Bytes.utf8("a")));
        assertThat(board.run(1_000_000, StopPoints.NONE)).isEqualTo(new Exit.Idle(Exit.Idle.FOREVER));
        board.deliver(new Input.Serial(Bytes.utf8("bc\n")));
        assertThat(board.run(1_000_000, StopPoints.NONE)).isEqualTo(new Exit.Halted(5));
        assertThat(console(board)).isEqualTo("[a][b][c]\n");
    }

    private ElfFile compile(String text, String march, String mabi) throws IOException, InterruptedException {
        Path source = Files.writeString(folder.resolve("program.c"), text);
        Path program = folder.resolve("program.elf");
        List<String> command = List.of(
                "riscv64-unknown-elf-gcc",
                "--specs=picolibc.specs",
                "--crt0=semihost",
                "--oslib=semihost",
                "-march=" + march,
                "-mabi=" + mabi,
                "-mcmodel=medany",
                "-O1",
                "-Wl,--defsym=__flash=0x80000000,--defsym=__flash_size=0x100000",
                "-Wl,--defsym=__ram=0x80100000,--defsym=__ram_size=0x100000",
                "-o",
                program.toString(),
                source.toString(),
                "-lm");
        Process compiler = new ProcessBuilder(command).inheritIO().start();
        assertThat(compiler.waitFor()).isZero();
        return ElfFile.read(program);
    }

    private static String console(Board board) {
        StringBuilder text = new StringBuilder();
        for (Output output : board.drain()) {
            text.append((char) output.value());
        }
        return text.toString();
    }
}
