package dev.hindsight.adapter.cli;

import dev.hindsight.adapter.cli.bench.BenchException;
import dev.hindsight.emulator.GuestException;
import dev.hindsight.emulator.HostMemory;
import dev.hindsight.emulator.client.RefusedException;
import dev.hindsight.emulator.elf.ElfException;
import dev.hindsight.emulator.recording.RecordingException;
import dev.hindsight.emulator.timeline.TimelineException;
import dev.hindsight.rsp.wire.RspException;
import java.io.PrintStream;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Turns everything that a command throws into one sentence on standard error and an exit status. The only such place. */
final class Failures implements IParameterExceptionHandler, IExecutionExceptionHandler {
    private final PrintStream err;

    Failures(PrintStream err) {
        this.err = err;
    }

    @Override
    public int handleParseException(ParameterException problem, String[] arguments) {
        String command = problem.getCommandLine().getCommandSpec().qualifiedName();
        err.println("hindsight: " + sentence(problem) + " (see " + command + " --help).");
        return ExitStatus.USAGE;
    }

    private static String sentence(ParameterException problem) {
        if (problem instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()) {
            String word = unmatched.getUnmatched().get(0);
            boolean isCommand = problem.getCommandLine().getParent() == null;
            String hint = unmatched.getSuggestions().isEmpty()
                    ? ""
                    : ", did you mean " + unmatched.getSuggestions().get(0) + "?";
            return isCommand ? "There is no command " + word + hint : "Unexpected argument " + word;
        }
        String first = String.valueOf(problem.getMessage()).lines().findFirst().orElse("Wrong usage");
        return first.replaceFirst("[.]$", "");
    }

    @Override
    public int handleExecutionException(Exception problem, CommandLine command, ParseResult parsed) {
        return report(problem);
    }

    /** Tells it; gives the exit status. */
    int report(Throwable problem) {
        err.println("hindsight: " + sentence(problem));
        return ExitStatus.FAILURE;
    }

    private static String sentence(Throwable problem) {
        boolean wrapped = problem instanceof ExecutionException || problem instanceof CompletionException;
        if (wrapped && problem.getCause() != null) {
            return sentence(problem.getCause());
        }
        if (problem instanceof OutOfMemoryError) {
            return HostMemory.ofThisProcess().exhausted();
        }
        boolean forUsers = problem instanceof GuestException
                || problem instanceof ElfException
                || problem instanceof RefusedException
                || problem instanceof RecordingException
                || problem instanceof TimelineException
                || problem instanceof RspException
                || problem instanceof BenchException
                || problem instanceof CommandLineException;
        if (forUsers && problem.getMessage() != null) {
            return problem.getMessage();
        }
        StackTraceElement[] trace = problem.getStackTrace();
        return "This is a bug in Hindsight: " + problem + (trace.length == 0 ? "" : " at " + trace[0]) + ".";
    }
}
