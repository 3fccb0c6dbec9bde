package dev.hindsight.adapter.dap;

import com.google.gson.ToNumberPolicy;
import java.io.BufferedInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.lsp4j.debug.services.IDebugProtocolClient;
import org.eclipse.lsp4j.jsonrpc.Launcher;
import org.eclipse.lsp4j.jsonrpc.MessageConsumer;
import org.eclipse.lsp4j.jsonrpc.MessageProducer;
import org.eclipse.lsp4j.jsonrpc.RemoteEndpoint;
import org.eclipse.lsp4j.jsonrpc.debug.DebugLauncher;
import org.eclipse.lsp4j.jsonrpc.json.ConcurrentMessageProcessor;
import org.eclipse.lsp4j.jsonrpc.json.MessageJsonHandler;
import org.eclipse.lsp4j.jsonrpc.messages.RequestMessage;
import org.jspecify.annotations.Nullable;

/** Speaks DAP on a pair of streams until the client has gone or disconnected. */
final class DapConnection {
    // Held, because a logger that nobody holds forgets its level. A stream that ends is no event worth a stack trace.
    private static final Logger LSP4J = Logger.getLogger("org.eclipse.lsp4j");

    static {
        LSP4J.setLevel(Level.OFF);
    }

    private DapConnection() {}

    static void serve(InputStream in, OutputStream out, MachineSource machines) {
        ExecutorService reader = Executors.newSingleThreadExecutor(DapConnection::daemon);
        try (var requests = new RequestThread()) {
            var lifecycle = new Lifecycle(requests, machines);
            Launcher<IDebugProtocolClient> launcher = new Connecting()
                    .setLocalService(new DebugServer(requests, lifecycle))
                    .setRemoteInterface(IDebugProtocolClient.class)
                    .setInput(in)
                    .setOutput(out)
                    .setExecutorService(reader)
                    .wrapMessages(next -> dispatching(requests, next))
                    .setExceptionHandler(DapErrors::response)
                    // Steps and addresses in launch arguments would lose bits as doubles.
                    .configureGson(gson -> gson.setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE))
                    .create();
            lifecycle.connect(launcher.getRemoteProxy());
            launcher.startListening();
            // The reader's next task: its stream has ended.
            reader.execute(lifecycle::clientIsGone);
            lifecycle.over().join();
        } finally {
            reader.shutdown();
        }
    }

    /** Tells the request thread where the handling of a request begins and ends. */
    private static MessageConsumer dispatching(RequestThread requests, MessageConsumer next) {
        return message -> {
            if (message instanceof RequestMessage request) {
                requests.dispatch(request.getId(), () -> next.consume(message));
            } else {
                next.consume(message);
            }
        };
    }

    /** LSP4J's, with our reader. */
    private static final class Connecting extends DebugLauncher.Builder<IDebugProtocolClient> {
        private @Nullable MessageJsonHandler json;
        private @Nullable RemoteEndpoint endpoint;

        @Override
        protected MessageJsonHandler createJsonHandler() {
            json = super.createJsonHandler();
            return json;
        }

        @Override
        protected RemoteEndpoint createRemoteEndpoint(MessageJsonHandler jsonHandler) {
            endpoint = super.createRemoteEndpoint(jsonHandler);
            return endpoint;
        }

        @Override
        protected ConcurrentMessageProcessor createMessageProcessor(
                MessageProducer theirs, MessageConsumer consumer, IDebugProtocolClient client) {
            var reader = new RequestReader(
                    new BufferedInputStream(input), Objects.requireNonNull(json), Objects.requireNonNull(endpoint));
            return super.createMessageProcessor(reader, consumer, client);
        }
    }

    private static Thread daemon(Runnable body) {
        var thread = new Thread(body, "dap-reader");
        thread.setDaemon(true);
        return thread;
    }
}
