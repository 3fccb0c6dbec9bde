package dev.hindsight.adapter.dap;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** A debugger for programs: sends requests and waits for events, over the same bytes as an IDE. */
public final class DapClient implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 120;
    private static final Gson GSON = new GsonBuilder().serializeNulls().create();

    private final InputStream in;
    private final OutputStream out;
    private final Consumer<String> transcript;
    private final Map<Integer, CompletableFuture<JsonObject>> pending = new ConcurrentHashMap<>();
    private final Map<String, BlockingQueue<JsonObject>> events = new ConcurrentHashMap<>();
    private volatile boolean gone;
    private int sent;

    private DapClient(InputStream in, OutputStream out, Consumer<String> transcript) {
        this.in = in;
        this.out = out;
        this.transcript = transcript;
        daemon("dap-client", this::listen);
    }

    /** Talks to a server in this process, which launches its own machine. Each line of the transcript is a message. */
    public static DapClient inProcess(Consumer<String> transcript) {
        try {
            // Not the piped streams of java.io, which break where the thread that wrote last has ended.
            Pipe requests = Pipe.open();
            Pipe answers = Pipe.open();
            OutputStream serverOut = Channels.newOutputStream(answers.sink());
            daemon("dap-server", () -> {
                DapStdio.serve(Channels.newInputStream(requests.source()), serverOut);
                closeQuietly(serverOut);
            });
            return new DapClient(
                    Channels.newInputStream(answers.source()), Channels.newOutputStream(requests.sink()), transcript);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Talks to a server behind a port of 127.0.0.1. */
    public static DapClient connect(int port, Consumer<String> transcript) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        return new DapClient(socket.getInputStream(), socket.getOutputStream(), transcript);
    }

    /** Sends a request and waits for its answer: the body, or {@link DapFailure} with the server's sentence. */
    public JsonObject request(String command, Map<String, ?> arguments) {
        return answer(send(command, arguments));
    }

    /** Sends a request; the future completes with the whole response. */
    public synchronized CompletableFuture<JsonObject> send(String command, Map<String, ?> arguments) {
        int seq = ++sent;
        var response = new CompletableFuture<JsonObject>();
        pending.put(seq, response);
        var message = Map.of("seq", seq, "type", "request", "command", command, "arguments", arguments);
        String json = GSON.toJson(message);
        transcript.accept("-> " + json);
        try {
            DapFrames.write(out, json.getBytes(StandardCharsets.UTF_8));
        } catch (IOException closed) {
            gone = true;
        }
        if (gone) {
            response.completeExceptionally(new DapFailure("The server closed the connection."));
        }
        return response;
    }

    /** The body of a response that is waited for. */
    public JsonObject answer(CompletableFuture<JsonObject> response) {
        JsonObject answer;
        try {
            answer = response.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException late) {
            throw new DapFailure("No answer within " + PATIENCE_SECONDS + " s.");
        } catch (InterruptedException | ExecutionException failure) {
            throw new DapFailure(String.valueOf(failure.getMessage()));
        }
        if (!answer.get("success").getAsBoolean()) {
            throw new DapFailure(answer.has("message") ? answer.get("message").getAsString() : "failed");
        }
        return body(answer);
    }

    /** The body of the next event of that name that was not taken yet. */
    public JsonObject await(String event) {
        try {
            JsonObject message = queue(event).poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (message == null) {
                throw new DapFailure("No event " + event + " within " + PATIENCE_SECONDS + " s.");
            }
            return body(message);
        } catch (InterruptedException stopped) {
            throw new DapFailure("Interrupted.");
        }
    }

    /** The body of an event that has come already, if there is one. */
    public Optional<JsonObject> poll(String event) {
        return Optional.ofNullable(queue(event).poll()).map(DapClient::body);
    }

    private static JsonObject body(JsonObject message) {
        return message.has("body") && message.get("body").isJsonObject()
                ? message.getAsJsonObject("body")
                : new JsonObject();
    }

    private void listen() {
        try {
            for (var frame = DapFrames.read(in); frame.isPresent(); frame = DapFrames.read(in)) {
                String json = new String(frame.get(), StandardCharsets.UTF_8);
                transcript.accept("<- " + json);
                arrived(JsonParser.parseString(json).getAsJsonObject());
            }
        } catch (IOException gone) {
            transcript.accept("<- " + gone.getMessage());
        } finally {
            gone = true;
            pending.values()
                    .forEach(answer ->
                            answer.completeExceptionally(new DapFailure("The server closed the connection.")));
        }
    }

    private void arrived(JsonObject message) {
        if (message.get("type").getAsString().equals("event")) {
            queue(message.get("event").getAsString()).add(message);
            return;
        }
        var answer = pending.remove(message.get("request_seq").getAsInt());
        if (answer != null) {
            answer.complete(message);
        }
    }

    private BlockingQueue<JsonObject> queue(String event) {
        return events.computeIfAbsent(event, name -> new LinkedBlockingQueue<>());
    }

    /** Hangs up. */
    @Override
    public void close() {
        closeQuietly(out);
        closeQuietly(in);
    }

    private static void closeQuietly(Closeable stream) {
        try {
            stream.close();
        } catch (IOException already) {
            // It is to be closed.
        }
    }

    private static void daemon(String name, Runnable body) {
        var thread = new Thread(body, name);
        thread.setDaemon(true);
        thread.start();
    }
}
