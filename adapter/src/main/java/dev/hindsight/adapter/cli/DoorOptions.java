package dev.hindsight.adapter.cli;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The doors into a machine, for every command that opens them. */
final class DoorOptions {
    @Option(names = "--gdb", paramLabel = "PORT", converter = Port.class, description = "Let gdb in.")
    @Nullable
    Integer gdb;

    @Option(names = "--dap", paramLabel = "PORT", converter = Port.class, description = "Let IDEs in (attach).")
    @Nullable
    Integer dap;

    @Option(
            names = "--uart",
            paramLabel = "PORT",
            converter = Port.class,
            description = "Open the guest's console to terminals, such as nc.")
    @Nullable
    Integer uart;

    @Option(
            names = "--listen",
            paramLabel = "ADDRESS",
            converter = HostAddress.class,
            description =
                    "Open the doors at this address instead of 127.0.0.1; 0.0.0.0 is every address of this computer. "
                            + "Whoever can reach it controls the machine.")
    InetAddress listen = InetAddress.getLoopbackAddress();

    @Option(names = "--run", description = "Run at once instead of waiting before the first step.")
    boolean run;
}
