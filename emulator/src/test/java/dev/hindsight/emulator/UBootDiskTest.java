package dev.hindsight.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.machine.Bytes;
import dev.hindsight.emulator.machine.Input;
import dev.hindsight.emulator.machine.Machine;
import dev.hindsight.emulator.machine.Output;
import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.timeline.RunCallbacks;
import dev.hindsight.emulator.timeline.Stop;
import dev.hindsight.emulator.timeline.Timeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Debian's OpenSBI and U-Boot read and write a disk, and all of it goes back. */
@Tag("tools")
class UBootDiskTest {
    private static final Path OPENSBI = Path.of("/usr/lib/riscv64-linux-gnu/opensbi/generic/fw_jump.elf");
    private static final Path UBOOT = Path.of("/usr/lib/u-boot/qemu-riscv64_smode/u-boot.bin");
    private static final String PROMPT = "=> ";
    private static final long MOST_STEPS = 2_000_000_000;
    private static final long SLICE = 1_000_000;
    private static final int WALKS = 60;

    @TempDir
    private Path folder;

    private final StringBuilder console = new StringBuilder();

    @Test
    void uBootReadsAndWritesADisk() throws IOException {
        GuestConfig config = config();
        Timeline timeline = new Timeline(Emulator.machine(config), config.history(), this::hear);
        List<Typed> typed = new ArrayList<>();
        runUntil(timeline, "Hit any key to stop autoboot", 0);
        type(timeline, typed, "\r");
        type(timeline, typed, "virtio scan\r");
        type(timeline, typed, "virtio read 0x84000000 0 800\r");
        type(timeline, typed, "virtio write 0x84000000 800 80\r");
        type(timeline, typed, "virtio read 0x85000000 800 80\r");
        type(timeline, typed, "cmp.b 0x84000000 0x85000000 10000\r");
        assertThat(console).contains("block # 0, count 2048 ... 2048 blocks read: OK");
        assertThat(console).contains("block # 2048, count 128 ... 128 blocks written: OK");
        assertThat(console).contains("Total of 65536 byte(s) were the same");
        assertThatEveryStepComesBack(config, timeline, typed);
    }

    private record Typed(long step, Bytes bytes) {}

    private GuestConfig config() throws IOException {
        byte[] content = new byte[4 << 20];
        new Random(7).nextBytes(content);
        Path disk = Files.write(folder.resolve("disk"), content);
        GuestFiles files = new GuestFiles(
                Optional.empty(), Optional.of(UBOOT), Optional.of(OPENSBI), Optional.empty(), Optional.empty());
        return GuestConfig.of(files).on(MachineConfig.STANDARD.withDrives(disk)).unpaced();
    }

    private void hear(List<Output> output) {
        output.forEach(each -> console.append((char) each.value()));
    }

    private void type(Timeline timeline, List<Typed> typed, String text) {
        typed.add(new Typed(timeline.moment().step(), Bytes.utf8(text)));
        int from = console.length();
        timeline.input(new Input.Serial(Bytes.utf8(text)));
        runUntil(timeline, PROMPT, from);
    }

    private void runUntil(Timeline timeline, String text, int from) {
        while (console.indexOf(text, from) < 0) {
            Stop stop = timeline.seek(timeline.moment().step() + SLICE, RunCallbacks.NONE);
            assertThat(stop.reason()).as(console.toString()).isEqualTo(Stop.Reason.STEP);
            assertThat(timeline.moment().step()).as(console.toString()).isLessThan(MOST_STEPS);
        }
    }

    private static void assertThatEveryStepComesBack(GuestConfig config, Timeline timeline, List<Typed> typed) {
        Random random = new Random(1);
        long first = typed.get(0).step();
        long end = timeline.end();
        long[] steps = random.longs(WALKS, first, end).sorted().toArray();
        long[] hashes = plainHashes(config, steps, typed);
        for (int i = 0; i < WALKS; i++) {
            int sample = random.nextInt(WALKS);
            timeline.seek(steps[sample] + random.nextInt(3), RunCallbacks.NONE);
            timeline.seek(steps[sample], RunCallbacks.NONE);
            assertThat(timeline.hash()).as("step %d", steps[sample]).isEqualTo(hashes[sample]);
        }
    }

    private static long[] plainHashes(GuestConfig config, long[] steps, List<Typed> typed) {
        Machine machine = Emulator.machine(config);
        long[] hashes = new long[steps.length];
        int next = 0;
        for (int i = 0; i < steps.length; i++) {
            for (; next < typed.size() && typed.get(next).step() <= steps[i]; next++) {
                machine.run(typed.get(next).step(), StopPoints.NONE);
                machine.deliver(new Input.Serial(typed.get(next).bytes()));
            }
            machine.run(steps[i], StopPoints.NONE);
            hashes[i] = machine.hash();
        }
        return hashes;
    }
}
