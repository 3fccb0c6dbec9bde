package dev.hindsight.emulator;

import dev.hindsight.rsp.client.RspClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** QEMU that stands before the first step, with gdb's door open at a port that it has chosen itself. */
public final class QemuStub implements AutoCloseable {
    private static final Pattern DOOR = Pattern.compile("gdb: filename=disconnected:tcp:127\\.0\\.0\\.1:(\\d+),");

    private final Process process;
    private final int port;

    private QemuStub(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** {@code command}: the machine, without a monitor and without a display. */
    public static QemuStub start(List<String> command) throws IOException {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of("-display", "none", "-S", "-gdb", "tcp:127.0.0.1:0", "-monitor", "stdio"));
        Process process = new ProcessBuilder(all).redirectErrorStream(true).start();
        process.getOutputStream().write("info chardev\n".getBytes(StandardCharsets.US_ASCII));
        process.getOutputStream().flush();
        StringBuilder told = new StringBuilder();
        Matcher door = DOOR.matcher(told);
        while (!door.reset().find()) {
            int next = process.getInputStream().read();
            if (next < 0) {
                throw new AssertionError("QEMU ended: " + told);
            }
            told.append((char) next);
        }
        return new QemuStub(process, Integer.parseInt(door.group(1)));
    }

    public int port() {
        return port;
    }

    public RspClient connect() {
        return RspClient.connect("127.0.0.1", port);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
