package dev.hindsight.adapter.cli;

import dev.hindsight.adapter.dap.DapDoor;
import dev.hindsight.adapter.dap.DapStdio;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Speaks the Debug Adapter Protocol. */
@Command(
        name = "dap",
        description = {
            "Speaks the Debug Adapter Protocol (DAP) with an IDE, on standard input and output.",
            "A launch request starts a machine. An attach request joins a machine that hindsight serve runs."
        },
        mixinStandardHelpOptions = true)
final class DapCommand implements Callable<Integer> {
    private final Streams streams;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            converter = Port.class,
            description = "Listen on this port of 127.0.0.1 instead; 0 takes a free port. Each connection is a debug "
                    + "session; the memory of this process limits their number.")
    private @Nullable Integer port;

    @Mixin
    private final SaveOptions save = new SaveOptions();

    DapCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws Exception {
        if (port == null) {
            DapStdio.serve(streams.in(), streams.out(), save.folder);
            return 0;
        }
        try (OpenPort door = OpenPort.open("dap", InetAddress.getLoopbackAddress(), port, this::open)) {
            streams.err().println(door.announcement());
            new CountDownLatch(1).await(); // until the process is ended
            return 0;
        }
    }

    private OpenPort open(InetSocketAddress address) throws IOException {
        DapDoor door = DapDoor.open(save.folder, address);
        return new OpenPort("dap", address.getAddress(), door.port(), door);
    }
}
