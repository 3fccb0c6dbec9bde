package dev.hindsight.adapter.cli;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The doors into a machine, for every command that opens them. */
final class DoorOptions {
    @Option(names = "--gdb", paramLabel = "PORT", converter = Port.class, description = "Open a port for gdb.")
    @Nullable
    Integer gdb;

    @Option(
            names = "--dap",
            paramLabel = "PORT",
            converter = Port.class,
            description = "Open a port for IDEs (attach).")
    @Nullable
    Integer dap;

    @Option(
            names = "--uart",
            paramLabel = "PORT",
            converter = Port.class,
            description = "Open a port for the guest's console, for terminals such as nc.")
    @Nullable
    Integer uart;

    @Option(
            names = "--listen",
            paramLabel = "ADDRESS",
            converter = HostAddress.class,
            description = "Listen on this address instead of 127.0.0.1; 0.0.0.0 means every address of this computer. "
                    + "Anyone who can reach it controls the machine.")
    InetAddress listen = InetAddress.getLoopbackAddress();

    @Option(names = "--run", description = "Start running at once instead of waiting before the first step.")
    boolean run;
}
