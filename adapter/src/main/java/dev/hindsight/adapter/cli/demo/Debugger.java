package dev.hindsight.adapter.cli.demo;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.hindsight.adapter.dap.DapClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** What the user of an IDE does, as the requests that the IDE makes of it. */
final class Debugger {
    private final DapClient client;
    private JsonObject stopped = new JsonObject();

    Debugger(DapClient client) {
        this.client = client;
    }

    /** Starts the program and stands before its first step. */
    void launch(Path program) {
        client.request("initialize", Map.of("clientName", "demo", "adapterID", "hindsight"));
        var launched = client.send("launch", Map.of("program", program.toString(), "stopOnEntry", true));
        client.await("initialized");
        client.request("configurationDone", Map.of());
        client.answer(launched);
        stopped = client.await("stopped");
    }

    /** {@code continue}, {@code stepBack} or {@code reverseContinue}, until the machine stands again. */
    void move(String request) {
        client.request(request, Map.of("threadId", stopped.get("threadId").getAsInt()));
        stopped = client.await("stopped");
    }

    void restartFrame() {
        client.request("restartFrame", Map.of("frameId", topFrame().get("id").getAsInt()));
        stopped = client.await("stopped");
    }

    /** Stop wherever the value of an expression is written; no other data breakpoints remain. */
    void stopAtWritesOf(String expression) {
        int frame = topFrame().get("id").getAsInt();
        JsonObject info = client.request("dataBreakpointInfo", Map.of("name", expression, "frameId", frame));
        if (info.get("dataId").isJsonNull()) {
            throw new IllegalStateException(info.get("description").getAsString());
        }
        Map<String, String> breakpoint = Map.of("dataId", info.get("dataId").getAsString(), "accessType", "write");
        client.request("setDataBreakpoints", Map.of("breakpoints", List.of(breakpoint)));
    }

    /** Why the machine stopped, in the words of the debugger. */
    String reason() {
        return Optional.ofNullable(stopped.get("text"))
                .or(() -> Optional.ofNullable(stopped.get("description")))
                .map(JsonElement::getAsString)
                .orElse(stopped.get("reason").getAsString());
    }

    String value(String expression) {
        Map<String, Object> question = Map.of(
                "expression",
                expression,
                "context",
                "watch",
                "frameId",
                topFrame().get("id").getAsInt());
        return client.request("evaluate", question).get("result").getAsString();
    }

    DemoPlace place() {
        JsonObject frame = topFrame();
        int id = frame.get("id").getAsInt();
        Path source = frame.has("source")
                ? Path.of(frame.getAsJsonObject("source").get("path").getAsString())
                : Path.of("?");
        return new DemoPlace(step(id), id, source, frame.get("line").getAsInt());
    }

    /** The step is a variable in the scope of that name. */
    private long step(int frame) {
        JsonObject time = named(client.request("scopes", Map.of("frameId", frame)), "scopes", "Time");
        int reference = time.get("variablesReference").getAsInt();
        JsonObject step =
                named(client.request("variables", Map.of("variablesReference", reference)), "variables", "step");
        return Long.parseLong(step.get("value").getAsString().replaceAll("\\D", ""));
    }

    private static JsonObject named(JsonObject body, String list, String name) {
        return StreamSupport.stream(body.getAsJsonArray(list).spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .filter(entry -> entry.get("name").getAsString().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("There is no " + name + " among the " + list + "."));
    }

    private JsonObject topFrame() {
        Map<String, Integer> one = Map.of("threadId", stopped.get("threadId").getAsInt(), "startFrame", 0, "levels", 1);
        return client.request("stackTrace", one)
                .getAsJsonArray("stackFrames")
                .get(0)
                .getAsJsonObject();
    }

    /** What the guest wrote on its console since the last time. */
    String console() {
        StringBuilder text = new StringBuilder();
        for (var event = client.poll("output"); event.isPresent(); event = client.poll("output")) {
            if (event.get().get("category").getAsString().equals("stdout")) {
                text.append(event.get().get("output").getAsString());
            }
        }
        return text.toString();
    }

    void disconnect() {
        client.request("disconnect", Map.of("terminateDebuggee", true));
    }
}
