package dev.hindsight.adapter.dap;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Stands between an IDE's streams and a debug session: one in this process, until {@code attach} names the port of a
 * running {@code serve}; from then on everything goes there and back, and initialize and attach are said again.
 */
final class AttachRelay {
    private final InputStream in;
    private final OutputStream out;
    private final Path saveTo;
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    // Owned by the thread that reads the client.
    private OutputStream destination = OutputStream.nullOutputStream();
    private byte @Nullable [] initialize;
    private volatile boolean joined;

    /** {@code saveTo}: the folder below which the history of the session in this process may be saved. */
    AttachRelay(InputStream in, OutputStream out, Path saveTo) {
        this.in = new BufferedInputStream(in);
        this.out = out;
        this.saveTo = saveTo;
    }

    /** Serves until the client is gone or has disconnected. */
    void run() {
        var toServer = new PipedOutputStream();
        PipedInputStream serverIn;
        try {
            serverIn = new PipedInputStream(toServer, 1 << 16);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        destination = toServer;
        daemon("dap-local", () -> serveHere(serverIn));
        daemon("dap-stdin", this::readClient);
        over.join();
    }

    private void serveHere(InputStream serverIn) {
        DapConnection.serve(serverIn, out, new OwnMachines(saveTo));
        if (!joined) {
            over.complete(null);
        }
    }

    private void readClient() {
        try {
            for (var frame = DapFrames.read(in); frame.isPresent(); frame = DapFrames.read(in)) {
                pass(frame.get());
            }
        } catch (IOException gone) {
            // The client or the other side went away: both mean the end.
        } finally {
            closeDestination();
            if (joined) {
                over.complete(null);
            }
        }
    }

    private void pass(byte[] frame) throws IOException {
        Optional<JsonObject> request = joined ? Optional.empty() : Refusal.request(frame);
        String command = request.map(it -> text(it, "command")).orElse("");
        if (command.equals("initialize")) {
            initialize = frame;
        }
        Optional<AttachArguments> door =
                command.equals("attach") ? request.flatMap(AttachRelay::door) : Optional.empty();
        if (door.isPresent() && initialize != null) {
            join(door.get(), request.orElseThrow(), frame, initialize);
        } else {
            DapFrames.write(destination, frame);
        }
    }

    /** The door that an attach names; empty if there is none, or something is wrong with it. */
    private static Optional<AttachArguments> door(JsonObject attach) {
        try {
            @SuppressWarnings("unchecked")
            Map<String, Object> arguments = new Gson().fromJson(attach.get("arguments"), Map.class);
            return Optional.ofNullable(arguments)
                    .map(AttachArguments::of)
                    .filter(it -> it.port().isPresent());
        } catch (RequestException | JsonParseException wrong) {
            return Optional.empty();
        }
    }

    private void join(AttachArguments door, JsonObject attach, byte[] frame, byte[] hello) throws IOException {
        Socket socket;
        try {
            socket = new Socket(door.host(), door.port().getAsInt());
        } catch (IOException | RuntimeException refused) {
            Refusal.write(
                    out,
                    attach,
                    "Nothing answers on %s:%d: is hindsight serve running, with --dap?"
                            .formatted(door.host(), door.port().getAsInt()));
            return;
        }
        joined = true;
        closeDestination();
        socket.setTcpNoDelay(true);
        destination = socket.getOutputStream();
        DapFrames.write(destination, hello);
        // Its answer: the client has had ours.
        InputStream answers = new BufferedInputStream(socket.getInputStream());
        DapFrames.read(answers);
        DapFrames.write(destination, frame);
        daemon("dap-relay", () -> copyBack(socket, answers));
    }

    private void copyBack(Socket socket, InputStream answers) {
        try (socket) {
            for (var frame = DapFrames.read(answers); frame.isPresent(); frame = DapFrames.read(answers)) {
                DapFrames.write(out, frame.get());
            }
        } catch (IOException gone) {
            // As at the other end.
        } finally {
            over.complete(null);
        }
    }

    private static String text(JsonObject object, String name) {
        var value = object.get(name);
        return value != null && value.isJsonPrimitive() ? value.getAsString() : "";
    }

    private void closeDestination() {
        try {
            destination.close();
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
