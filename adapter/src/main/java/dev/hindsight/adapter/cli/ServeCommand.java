package dev.hindsight.adapter.cli;

import dev.hindsight.adapter.cli.bench.TemporaryFolder;
import dev.hindsight.emulator.GuestConfig;
import dev.hindsight.emulator.server.GdbCommands;
import dev.hindsight.emulator.session.TimelineSession;
import dev.hindsight.emulator.timeline.Stop;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs one machine and opens its doors: gdb, IDEs and terminals share one timeline. */
@Command(
        name = "serve",
        description = {
            "Starts one machine and lets debuggers in; all share its timeline.",
            "It waits before the first step until a debugger lets it go. Without --gdb and --dap both doors are open, "
                    + "on free ports. The guest's console is standard input and output."
        },
        footer = {
            "",
            "A PORT is one of 127.0.0.1, 0 for a free one; standard error tells which.",
            "The machine ends with Ctrl-C, SIGTERM, gdb's \"monitor quit\" or an IDE's Terminate."
        },
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    private final Streams streams;
    private final Machines machines;

    @Mixin
    private final GuestOptions guest = new GuestOptions();

    @Option(names = "--gdb", paramLabel = "PORT", converter = Port.class, description = "Let gdb in.")
    private @Nullable Integer gdbPort;

    @Option(names = "--dap", paramLabel = "PORT", converter = Port.class, description = "Let IDEs in (attach).")
    private @Nullable Integer dapPort;

    @Option(
            names = "--uart",
            paramLabel = "PORT",
            converter = Port.class,
            description = "Open the guest's console to terminals, such as nc.")
    private @Nullable Integer uartPort;

    @Option(names = "--run", description = "Run at once instead of waiting before the first step.")
    private boolean run;

    ServeCommand(Streams streams, Machines machines) {
        this.streams = streams;
        this.machines = machines;
    }

    @Override
    public Integer call() throws Exception {
        GuestConfig config = guest.config();
        CountDownLatch closed = new CountDownLatch(1);
        // The session closes first: the doors then have an end to tell their clients of.
        try (TemporaryFolder folder = new TemporaryFolder();
                Doors doors = new Doors();
                TimelineSession session = machines.start(config)) {
            GuestConsole console = new GuestConsole(session);
            openDoors(doors, session, config.files().code(), console);
            endOnSignal(session, closed);
            if (doors.include("gdb")) {
                tell("source " + GdbCommands.writeTo(folder.path()));
            }
            doors.announce(streams.err());
            console.showOn(streams.out());
            console.typeFrom(streams.in(), () -> {});
            if (run) {
                console.run().thenAccept(this::report);
            }
            tell(console.end().get());
            return 0;
        } finally {
            closed.countDown();
        }
    }

    private void openDoors(Doors doors, TimelineSession session, List<Path> code, GuestConsole console) {
        boolean both = gdbPort == null && dapPort == null;
        doors.open("gdb", both ? Integer.valueOf(0) : gdbPort, port -> machines.openGdb(session, port));
        doors.open("dap", both ? Integer.valueOf(0) : dapPort, port -> machines.openDap(session, code, port));
        doors.open("uart", uartPort, port -> {
            UartDoor door = UartDoor.open(port, console::type);
            console.showOn(door::show);
            return new Door("uart", door.port(), door);
        });
    }

    /** At Ctrl-C and SIGTERM the clients are told, and the JVM waits a little until everything is closed. */
    private static void endOnSignal(TimelineSession session, CountDownLatch closed) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            session.end("Hindsight was stopped.");
            try {
                closed.await(5, TimeUnit.SECONDS);
            } catch (InterruptedException hurry) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    private void report(Stop stop) {
        if (stop.reason() != Stop.Reason.PAUSE) {
            tell(stop.description());
        }
    }

    private void tell(String sentence) {
        streams.err().println("hindsight: " + sentence);
    }
}
