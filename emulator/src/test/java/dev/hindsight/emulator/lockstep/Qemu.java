package dev.hindsight.emulator.lockstep;

import dev.hindsight.emulator.isa.Extension;
import dev.hindsight.emulator.isa.Isa;
import dev.hindsight.rsp.client.RspClient;
import dev.hindsight.rsp.wire.RspException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/** QEMU's virt board with our instruction set, whose RAM is a file. */
final class Qemu implements AutoCloseable {
    static final int MEMORY = 128 << 20;

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

    private final Process process;

    private Qemu(Process process) {
        this.process = process;
    }

    /** Runs the program that is in the file {@code ram}; whether it switched the machine off in time. */
    static boolean run(Isa isa, Path ram, int seconds) throws IOException, InterruptedException {
        try (Qemu qemu = start(isa, ram, List.of())) {
            return qemu.process.waitFor(seconds, TimeUnit.SECONDS);
        }
    }

    /** Stands before the first step; {@link #connect} asks it to go on. */
    static Qemu halted(Isa isa, Path ram, int port) throws IOException {
        return start(isa, ram, List.of("-S", "-gdb", "tcp:127.0.0.1:" + port));
    }

    static RspClient connect(int port) {
        return Awaitility.await()
                .atMost(20, TimeUnit.SECONDS)
                .ignoreExceptionsMatching(e -> e instanceof RspException)
                .until(() -> RspClient.connect("127.0.0.1", port), client -> true);
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** A sparse file with these bytes at its beginning. */
    static void writeRam(Path file, byte[] image) throws IOException {
        try (RandomAccessFile ram = new RandomAccessFile(file.toFile(), "rw")) {
            ram.setLength(0);
            ram.setLength(MEMORY);
            ram.write(image);
        }
    }

    private static Qemu start(Isa isa, Path ram, List<String> more) throws IOException {
        List<String> command = new ArrayList<>(List.of(
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
                "-display",
                "none",
                "-serial",
                "none",
                "-monitor",
                "none"));
        command.addAll(more);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new Qemu(process);
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

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
}
