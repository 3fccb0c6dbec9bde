package dev.hindsight.emulator.lockstep;

import dev.hindsight.emulator.QemuStub;
import dev.hindsight.emulator.isa.Extension;
import dev.hindsight.emulator.isa.Isa;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** QEMU's virt board with our instruction set, whose RAM is a file. */
final class Qemu {
    static final int MEMORY = 128 << 20;

    /** However slow the host is. */
    private static final int PATIENCE_MINUTES = 10;

    /** QEMU 7.2 names these; the others it has always, or does not have. */
    private static final Map<Extension, String> SWITCHES = Map.ofEntries(
            Map.entry(Extension.M, "m"),
            Map.entry(Extension.A, "a"),
            Map.entry(Extension.F, "f"),
            Map.entry(Extension.D, "d"),
            Map.entry(Extension.C, "c"),
            Map.entry(Extension.S, "s"),
            Map.entry(Extension.U, "u"),
            Map.entry(Extension.ZFH, "Zfh"),
            Map.entry(Extension.ZFHMIN, "Zfhmin"),
            Map.entry(Extension.ZBA, "zba"),
            Map.entry(Extension.ZBB, "zbb"),
            Map.entry(Extension.ZBC, "zbc"),
            Map.entry(Extension.ZBS, "zbs"),
            Map.entry(Extension.SSTC, "sstc"));

    private Qemu() {}

    /** Runs the program that is in the file {@code ram}; whether it switched the machine off, and does not hang. */
    static boolean run(Isa isa, Path ram) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(command(isa, ram));
        command.addAll(List.of("-display", "none", "-monitor", "none"));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            return process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES);
        } finally {
            process.destroyForcibly();
        }
    }

    static QemuStub halted(Isa isa, Path ram) throws IOException {
        return QemuStub.start(command(isa, ram));
    }

    /** A sparse file with these bytes at its beginning. */
    static void writeRam(Path file, byte[] image) throws IOException {
        try (RandomAccessFile ram = new RandomAccessFile(file.toFile(), "rw")) {
            ram.setLength(0);
            ram.setLength(MEMORY);
            ram.write(image);
        }
    }

    private static List<String> command(Isa isa, Path ram) {
        return List.of(
                System.getProperty("hindsight.qemu", "qemu-system-riscv" + isa.xlen()),
                "-M",
                "virt,memory-backend=ram",
                "-object",
                "memory-backend-file,id=ram,share=on,size=%d,mem-path=%s".formatted(MEMORY, ram),
                "-m",
                "size=%d".formatted(MEMORY >> 20),
                "-cpu",
                cpu(isa),
                "-bios",
                "none",
                "-serial",
                "none");
    }

    private static String cpu(Isa isa) {
        String switches = SWITCHES.entrySet().stream()
                .map(each -> "%s=%b".formatted(each.getValue(), isa.has(each.getKey())))
                .sorted()
                .collect(Collectors.joining(","));
        boolean paging = isa.has(Extension.S);
        boolean protection = isa.has(Extension.U);
        return "rv%d,h=false,mvendorid=0,marchid=0,mimpid=0,pmu-num=29,%s,mmu=%b,pmp=%b"
                .formatted(isa.xlen(), switches, paging, protection);
    }
}
