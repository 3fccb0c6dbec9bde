package dev.hindsight.adapter.cli;

import dev.hindsight.emulator.session.TimelineSession;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Runs a guest to its end without a debugger. */
@Command(
        name = "run",
        description = {
            "Runs a program to its end without a debugger. Its console is standard input and output.",
            "To keep the run, use hindsight record; to debug it, hindsight gdb, serve or dap."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0..255:the guest's own status (above 255: 255)",
            "2:wrong usage",
            "124:the guest sleeps, standard input has ended, and nothing can wake it",
            "125:Hindsight failed, for example because the file is not a RISC-V program",
            "139:the guest crashed: a trap that no handler can take"
        })
final class RunCommand implements Callable<Integer> {
    private final Streams streams;
    private final Machines machines;

    @Mixin
    private final GuestOptions guest = new GuestOptions();

    RunCommand(Streams streams, Machines machines) {
        this.streams = streams;
        this.machines = machines;
    }

    @Override
    public Integer call() throws ExecutionException, InterruptedException {
        try (TimelineSession session = machines.start(guest.config())) {
            return new HeadlessRun(streams).run(session);
        }
    }
}
