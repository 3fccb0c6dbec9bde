package dev.hindsight.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.machine.Inspector;
import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.machine.Watch;
import dev.hindsight.emulator.timeline.RunCallbacks;
import dev.hindsight.emulator.timeline.Stop;
import dev.hindsight.emulator.timeline.Timeline;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Debian 13's kernel as it is packaged: from reset to a shell, some commands, off, and back again. */
@Tag("tools")
final class LinuxTest {
    private static final int PRIV_SUPERVISOR = 1;
    private static final int STVEC = Inspector.CSR0 + 0x105;
    private static final int SSCRATCH = Inspector.CSR0 + 0x140;
    /** In the kernel, tp points to the task; in a program, the kernel's tp is in sscratch. */
    private static final int TP = 4;

    private static final int THREAD_INFO = 64;

    @ParameterizedTest
    @CsvSource({"1, our own firmware", "4, our own firmware", "4, OpenSBI"})
    void aShellAnswersAndEverythingGoesBack(int harts, String firmware) throws IOException, InterruptedException {
        boolean own = firmware.startsWith("our");
        Optional<Path> bios = own ? Optional.empty() : Optional.of(Linux.OPENSBI);
        GuestConsole console = Linux.boot(harts, bios);
        assertThat(console.expect("Hello from Linux", Linux.BOOT)).contains(own ? "Hindsight SBI" : "OpenSBI v1.1");
        assertThat(console.expect(Linux.PROMPT, Linux.COMMAND)).contains(" on %d of riscv64".formatted(harts));
        assertThat(answer(console, "uname -a")).contains("Debian 6.12.").contains("riscv64 GNU/Linux");
        assertThat(answer(console, "grep -c ^processor /proc/cpuinfo")).contains("\n" + harts + "\r\n");
        assertThat(answer(console, "echo $((6*7))")).contains("\n42\r\n");
        long before = console.timeline().moment().step();
        answer(console, "cat /proc/version");
        console.type("poweroff -f\n");
        assertThat(console.end(Linux.COMMAND)).isZero();
        assertThat(console.transcript()).contains("reboot: Power down");

        theKernelIsWalkedBackThrough(console.timeline(), before);
        new Walk(console).everythingGoesBack();
    }

    private static String answer(GuestConsole console, String command) {
        console.type(command + "\n");
        return console.expect(Linux.PROMPT, Linux.COMMAND);
    }

    /** From the end back to the kernel's last trap, and to the last write to what it knows of its task. */
    private static void theKernelIsWalkedBackThrough(Timeline timeline, long from) {
        long end = timeline.end();
        long entry = timeline.now().register(0, STVEC).orElseThrow();
        StopPoints trap = StopPoints.of(List.of(entry), List.of());
        Stop trapped = timeline.backward(trap, from, RunCallbacks.NONE);
        assertThat(trapped.reason()).isEqualTo(Stop.Reason.BREAKPOINT);
        int hart = trapped.hit().orElseThrow().hart();
        assertThat(timeline.now().pc(hart)).isEqualTo(entry);
        assertThat(timeline.now().register(hart, Inspector.PRIV)).hasValue(PRIV_SUPERVISOR);
        long saved = timeline.now().register(hart, SSCRATCH).orElseThrow();
        long task = saved != 0 ? saved : timeline.now().register(hart, TP).orElseThrow();
        assertThat(timeline.resume(trap, end, RunCallbacks.NONE).reason()).isEqualTo(Stop.Reason.STEP);

        StopPoints write = StopPoints.of(List.of(), List.of(Watch.write(task, THREAD_INFO)))
                .seenBy(hart)
                .locatedAt(timeline.now());
        Stop written = timeline.backward(write, from, RunCallbacks.NONE);
        assertThat(written.reason()).isEqualTo(Stop.Reason.WATCHPOINT);
        assertThat(timeline.resume(write, end, RunCallbacks.NONE).step()).isEqualTo(written.step() + 1);
        assertThat(timeline.resume(write, end, RunCallbacks.NONE).reason()).isEqualTo(Stop.Reason.STEP);
    }
}
