package dev.hindsight.adapter.dap;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A debug session over the real server's streams, in the words that a test wants to use. */
final class Debugging implements AutoCloseable {
    private static final Path ROOT = Path.of(System.getProperty("hindsight.root", ".."));

    private final List<String> transcript;
    final DapClient client;

    private Debugging(DapClient client, List<String> transcript) {
        this.client = client;
        this.transcript = transcript;
    }

    static Path guest(String name) {
        Path example = ROOT.resolve("examples").resolve(name + ".elf");
        return example.toFile().exists()
                ? example
                : ROOT.resolve("emulator/src/test/guests").resolve(name + ".elf");
    }

    /** Initialized and launched; configurationDone is still to come. */
    static Debugging launch(String guest, Map<String, ?> more) {
        return launchProgram(guest(guest), more);
    }

    static Debugging launchProgram(Path program, Map<String, ?> more) {
        var arguments = new HashMap<String, Object>(more);
        arguments.put("program", program.toString());
        return launched(arguments);
    }

    /** With these arguments and no others; stands before the first step. */
    static Debugging launchGuest(Map<String, ?> guest) {
        var arguments = new HashMap<String, Object>(guest);
        arguments.put("stopOnEntry", true);
        Debugging debugging = launched(arguments);
        debugging.client.request("configurationDone", Map.of());
        debugging.client.await("stopped");
        return debugging;
    }

    /** As {@link #launch}, with these arguments and no others. */
    static Debugging launched(Map<String, ?> arguments) {
        var lines = Collections.synchronizedList(new ArrayList<String>());
        var debugging = new Debugging(DapClient.inProcess(lines::add), lines);
        debugging.initialize("test");
        debugging.client.request("launch", arguments);
        debugging.client.await("initialized");
        return debugging;
    }

    /** Stands before the first step. */
    static Debugging atEntry(String guest) {
        Debugging debugging = launch(guest, Map.of("stopOnEntry", true));
        debugging.client.request("configurationDone", Map.of());
        assertThat(debugging.client.await("stopped").get("reason").getAsString())
                .isEqualTo("entry");
        return debugging;
    }

    static Debugging attach(int port) throws Exception {
        var lines = Collections.synchronizedList(new ArrayList<String>());
        var debugging = new Debugging(DapClient.connect(port, lines::add), lines);
        debugging.initialize("second");
        debugging.client.request("attach", Map.of("port", port));
        debugging.client.await("initialized");
        debugging.client.request("configurationDone", Map.of());
        return debugging;
    }

    private void initialize(String name) {
        request(
                "initialize",
                "adapterID",
                "hindsight",
                "clientName",
                name,
                "linesStartAt1",
                true,
                "supportsProgressReporting",
                true);
    }

    /** All messages so far, for the description of a failure. */
    List<String> transcript() {
        synchronized (transcript) {
            return List.copyOf(transcript);
        }
    }

    JsonObject request(String command, Object... namesAndValues) {
        return client.request(command, map(namesAndValues));
    }

    static Map<String, Object> map(Object... namesAndValues) {
        var map = new HashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }

    /** Makes a move and waits for its end: the stopped event. */
    JsonObject move(String command, Object... more) {
        Map<String, Object> arguments = map(more);
        arguments.put("threadId", 1);
        client.request(command, arguments);
        return client.await("stopped");
    }

    /** Makes a move and says where it ended: {@code step main calls.c:101}. */
    String go(String command, Object... more) {
        JsonObject event = move(command, more);
        return event.get("reason").getAsString() + " " + where();
    }

    List<JsonObject> breakAt(String source, int... lines) {
        List<Map<String, Object>> wanted = new ArrayList<>();
        for (int line : lines) {
            wanted.add(map("line", line));
        }
        return breakpoints("setBreakpoints", map("source", map("path", source), "breakpoints", wanted));
    }

    @SafeVarargs
    final List<JsonObject> setSource(String source, Map<String, Object>... wanted) {
        return breakpoints("setBreakpoints", map("source", map("path", source), "breakpoints", List.of(wanted)));
    }

    String dataId(String expression) {
        return request("dataBreakpointInfo", "name", expression, "frameId", frame(0))
                .get("dataId")
                .getAsString();
    }

    void dataBreakpoint(String expression, String accessType) {
        String id = dataId(expression);
        breakpoints("setDataBreakpoints", map("breakpoints", List.of(map("dataId", id, "accessType", accessType))));
    }

    /** The output of a category so far. */
    String output(String category) {
        var text = new StringBuilder();
        for (var event = client.poll("output"); event.isPresent(); event = client.poll("output")) {
            if (event.get().get("category").getAsString().equals(category)) {
                text.append(event.get().get("output").getAsString());
            }
        }
        return text.toString();
    }

    /** Waits for output of a category until it ends so; all of it. */
    String outputUntil(String category, String end) {
        var text = new StringBuilder();
        while (!text.toString().endsWith(end)) {
            JsonObject event = client.await("output");
            if (event.get("category").getAsString().equals(category)) {
                text.append(event.get("output").getAsString());
            }
        }
        return text.toString();
    }

    List<JsonObject> breakpoints(String request, Map<String, ?> arguments) {
        return list(client.request(request, arguments), "breakpoints").toList();
    }

    /** {@code main calls.c:101}. */
    String where() {
        return described(frames().get(0));
    }

    List<String> stack() {
        return frames().stream().map(Debugging::described).toList();
    }

    List<JsonObject> frames() {
        return list(request("stackTrace", "threadId", 1), "stackFrames").toList();
    }

    private static String described(JsonObject frame) {
        String name = frame.get("name").getAsString();
        return frame.has("source")
                ? "%s %s:%d"
                        .formatted(
                                name,
                                frame.getAsJsonObject("source").get("name").getAsString(),
                                frame.get("line").getAsInt())
                : name;
    }

    int frame(int index) {
        return frames().get(index).get("id").getAsInt();
    }

    String evaluate(String expression) {
        return request("evaluate", "expression", expression, "context", "watch", "frameId", frame(0))
                .get("result")
                .getAsString();
    }

    /** Where a variable is, as {@code 0x80001234}. */
    String address(String variable) {
        return evaluate("&" + variable).replaceAll(".*(0x[0-9a-f]+).*", "$1");
    }

    String console(String line) {
        return request("evaluate", "expression", line, "context", "repl")
                .get("result")
                .getAsString();
    }

    /** The variables of a scope of the innermost frame, as {@code name = value}. */
    List<String> scope(String name) {
        return variables(scopeReference(name)).map(Debugging::nameAndValue).toList();
    }

    int scopeReference(String name) {
        return list(request("scopes", "frameId", frame(0)), "scopes")
                .filter(scope -> scope.get("name").getAsString().equals(name))
                .findFirst()
                .orElseThrow()
                .get("variablesReference")
                .getAsInt();
    }

    Stream<JsonObject> variables(int reference, Object... more) {
        Map<String, Object> arguments = map(more);
        arguments.put("variablesReference", reference);
        return list(client.request("variables", arguments), "variables");
    }

    static String nameAndValue(JsonObject variable) {
        return variable.get("name").getAsString() + " = "
                + variable.get("value").getAsString();
    }

    long step() {
        return Long.parseLong(scope("Time").get(0).substring("step = ".length()));
    }

    static Stream<JsonObject> list(JsonObject body, String name) {
        JsonArray array = body.getAsJsonArray(name);
        return StreamSupport.stream(array.spliterator(), false).map(JsonElement::getAsJsonObject);
    }

    @Override
    public void close() {
        client.close();
    }
}
