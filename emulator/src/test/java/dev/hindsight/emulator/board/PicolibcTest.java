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

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"rv32imac,ilp32", "rv64imac,lp64"})
    void aProgramTalksReadsAndExits(String march, String mabi) throws IOException, InterruptedException {
        Board board = GuestLoader.load(compile(march, mabi), 4 << 20, 1_000_000_000);
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

    private ElfFile compile(String march, String mabi) throws IOException, InterruptedException {
        Path source = Files.writeString(folder.resolve("program.c"), SOURCE);
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
                source.toString());
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
