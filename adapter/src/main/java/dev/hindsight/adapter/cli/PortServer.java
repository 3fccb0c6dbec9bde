package dev.hindsight.adapter.cli;

import dev.hindsight.adapter.cli.bench.TemporaryFolder;
import dev.hindsight.emulator.server.GdbCommands;
import dev.hindsight.emulator.session.TimelineSession;
import dev.hindsight.emulator.timeline.Stop;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** Opens the doors of one machine, whichever history it has, until somebody ends it. */
final class PortServer {
    private final Streams streams;
    private final Machines machines;
    private final DoorOptions options;

    PortServer(Streams streams, Machines machines, DoorOptions options) {
        this.streams = streams;
        this.machines = machines;
        this.options = options;
    }

    /** What happens while the doors are open; gives the exit status. */
    interface Visit {
        int stay(GuestConsole console, Doors doors, Path gdbCommands) throws Exception;
    }

    /** Until somebody ends the machine; {@code code} is what may have debug information. */
    int serve(Supplier<TimelineSession> start, List<Path> code) throws Exception {
        return serve(start, code, this::untilTheEnd);
    }

    int serve(Supplier<TimelineSession> start, List<Path> code, Visit visit) throws Exception {
        // The session closes first: the doors then have an end to tell their clients of.
        try (ShutdownHook farewell = new ShutdownHook();
                TemporaryFolder folder = new TemporaryFolder();
                Doors doors = new Doors(options.listen);
                TimelineSession session = start.get()) {
            GuestConsole console = new GuestConsole(session);
            openDoors(doors, session, code, console);
            farewell.endOnSignal(session);
            return visit.stay(console, doors, GdbCommands.writeTo(folder.path()));
        }
    }

    private int untilTheEnd(GuestConsole console, Doors doors, Path gdbCommands) throws Exception {
        if (doors.include("gdb")) {
            tell("source " + gdbCommands);
        }
        doors.announce(streams.err());
        console.showOn(streams.out());
        console.tellNewsTo(this::tell);
        console.typeFrom(streams.in(), () -> {});
        if (options.run) {
            console.run().thenAccept(this::report);
        }
        tell(console.end().get());
        return 0;
    }

    private void openDoors(Doors doors, TimelineSession session, List<Path> code, GuestConsole console) {
        boolean both = options.gdb == null && options.dap == null;
        doors.open("gdb", both ? Integer.valueOf(0) : options.gdb, address -> machines.openGdb(session, code, address));
        doors.open("dap", both ? Integer.valueOf(0) : options.dap, address -> machines.openDap(session, code, address));
        doors.open("uart", options.uart, address -> {
            UartDoor door = UartDoor.open(address, console::type);
            console.showOn(door::show);
            return new OpenPort("uart", address.getAddress(), door.port(), door);
        });
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
