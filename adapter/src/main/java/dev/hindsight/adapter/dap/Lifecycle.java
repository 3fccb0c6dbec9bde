package dev.hindsight.adapter.dap;

import dev.hindsight.emulator.client.ClientEvent;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.eclipse.lsp4j.debug.Capabilities;
import org.eclipse.lsp4j.debug.DisconnectArguments;
import org.eclipse.lsp4j.debug.InitializeRequestArguments;
import org.eclipse.lsp4j.debug.services.IDebugProtocolClient;
import org.jspecify.annotations.Nullable;

/**
 * From initialize to disconnect: which requests make sense now. Owned by the request thread.
 *
 * <p>{@code initialized} follows the response to launch or attach: breakpoints need the program.
 */
final class Lifecycle {
    private final RequestThread requests;
    private final MachineSource machines;
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private volatile @Nullable DebugSession session;
    private @Nullable Announcer announcer;
    private @Nullable ClientProfile profile;
    private boolean launched;
    private boolean configured;

    Lifecycle(RequestThread requests, MachineSource machines) {
        this.requests = requests;
        this.machines = machines;
    }

    void connect(IDebugProtocolClient client) {
        announcer = new Announcer(client, requests);
    }

    /** Completes when the connection is to be closed. */
    CompletableFuture<Void> over() {
        return over;
    }

    /** The session that launch or attach began. */
    DebugSession session() {
        if (profile == null) {
            throw new RequestException("Send initialize first.");
        }
        DebugSession present = session;
        if (present == null) {
            throw new RequestException(
                    over.isDone()
                            ? "The debug session has ended."
                            : "Nothing is being debugged yet: send launch or attach first.");
        }
        if (present.hasEnded()) {
            throw new RequestException("The debug session has ended.");
        }
        return present;
    }

    Capabilities initialize(InitializeRequestArguments arguments) {
        if (profile != null) {
            throw new RequestException("initialize was already sent.");
        }
        profile = ClientProfile.of(arguments);
        return ServerCapabilities.toClient();
    }

    @Nullable
    Void launch(Map<String, Object> arguments) {
        LaunchArguments launch = LaunchArguments.of(arguments);
        begin((name, listener) -> machines.launch(launch, name, listener));
        launched = true;
        return null;
    }

    @Nullable
    Void attach(Map<String, Object> arguments) {
        AttachArguments attach = AttachArguments.of(arguments);
        begin((name, listener) -> machines.attach(attach, name, listener));
        return null;
    }

    private void begin(BiFunction<String, Consumer<ClientEvent>, Debuggee> start) {
        ClientProfile client = profile;
        Announcer announcing = announcer;
        if (client == null || announcing == null) {
            throw new RequestException("Send initialize first.");
        }
        if (session != null) {
            throw new RequestException("This session is already debugging a program.");
        }
        Debuggee debuggee = start.apply(client.name(), this::heard);
        session = new DebugSession(debuggee, client, announcing, requests);
        requests.post(() -> announcing.begun(debuggee, client));
    }

    /** On the machine's thread. */
    private void heard(ClientEvent event) {
        Announcer announcing = announcer;
        if (event instanceof ClientEvent.Console console && announcing != null) {
            announcing.console(console.bytes());
            return;
        }
        requests.post(() -> {
            DebugSession present = session;
            if (present != null) {
                present.heard(event);
            }
        });
    }

    @Nullable
    Void configurationDone() {
        DebugSession present = session();
        if (configured) {
            throw new RequestException("configurationDone was already sent.");
        }
        configured = true;
        requests.post(present::begin);
        return null;
    }

    /** Stops what runs, so that the request behind it is served soon; reader thread. */
    void interrupt() {
        DebugSession present = session;
        if (present != null) {
            present.execution().pause();
        }
    }

    /** Stops the search that is shown under this id; reader thread. */
    void cancelSearch(String progressId) {
        DebugSession present = session;
        if (present != null) {
            present.execution().cancelSearch(progressId);
        }
    }

    /** Ends what was launched, leaves what was attached to, unless told otherwise. */
    @Nullable
    Void disconnect(DisconnectArguments arguments) {
        Boolean terminate = arguments.getTerminateDebuggee();
        leave(terminate != null ? terminate : launched);
        return null;
    }

    @Nullable
    Void terminate() {
        DebugSession present = session();
        requests.post(present::terminate);
        return null;
    }

    void clientIsGone() {
        requests.post(() -> leave(launched));
    }

    private void leave(boolean ending) {
        DebugSession present = session;
        session = null;
        if (present != null) {
            present.leave(ending);
        }
        requests.post(() -> over.complete(null));
    }
}
