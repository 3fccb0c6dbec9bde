package dev.hindsight.adapter.dap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LookingTest {
    private Debugging debugging;

    @BeforeEach
    void stopInMain() {
        debugging = SteppingTest.at("calls-rv64-O0", 106);
    }

    @AfterEach
    void hangUp() {
        debugging.close();
    }

    @Test
    void framesHaveSourcesThatExistAndInstructionPointers() {
        JsonObject frame = debugging.frames().get(0);
        assertThat(frame.getAsJsonObject("source").get("path").getAsString()).endsWith("/guests/calls.c");
        assertThat(frame.get("instructionPointerReference").getAsString()).startsWith("0x8000");
        JsonObject one = debugging.request("stackTrace", "threadId", 1, "startFrame", 1, "levels", 1);
        assertThat(one.getAsJsonArray("stackFrames")).hasSize(1);
        assertThat(one.get("totalFrames").getAsInt()).isEqualTo(2);
    }

    @Test
    void scopesShowLocalsGlobalsRegistersAndTime() {
        assertThat(debugging.scope("Locals")).contains("o = 84", "f = 120");
        assertThat(debugging.scope("Globals")).contains("counter = 45", "small = -5 '\\373'");
        assertThat(debugging.scope("Registers")).anyMatch(row -> row.startsWith("sp = 0x"));
        assertThat(debugging.scope("CSRs")).anyMatch(row -> row.startsWith("mstatus = "));
        assertThat(debugging.scope("Time").get(0)).matches("step = \\d+");
    }

    @Test
    void arraysComeInPages() {
        JsonObject numbers = local("numbers");
        assertThat(numbers.get("indexedVariables").getAsInt()).isEqualTo(5);
        int reference = numbers.get("variablesReference").getAsInt();
        assertThat(debugging
                        .variables(reference, "filter", "indexed", "start", 2, "count", 2)
                        .map(Debugging::nameAndValue))
                .containsExactly("[2] = 3", "[3] = 4");
    }

    @Test
    void aDataBreakpointNeedsAName() {
        assertThatThrownBy(() -> debugging.request("dataBreakpointInfo"))
                .hasMessage("dataBreakpointInfo needs \"name\".");
    }

    @Test
    void whoSetsThePcSeesTheStackFromThere() {
        int frame = debugging.frames().get(0).get("id").getAsInt();
        long pc = Long.decode(
                debugging.frames().get(0).get("instructionPointerReference").getAsString());
        debugging.evaluate("$pc");
        debugging.console("$pc = " + (pc + 4));
        assertThat(Long.decode(debugging
                        .frames()
                        .get(0)
                        .get("instructionPointerReference")
                        .getAsString()))
                .isEqualTo(pc + 4);
        assertThat(debugging.frames().get(0).get("id").getAsInt()).isEqualTo(frame);
    }

    @Test
    void variablesRegistersAndMemoryCanBeSet() {
        assertThat(set("Locals", "o", "f + 1")).isEqualTo("121");
        assertThat(debugging.evaluate("o")).isEqualTo("121");
        assertThat(set("Registers", "a0", "42")).isEqualTo("42");
        assertThat(debugging.evaluate("$a0")).isEqualTo("42");
        assertThat(debugging.console("counter = 7")).isEqualTo("7");
        assertThat(debugging.console("counter == 7")).isEqualTo("1");
        assertThatThrownBy(() -> set("Time", "step", "1")).hasMessageContaining("goto");
        assertThatThrownBy(() -> set("Locals", "nothing", "1")).hasMessage("There is no variable nothing here.");
    }

    @Test
    void writingInThePastOpensABranch() {
        debugging.move("continue");
        debugging.breakAt("calls.c", 103);
        debugging.move("reverseContinue");
        debugging.breakAt("calls.c");
        assertThat(debugging.scope("Time")).contains("branch = 0");
        set("Locals", "f", "1000");
        assertThat(debugging.scope("Time")).contains("branch = 1");
        debugging.move("continue");
        assertThat(debugging.output("stdout")).contains("jello counted ");
    }

    private String set(String scope, String name, String value) {
        return debugging
                .request(
                        "setVariable",
                        "variablesReference",
                        debugging.scopeReference(scope),
                        "name",
                        name,
                        "value",
                        value)
                .get("value")
                .getAsString();
    }

    @Test
    void expressionsAreEvaluatedInEveryContext() {
        for (String context : List.of("watch", "hover", "repl", "variables")) {
            assertThat(debugging
                            .request(
                                    "evaluate",
                                    "expression",
                                    "numbers[1] + head.next->where.y",
                                    "context",
                                    context,
                                    "frameId",
                                    debugging.frame(0))
                            .get("result")
                            .getAsString())
                    .isEqualTo("6");
        }
        JsonObject hex = debugging.request(
                "evaluate", "expression", "f", "format", Map.of("hex", true), "frameId", debugging.frame(0));
        assertThat(hex.get("result").getAsString()).isEqualTo("0x78");
        assertThatThrownBy(() -> debugging.evaluate("1 +")).isInstanceOf(DapFailure.class);
        assertThat(debugging.console("help")).contains("goto PLACE", "input TEXT");
        assertThatThrownBy(() -> debugging.console("goto nowhere")).hasMessageContaining("'nowhere' is not a step");
        assertThatThrownBy(() -> debugging.console("when = 5"))
                .as("an assignment to a variable of that name")
                .hasMessageContaining("when");
    }

    @Test
    void aPointerHasAMemoryReferenceThatCanBeRead() {
        JsonObject message = debugging.request("evaluate", "expression", "message", "frameId", debugging.frame(0));
        String reference = message.get("memoryReference").getAsString();
        assertThat(read(reference, 0, 7)).isEqualTo("counted");
        assertThat(read(reference, 2, 5)).isEqualTo("unted");
        assertThat(read("0x%x".formatted(Long.decode(reference) + 100), -100, 7))
                .isEqualTo("counted");
    }

    private String read(String reference, int offset, int count) {
        String data = debugging
                .request("readMemory", "memoryReference", reference, "offset", offset, "count", count)
                .get("data")
                .getAsString();
        return new String(Base64.getDecoder().decode(data), StandardCharsets.US_ASCII);
    }

    @Test
    void memoryThatEndsIsReadAsFarAsItGoes() {
        JsonObject end = debugging.request("readMemory", "memoryReference", "0x87fffff8", "count", 16);
        assertThat(Base64.getDecoder().decode(end.get("data").getAsString())).hasSize(8);
        assertThat(end.get("unreadableBytes").getAsInt()).isEqualTo(8);
        JsonObject none = debugging.request("readMemory", "memoryReference", "0x40000000", "count", 4);
        assertThat(none.has("data")).isFalse();
        assertThat(none.get("unreadableBytes").getAsInt()).isEqualTo(4);
        assertThatThrownBy(() -> debugging.request("readMemory", "memoryReference", "here", "count", 4))
                .hasMessage("\"here\" is not an address such as 0x80000000.");
    }

    @Test
    void memoryIsWrittenAsFarAsAllowed() {
        String counter = debugging.address("counter");
        String data = Base64.getEncoder().encodeToString(new byte[] {1, 1, 0, 0});
        assertThat(debugging
                        .request("writeMemory", "memoryReference", counter, "data", data)
                        .get("bytesWritten")
                        .getAsInt())
                .isEqualTo(4);
        assertThat(debugging.evaluate("counter")).isEqualTo("257");
        assertThatThrownBy(() -> debugging.request("writeMemory", "memoryReference", "0x87fffffe", "data", data))
                .hasMessage("Memory at 0x88000000 cannot be written.");
        assertThat(debugging
                        .request("writeMemory", "memoryReference", "0x87fffffe", "data", data, "allowPartial", true)
                        .get("bytesWritten")
                        .getAsInt())
                .isEqualTo(2);
        assertThatThrownBy(() -> debugging.request("writeMemory", "memoryReference", counter, "data", "***"))
                .hasMessage("data must be base64.");
    }

    @Test
    void aRegisterOfADeviceIsWrittenAsByAStore() {
        String data = Base64.getEncoder().encodeToString(new byte[] {1, 2, 3, 4});
        assertThat(debugging
                        .request("writeMemory", "memoryReference", "0x2004000", "data", data)
                        .get("bytesWritten")
                        .getAsInt())
                .isEqualTo(4);
        JsonObject read = debugging.request("readMemory", "memoryReference", "0x2004000", "count", 4);
        assertThat(read.get("data").getAsString()).isEqualTo(data);
        assertThatThrownBy(() -> debugging.request("writeMemory", "memoryReference", "0x2004001", "data", data))
                .hasMessageStartingWith("0x2004001 is in the device \"clint\": its registers take one aligned");
    }

    @Test
    void disassemblyHasAsManyInstructionsAsAskedForAroundThePc() {
        String pc = debugging.frames().get(0).get("instructionPointerReference").getAsString();
        List<JsonObject> around = disassemble(pc, -20, 40);
        assertThat(around).hasSize(40);
        assertThat(around.get(20).get("address").getAsString()).isEqualTo(pc);
        assertThat(around.get(20).get("line").getAsInt()).isEqualTo(106);
        assertThat(around.get(20).get("symbol").getAsString()).startsWith("main+0x");
        for (int i = 0; i + 1 < around.size(); i++) {
            int length = around.get(i).get("instructionBytes").getAsString().split(" ").length;
            assertThat(address(around.get(i)) + length).isEqualTo(address(around.get(i + 1)));
        }
        assertThat(disassemble(pc, 5, 3)).isEqualTo(around.subList(25, 28));
        assertThat(disassemble("0x80000000", -50, 60)).hasSize(60);
        assertThat(disassemble("0x40000000", 0, 3))
                .allMatch(it -> it.get("presentationHint").getAsString().equals("invalid"));
    }

    private List<JsonObject> disassemble(String at, int offset, int count) {
        return Debugging.list(
                        debugging.request(
                                "disassemble",
                                "memoryReference",
                                at,
                                "instructionOffset",
                                offset,
                                "instructionCount",
                                count),
                        "instructions")
                .toList();
    }

    private static long address(JsonObject instruction) {
        return Long.decode(instruction.get("address").getAsString());
    }

    @Test
    void numbersThatMeanNothingAreSentences() {
        assertThatThrownBy(() -> debugging.request("scopes", "frameId", 4711))
                .hasMessageContaining("no stack frame 4711");
        assertThatThrownBy(() -> debugging.request("variables", "variablesReference", 4711))
                .hasMessageContaining("no variables 4711");
        assertThatThrownBy(() -> debugging.request("stackTrace", "threadId", 9)).hasMessage("There is no thread 9.");
        assertThatThrownBy(() -> debugging.request("next", "threadId", 0)).hasMessage("There is no thread 0.");
        assertThatThrownBy(() -> debugging.request("restartFrame", "frameId", -1))
                .hasMessageContaining("no stack frame -1");
        int old = debugging.frame(0);
        debugging.move("next");
        assertThatThrownBy(() -> debugging.request("scopes", "frameId", old))
                .hasMessageContaining("may have moved since");
        assertThat(debugging.where()).isEqualTo("main calls.c:107");
    }

    @Test
    void onlyWhatTheUserAskedForIsShownAsAMessage() {
        assertThatThrownBy(() -> debugging.request("scopes", "frameId", 4711)).isInstanceOf(DapFailure.class);
        assertThatThrownBy(() -> debugging.request("evaluate", "expression", "nobody"))
                .isInstanceOf(DapFailure.class);
        assertThat(debugging.transcript())
                .filteredOn(line -> line.contains("\"showUser\":true"))
                .isEmpty();

        assertThatThrownBy(() -> debugging.request("restartFrame", "frameId", 4711))
                .isInstanceOf(DapFailure.class);
        assertThat(debugging.transcript())
                .filteredOn(line -> line.contains("\"showUser\":true"))
                .hasSize(1);
    }

    private JsonObject local(String name) {
        return debugging
                .variables(debugging.scopeReference("Locals"))
                .filter(it -> it.get("name").getAsString().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aRegisterThatACallMayHaveOverwrittenIsNotShownInTheCaller() {
        try (var debugging = SteppingTest.at("calls-rv64-Og", 33)) {
            assertThat(inFrame(debugging, 1, "$a0")).isEqualTo("<the register is not saved>");
            assertThat(inFrame(debugging, 1, "$s1")).isEqualTo(inFrame(debugging, 0, "$s1"));
            int registers = Debugging.list(debugging.request("scopes", "frameId", debugging.frame(1)), "scopes")
                    .filter(scope -> scope.get("name").getAsString().equals("Registers"))
                    .findFirst()
                    .orElseThrow()
                    .get("variablesReference")
                    .getAsInt();
            assertThat(debugging.variables(registers).map(Debugging::nameAndValue))
                    .contains("a0 = <the register is not saved>");
        }
    }

    @Test
    void whatAnInterruptInterruptedHasAllOfItsRegisters() {
        try (var debugging = Debugging.atEntry("race")) {
            debugging.breakpoints(
                    "setFunctionBreakpoints", Debugging.map("breakpoints", List.of(Debugging.map("name", "trap"))));
            debugging.go("continue");
            while (debugging.frames().size() < 2) {
                debugging.move("stepIn", "granularity", "instruction"); // until mepc is saved
            }
            assertThat(inFrame(debugging, 1, "$a7")).isEqualTo(inFrame(debugging, 0, "$a7"));
            assertThat(inFrame(debugging, 1, "$t0")).isNotEqualTo(inFrame(debugging, 0, "$t0"));
        }
    }

    private static String inFrame(Debugging debugging, int frame, String expression) {
        return debugging
                .request("evaluate", "expression", expression, "context", "watch", "frameId", debugging.frame(frame))
                .get("result")
                .getAsString();
    }
}
