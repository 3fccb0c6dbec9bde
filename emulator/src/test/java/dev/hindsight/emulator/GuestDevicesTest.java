package dev.hindsight.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.elf.ElfFile;
import dev.hindsight.emulator.elf.Symbol;
import dev.hindsight.emulator.machine.AccessKind;
import dev.hindsight.emulator.machine.Bytes;
import dev.hindsight.emulator.machine.Exit;
import dev.hindsight.emulator.machine.Hit;
import dev.hindsight.emulator.machine.Input;
import dev.hindsight.emulator.machine.Machine;
import dev.hindsight.emulator.machine.Output;
import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.machine.Watch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A guest that drives disk, entropy source, clock and UART by interrupts; QEMU says what it has to print. */
class GuestDevicesTest {
    private static final Path ROOT = Path.of(System.getProperty("hindsight.root"));
    private static final String TYPED = "a\rbb\rccc\rd\re\rf\rg\rh\ri\rj\rk\rl\r";
    private static final String PRINTED = """
            sectors 300
            sum -473047296
            beyond the end 1
            entropy 16
            alarm
            """ + TYPED.replace('\r', '\n');
    private static final int SECTOR = 512;

    @TempDir
    private Path folder;

    private Path disk;

    @BeforeEach
    void makeDisk() throws IOException {
        byte[] content = new byte[300 * SECTOR];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) (i * 7 + i / SECTOR);
        }
        disk = Files.write(folder.resolve("disk"), content);
    }

    @ParameterizedTest
    @ValueSource(ints = {32, 64})
    void everyDeviceWorksByInterrupts(int xlen) throws IOException {
        byte[] before = Files.readAllBytes(disk);
        Machine machine = machine(xlen);
        machine.deliver(new Input.Serial(Bytes.utf8(TYPED)));
        assertThat(machine.run(10_000_000, StopPoints.NONE)).isEqualTo(new Exit.Halted(0));
        assertThat(console(machine)).isEqualTo(PRINTED);
        assertThat(disk).hasBinaryContent(before);
    }

    /** The step that told the disk of the request is the one that wrote the buffer. */
    @ParameterizedTest
    @ValueSource(ints = {32, 64})
    void aWatchSeesWhatADiskWrites(int xlen) {
        Machine machine = machine(xlen);
        ElfFile elf = ElfFile.read(guest(xlen));
        Symbol sector = elf.symbol("sector").orElseThrow();
        long main = elf.symbol("main").orElseThrow().address();
        machine.run(10_000_000, StopPoints.of(List.of(main), List.of()));
        StopPoints writes = StopPoints.of(List.of(), List.of(Watch.write(sector.address() + 7, 1)));
        Exit exit = machine.run(10_000_000, writes);
        assertThat(exit).isInstanceOf(Exit.Access.class);
        assertThat(((Exit.Access) exit).hit().accesses())
                .containsExactly(new Hit.Access(AccessKind.WRITE, sector.address(), SECTOR));
        assertThat(machine.inspect().read(0, sector.address(), 2)).containsExactly(3, 10);
        long step = machine.steps();
        Machine other = machine(xlen);
        assertThat(other.run(step, StopPoints.NONE)).isEqualTo(new Exit.Limit(null));
        assertThat(other.hash()).isEqualTo(machine.hash());
    }

    @Tag("tools")
    @ParameterizedTest
    @ValueSource(ints = {32, 64})
    void qemuPrintsTheSame(int xlen) throws IOException, InterruptedException {
        Process qemu = new ProcessBuilder(
                        "qemu-system-riscv" + xlen,
                        "-M",
                        "virt",
                        "-bios",
                        "none",
                        "-kernel",
                        guest(xlen).toString(),
                        "-display",
                        "none",
                        "-serial",
                        "stdio",
                        "-monitor",
                        "none",
                        "-global",
                        "virtio-mmio.force-legacy=false",
                        "-drive",
                        "file=" + disk + ",format=raw,if=none,id=disk",
                        "-device",
                        "virtio-blk-device,drive=disk",
                        "-device",
                        "virtio-rng-device")
                .redirectErrorStream(true)
                .start();
        try {
            String printed =
                    readUpTo("alarm\n", qemu); // what is typed before the guest resets its FIFO is lost on QEMU
            qemu.getOutputStream().write(TYPED.getBytes(StandardCharsets.US_ASCII));
            qemu.getOutputStream().flush();
            printed += new String(qemu.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            assertThat(printed).isEqualTo(PRINTED);
            assertThat(qemu.waitFor()).isZero();
        } finally {
            qemu.destroyForcibly();
        }
    }

    private static String readUpTo(String text, Process process) throws IOException {
        StringBuilder read = new StringBuilder();
        for (int next = 0; next >= 0 && read.indexOf(text) < 0; ) {
            next = process.getInputStream().read();
            read.append((char) next);
        }
        return read.toString();
    }

    private Machine machine(int xlen) {
        return Emulator.machine(GuestConfig.of(guest(xlen)).on(MachineConfig.STANDARD.withDrives(disk)));
    }

    private static Path guest(int xlen) {
        return ROOT.resolve("emulator/src/test/guests/devices-rv" + xlen + ".elf");
    }

    private static String console(Machine machine) {
        StringBuilder text = new StringBuilder();
        for (Output output : machine.drain()) {
            text.append((char) output.value());
        }
        return text.toString();
    }
}
