package dev.hindsight.adapter.dap;

import dev.hindsight.emulator.machine.Bytes;
import java.util.Objects;
import org.eclipse.lsp4j.debug.CapabilitiesEventArguments;
import org.eclipse.lsp4j.debug.ContinuedEventArguments;
import org.eclipse.lsp4j.debug.ExitedEventArguments;
import org.eclipse.lsp4j.debug.InvalidatedAreas;
import org.eclipse.lsp4j.debug.InvalidatedEventArguments;
import org.eclipse.lsp4j.debug.MemoryEventArguments;
import org.eclipse.lsp4j.debug.OutputEventArguments;
import org.eclipse.lsp4j.debug.OutputEventArgumentsCategory;
import org.eclipse.lsp4j.debug.StoppedEventArguments;
import org.eclipse.lsp4j.debug.TerminatedEventArguments;
import org.eclipse.lsp4j.debug.services.IDebugProtocolClient;

/** Sends events. On the request thread, except {@link #console}. */
final class Announcer {
    private final IDebugProtocolClient client;
    private final ConsoleText console;
    private ClientProfile profile = ClientProfile.UNKNOWN;

    Announcer(IDebugProtocolClient client, RequestThread requests) {
        this.client = client;
        this.console = new ConsoleText(requests, text -> output(OutputEventArgumentsCategory.STDOUT, text));
    }

    void begun(Debuggee debuggee, ClientProfile its) {
        profile = its;
        debuggee.program().warnings().forEach(this::say);
        debuggee.gdbPort().ifPresent(port -> say("gdb on 127.0.0.1:" + port));
        if (debuggee.target().reverse().isEmpty()) {
            var change = new CapabilitiesEventArguments();
            change.setCapabilities(ServerCapabilities.lessFor(debuggee.target()));
            client.capabilities(change);
        }
        client.initialized();
    }

    /** How far this client's searches are, for one debug session. */
    SearchProgress searches() {
        return new SearchProgress(client, System::nanoTime);
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

    /** Another client wrote memory, or a register (length 0). */
    void written(long address, long length) {
        if (profile.hearsMemory() && length > 0) {
            var event = new MemoryEventArguments();
            event.setMemoryReference("0x%x".formatted(address));
            event.setCount((int) Math.min(length, Integer.MAX_VALUE));
            client.memory(event);
        }
        if (profile.hearsInvalidated()) {
            var event = new InvalidatedEventArguments();
            event.setAreas(new String[] {InvalidatedAreas.ALL});
            client.invalidated(event);
        }
    }

    private void output(String category, String text) {
        var event = new OutputEventArguments();
        event.setCategory(category);
        event.setOutput(Objects.requireNonNull(text));
        client.output(event);
    }
}
