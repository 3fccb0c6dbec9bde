package dev.hindsight.adapter.dap;

import dev.hindsight.emulator.machine.Bytes;
import java.util.Objects;
import org.eclipse.lsp4j.debug.CapabilitiesEventArguments;
import org.eclipse.lsp4j.debug.ContinuedEventArguments;
import org.eclipse.lsp4j.debug.ExitedEventArguments;
import org.eclipse.lsp4j.debug.OutputEventArguments;
import org.eclipse.lsp4j.debug.OutputEventArgumentsCategory;
import org.eclipse.lsp4j.debug.StoppedEventArguments;
import org.eclipse.lsp4j.debug.TerminatedEventArguments;
import org.eclipse.lsp4j.debug.services.IDebugProtocolClient;

/** Sends events. On the request thread, except {@link #console}. */
final class Announcer {
    private final IDebugProtocolClient client;
    private final ConsoleText console;

    Announcer(IDebugProtocolClient client, RequestThread requests) {
        this.client = client;
        this.console = new ConsoleText(requests, text -> output(OutputEventArgumentsCategory.STDOUT, text));
    }

    void begun(Debuggee debuggee) {
        debuggee.program().warnings().forEach(this::say);
        debuggee.gdbPort().ifPresent(port -> say("gdb on 127.0.0.1:" + port));
        if (debuggee.target().reverse().isEmpty()) {
            var change = new CapabilitiesEventArguments();
            change.setCapabilities(Offer.lessFor(debuggee.target()));
            client.capabilities(change);
        }
        client.initialized();
    }

    /** The guest wrote to its console; any thread. */
    void console(Bytes bytes) {
        console.append(bytes);
    }

    /** A line of ours in the client's console. */
    void say(String sentence) {
        output(OutputEventArgumentsCategory.CONSOLE, sentence + "\n");
    }

    void stopped(StoppedEventArguments event) {
        console.flush();
        client.stopped(event);
    }

    void continued(int threadId) {
        var event = new ContinuedEventArguments();
        event.setThreadId(threadId);
        event.setAllThreadsContinued(true);
        client.continued(event);
    }

    void exited(int status) {
        console.flush();
        var event = new ExitedEventArguments();
        event.setExitCode(status);
        client.exited(event);
    }

    void terminated() {
        console.flush();
        client.terminated(new TerminatedEventArguments());
    }

    private void output(String category, String text) {
        var event = new OutputEventArguments();
        event.setCategory(category);
        event.setOutput(Objects.requireNonNull(text));
        client.output(event);
    }
}
