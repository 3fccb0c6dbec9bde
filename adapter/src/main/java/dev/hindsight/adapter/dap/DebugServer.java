package dev.hindsight.adapter.dap;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.lsp4j.debug.CancelArguments;
import org.eclipse.lsp4j.debug.Capabilities;
import org.eclipse.lsp4j.debug.ConfigurationDoneArguments;
import org.eclipse.lsp4j.debug.DisconnectArguments;
import org.eclipse.lsp4j.debug.InitializeRequestArguments;
import org.eclipse.lsp4j.debug.TerminateArguments;
import org.eclipse.lsp4j.debug.ThreadsResponse;
import org.eclipse.lsp4j.debug.services.IDebugProtocolServer;

/** The table of contents: which topic serves which request. On the reader thread, which hands everything on. */
final class DebugServer implements IDebugProtocolServer {
    private final RequestThread requests;
    private final Lifecycle lifecycle;

    DebugServer(RequestThread requests, Lifecycle lifecycle) {
        this.requests = requests;
        this.lifecycle = lifecycle;
    }

    // ---- Lifecycle ----

    @Override
    public CompletableFuture<Capabilities> initialize(InitializeRequestArguments it) {
        return answer(it, lifecycle::initialize);
    }

    @Override
    public CompletableFuture<Void> launch(Map<String, Object> it) {
        return answer(it, lifecycle::launch);
    }

    @Override
    public CompletableFuture<Void> attach(Map<String, Object> it) {
        return answer(it, lifecycle::attach);
    }

    @Override
    public CompletableFuture<Void> configurationDone(ConfigurationDoneArguments it) {
        return answer(Map.of(), none -> lifecycle.configurationDone());
    }

    @Override
    public CompletableFuture<Void> terminate(TerminateArguments it) {
        requests.afterDispatch(lifecycle::interrupt);
        return answer(Map.of(), none -> lifecycle.terminate());
    }

    @Override
    public CompletableFuture<Void> disconnect(DisconnectArguments it) {
        requests.afterDispatch(lifecycle::interrupt);
        return answer(it == null ? new DisconnectArguments() : it, lifecycle::disconnect);
    }

    @Override
    public CompletableFuture<Void> cancel(CancelArguments it) {
        if (it != null && it.getRequestId() != null) {
            requests.cancel(Integer.toString(it.getRequestId()));
        }
        return CompletableFuture.completedFuture(null);
    }

    // ---- Execution ----

    @Override
    public CompletableFuture<ThreadsResponse> threads() {
        return ask(Map.of(), session -> session.execution().threads());
    }

    private <R> CompletableFuture<R> ask(Object arguments, Function<DebugSession, R> service) {
        return answer(arguments, given -> service.apply(lifecycle.session()));
    }

    private <A, R> CompletableFuture<R> answer(A arguments, Function<A, R> service) {
        return serve(arguments, () -> CompletableFuture.completedFuture(service.apply(arguments)));
    }

    private <R> CompletableFuture<R> serve(Object arguments, Supplier<CompletableFuture<R>> service) {
        return requests.submit(() -> {
            if (arguments == null) {
                throw new RequestException("The request needs arguments.");
            }
            return service.get();
        });
    }
}
