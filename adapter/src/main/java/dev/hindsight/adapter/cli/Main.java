package dev.hindsight.adapter.cli;

import dev.hindsight.emulator.Emulator;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The entry point of the {@code hindsight} command. */
@Command(
        name = "hindsight",
        description = "A time-travel debugger for RISC-V firmware.",
        synopsisSubcommandLabel = "COMMAND",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:done", "2:wrong usage", "125:Hindsight failed", "other:see hindsight run --help"},
        footer = {"", "hindsight COMMAND --help explains a command."})
public final class Main implements Runnable {
    @Spec
    private CommandSpec spec;

    Main() {}

    public static void main(String[] args) {
        if (System.getProperty("java.util.logging.config.file") == null) {
            LogManager.getLogManager().reset();
            Logger.getLogger("").setLevel(Level.OFF);
        }
        Streams streams = Streams.ofProcess();
        Failures failures = new Failures(streams.err());
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> failures.report(failure));
        System.exit(execute(commandLine(streams), failures, args));
    }

    /** Not even an error of the JVM ends in a stack trace, and with a status that a guest's could be. */
    static int execute(CommandLine line, Failures failures, String... args) {
        try {
            return line.execute(args);
        } catch (Error e) {
            return failures.report(e);
        }
    }

    static CommandLine commandLine(Streams streams) {
        Machines machines = new Machines.Own();
        CommandLine line = new CommandLine(new Main())
                .addSubcommand(new DemoCommand(streams))
                .addSubcommand(new RunCommand(streams, machines))
                .addSubcommand(new ServeCommand(streams, machines))
                .addSubcommand(new GdbCommand(streams, machines))
                .addSubcommand(new DapCommand(streams))
                .addSubcommand(new RecordCommand(streams, machines))
                .addSubcommand(new ReplayCommand(streams, machines))
                .addSubcommand(new InfoCommand(streams))
                .addSubcommand(new VerifyCommand(streams))
                .addSubcommand(new BenchCommand(streams, Emulator::machine))
                .addSubcommand(new DoctorCommand(streams, new Host.Own()))
                .addSubcommand(new CommandLine.HelpCommand());
        return complete(line, streams);
    }

    /** Gives a command line our streams and our way to fail. */
    static CommandLine complete(CommandLine line, Streams streams) {
        Failures failures = new Failures(streams.err());
        return line.setOut(new PrintWriter(streams.out(), true))
                .setErr(new PrintWriter(streams.err(), true))
                .registerConverter(Path.class, new FileName())
                .setParameterExceptionHandler(failures)
                .setExecutionExceptionHandler(failures);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command");
    }
}
