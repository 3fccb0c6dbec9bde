package dev.hindsight.adapter.cli;

import dev.hindsight.adapter.cli.demo.Demo;
import dev.hindsight.adapter.dap.DapClient;
import dev.hindsight.adapter.dap.DapFailure;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows in half a minute what Hindsight is for. */
@Command(
        name = "demo",
        description = "Runs a firmware until it crashes, and goes back to the cause, as an IDE would.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {
    private final Streams streams;

    @Option(names = "--transcript", description = "Also print the DAP messages.")
    private boolean transcript;

    DemoCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        Consumer<String> messages = transcript ? this::print : message -> {};
        try (BundledFiles bundled = new BundledFiles();
                DapClient client = DapClient.inProcess(messages)) {
            bundled.file("corruption.c");
            new Demo(client, this::print).run(bundled.file("corruption.elf"));
            return 0;
        } catch (DapFailure e) {
            throw new CommandLineException("The demo failed: " + e.getMessage());
        }
    }

    /** Whole lines: the transcript comes from two threads. */
    private synchronized void print(String line) {
        streams.out().println(line);
        streams.out().flush();
    }
}
