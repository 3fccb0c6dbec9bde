package dev.hindsight.adapter.dap;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Requests whose arguments are not what the protocol says: each is answered with one sentence. */
class RequestShapeTest {
    private static final List<Object> STRANGE = Arrays.asList(
            null,
            7,
            -1,
            1e300,
            0.5,
            true,
            "",
            "x",
            "0x",
            List.of(),
            Collections.singletonList(null),
            Map.of(),
            List.of("x"),
            List.of(7),
            List.of(Map.of()));

    @Test
    void nullInAListIsRefusedWithASentence() throws Exception {
        try (var debugging = Debugging.atEntry("calls-rv64-O0")) {
            for (String kind : List.of("", "Function", "Instruction", "Data")) {
                String command = "set" + kind + "Breakpoints";
                assertThat(refusal(debugging, command, with(command, "breakpoints", null)))
                        .isEqualTo(command + ": \"breakpoints[0]\" must be an object.");
            }
            assertThat(refusal(debugging, "setBreakpoints", with("setBreakpoints", "lines", null)))
                    .isEqualTo("setBreakpoints: \"lines[0]\" must be a whole number.");
            assertThat(refusal(debugging, "setExceptionBreakpoints", with("setExceptionBreakpoints", "filters", null)))
                    .isEqualTo("setExceptionBreakpoints: \"filters[0]\" must be a string.");
        }
    }

    private static Map<String, Object> with(String command, String list, Object element) {
        Map<String, Object> arguments = new HashMap<>(WELL_FORMED.get(command));
        arguments.put(list, Collections.singletonList(element));
        return arguments;
    }

    @Test
    void whatIsMissingIsNamed() throws Exception {
        try (var debugging = Debugging.atEntry("calls-rv64-O0")) {
            assertThat(refusal(debugging, "setBreakpoints", Map.of())).isEqualTo("setBreakpoints needs \"source\".");
            assertThat(refusal(
                            debugging,
                            "setBreakpoints",
                            Map.of("source", Map.of("path", "calls.c"), "breakpoints", List.of(Map.of()))))
                    .isEqualTo("setBreakpoints needs \"breakpoints[0].line\".");
            assertThat(refusal(debugging, "next", Map.of())).isEqualTo("next needs \"threadId\".");
            assertThat(refusal(debugging, "scopes", Map.of("frameId", "one")))
                    .isEqualTo("scopes: \"frameId\" must be a whole number.");
        }
    }

    @Test
    void whatMakesNoDifferenceMayBeMissing() {
        try (var debugging = Debugging.atEntry("calls-rv64-O0")) {
            debugging.request("continue");
            assertThat(debugging.client.await("stopped").get("reason").getAsString())
                    .isEqualTo("exit");
            debugging.request("pause");
        }
    }

    /** Each field of each request is left out, null, and of every kind but its own; and then several at random. */
    @Test
    void whateverIsWrongWithARequestItsAnswerIsASentenceAndTheNextIsServed() throws Exception {
        try (var debugging = Debugging.atEntry("calls-rv64-O0")) {
            for (var request : WELL_FORMED.entrySet()) {
                for (Map<String, Object> wrong : variations(request.getValue())) {
                    answered(debugging, request.getKey(), wrong);
                }
            }
            var dice = new Random(11);
            List<String> commands = List.copyOf(WELL_FORMED.keySet());
            for (int round = 0; round < 500; round++) {
                String command = commands.get(dice.nextInt(commands.size()));
                Map<String, Object> arguments = new HashMap<>(WELL_FORMED.get(command));
                arguments.replaceAll((name, value) -> dice.nextInt(3) == 0 ? any(dice) : value);
                answered(debugging, command, arguments);
            }
            assertThat(debugging.request("threads").getAsJsonArray("threads")).hasSize(1);
        }
    }

    private static Object any(Random dice) {
        return STRANGE.get(dice.nextInt(STRANGE.size()));
    }

    private static List<Map<String, Object>> variations(Map<String, Object> arguments) {
        var all = new ArrayList<Map<String, Object>>();
        for (String name : arguments.keySet()) {
            var without = new HashMap<>(arguments);
            without.remove(name);
            all.add(without);
            for (Object strange : STRANGE) {
                var changed = new HashMap<>(arguments);
                changed.put(name, strange);
                all.add(changed);
            }
            for (Object inner : inside(arguments.get(name))) {
                var changed = new HashMap<>(arguments);
                changed.put(name, inner);
                all.add(changed);
            }
        }
        return all;
    }

    /** The same for what a field holds: an object, or a list with one object. */
    @SuppressWarnings("unchecked")
    private static List<Object> inside(Object value) {
        if (value instanceof Map<?, ?> map) {
            return List.copyOf(variations((Map<String, Object>) map));
        }
        if (value instanceof List<?> list && list.size() == 1 && list.get(0) instanceof Map<?, ?> map) {
            return variations((Map<String, Object>) map).stream()
                    .<Object>map(List::of)
                    .toList();
        }
        return List.of();
    }

    private static void answered(Debugging debugging, String command, Map<String, Object> arguments) throws Exception {
        JsonObject response = send(debugging, command, arguments).get();
        if (!response.get("success").getAsBoolean()) {
            assertThat(response.get("message").getAsString())
                    .as("%s %s", command, arguments)
                    .matches("(?s).*[.?]")
                    .doesNotContain("Internal error", "Exception:", "java.");
        }
    }

    private static String refusal(Debugging debugging, String command, Map<String, Object> arguments) throws Exception {
        JsonObject response = send(debugging, command, arguments).get();
        assertThat(response.get("success").getAsBoolean()).isFalse();
        return response.get("message").getAsString();
    }

    private static CompletableFuture<JsonObject> send(
            Debugging debugging, String command, Map<String, Object> arguments) {
        return debugging.client.send(command, arguments);
    }

    /** One of each request, as it moves nothing: fields of every kind that the protocol has. */
    private static final Map<String, Map<String, Object>> WELL_FORMED = new LinkedHashMap<>();

    static {
        Map<String, Object> source = Map.of("path", "calls.c", "name", "calls.c", "sourceReference", 0);
        Map<String, Object> line =
                Map.of("line", 33, "column", 1, "condition", "1", "hitCondition", "5", "logMessage", "x");
        WELL_FORMED.put(
                "setBreakpoints",
                Map.of("source", source, "breakpoints", List.of(line), "lines", List.of(33), "sourceModified", false));
        WELL_FORMED.put(
                "setFunctionBreakpoints",
                Map.of("breakpoints", List.of(Map.of("name", "leaf", "condition", "1", "hitCondition", "2"))));
        WELL_FORMED.put(
                "setInstructionBreakpoints",
                Map.of("breakpoints", List.of(Map.of("instructionReference", "0x80000000", "offset", 4))));
        WELL_FORMED.put(
                "setDataBreakpoints",
                Map.of("breakpoints", List.of(Map.of("dataId", "nothing", "accessType", "write", "condition", "1"))));
        WELL_FORMED.put(
                "setExceptionBreakpoints",
                Map.of(
                        "filters",
                        List.of("x"),
                        "filterOptions",
                        List.of(Map.of("filterId", "x", "condition", "1")),
                        "exceptionOptions",
                        List.of(Map.of("breakMode", "always", "path", List.of(Map.of("names", List.of("x")))))));
        WELL_FORMED.put(
                "dataBreakpointInfo", Map.of("name", "counter", "frameId", 0, "variablesReference", 0, "bytes", 4));
        WELL_FORMED.put("threads", Map.of());
        for (String step : List.of("next", "stepIn", "stepOut", "stepBack")) {
            WELL_FORMED.put(step, Map.of("threadId", 99, "granularity", "line", "singleThread", true));
        }
        WELL_FORMED.put("exceptionInfo", Map.of("threadId", 1));
        WELL_FORMED.put("stackTrace", Map.of("threadId", 1, "startFrame", 0, "levels", 1));
        WELL_FORMED.put("scopes", Map.of("frameId", 1000));
        WELL_FORMED.put(
                "variables",
                Map.of(
                        "variablesReference",
                        1,
                        "filter",
                        "named",
                        "start",
                        0,
                        "count",
                        1,
                        "format",
                        Map.of("hex", true)));
        WELL_FORMED.put(
                "setVariable",
                Map.of("variablesReference", 1, "name", "a0", "value", "1", "format", Map.of("hex", true)));
        WELL_FORMED.put(
                "evaluate",
                Map.of("expression", "1+1", "frameId", 0, "context", "watch", "format", Map.of("hex", true)));
        WELL_FORMED.put("readMemory", Map.of("memoryReference", "0x80000000", "offset", 0, "count", 4));
        WELL_FORMED.put(
                "writeMemory",
                Map.of("memoryReference", "0x80001000", "offset", 0, "data", "AA==", "allowPartial", true));
        WELL_FORMED.put(
                "disassemble",
                Map.of(
                        "memoryReference",
                        "0x80000000",
                        "offset",
                        0,
                        "instructionOffset",
                        0,
                        "instructionCount",
                        2,
                        "resolveSymbols",
                        true));
        WELL_FORMED.put("restartFrame", Map.of("frameId", 1000));
        WELL_FORMED.put("cancel", Map.of("requestId", 100000, "progressId", "none"));
        WELL_FORMED.put("completions", Map.of("text", "x", "column", 1, "frameId", 0, "line", 1));
        WELL_FORMED.put("initialize", Map.of("adapterID", "x", "clientName", "x", "linesStartAt1", true));
        WELL_FORMED.put("launch", Map.of("program", "x", "drives", List.of("x"), "harts", 1, "stopOnEntry", true));
        WELL_FORMED.put("attach", Map.of("host", "127.0.0.1", "port", 70000));
    }
}
