package dev.hindsight.adapter.cli;

import dev.hindsight.emulator.GuestException;
import dev.hindsight.emulator.elf.ElfException;
import dev.hindsight.emulator.session.SessionException;
import java.io.PrintStream;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Turns everything that a command throws into one sentence on standard error and an exit status. The only such place. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {
    private final PrintStream err;

    Failures(PrintStream err) {
        this.err = err;
    }

    @Override
    public int handleParseException(ParameterException problem, String[] arguments) {
        String sentence = String.valueOf(problem.getMessage())
                .lines()
                .findFirst()
                .orElse("Wrong usage")
                .replaceFirst("[.]$", "");
        String command = problem.getCommandLine().getCommandSpec().qualifiedName();
        err.println("hindsight: " + sentence + " (see " + command + " --help).");
        return ExitStatus.USAGE;
    }

    @Override
    public int handleExecutionException(Exception problem, CommandLine command, ParseResult parsed) {
        err.println("hindsight: " + sentence(problem));
        return ExitStatus.FAILURE;
    }

    private static String sentence(Throwable problem) {
        boolean wrapped = problem instanceof ExecutionException || problem instanceof CompletionException;
        if (wrapped && problem.getCause() != null) {
            return sentence(problem.getCause());
        }
        boolean forUsers = problem instanceof GuestException
                || problem instanceof ElfException
                || problem instanceof SessionException
                || problem instanceof CommandException;
        if (forUsers && problem.getMessage() != null) {
            return problem.getMessage();
        }
        StackTraceElement[] trace = problem.getStackTrace();
        return "This is a bug of Hindsight: " + problem + (trace.length == 0 ? "" : " at " + trace[0]) + ".";
    }
}
