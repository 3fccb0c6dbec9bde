package dev.hindsight.adapter.cli.bench;

import com.google.gson.JsonObject;
import dev.hindsight.adapter.dap.DapClient;
import dev.hindsight.adapter.dap.DapDoor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A DAP client behind a TCP port: what is timed is from the request to the event that says where the machine stands. */
final class DapClientDoor implements TimedClient {
    private final DapDoor server;
    private final DapClient client;
    private final int thread;

    DapClientDoor(Path program, RecordedRun recording) {
        try {
            server = DapDoor.open(recording.session(), List.of(program), 0);
            client = DapClient.connect(server.port(), message -> {});
        } catch (IOException e) {
            throw new BenchException("The DAP port cannot be opened: " + e.getMessage(), e);
        }
        client.request("initialize", Map.of("clientName", "bench", "adapterID", "hindsight"));
        var attached = client.send("attach", Map.of());
        client.await("initialized");
        client.request("configurationDone", Map.of());
        client.answer(attached);
        thread = client.await("stopped").get("threadId").getAsInt();
    }

    @Override
    public double seek(long step) {
        return timed("evaluate", Map.of("expression", "goto " + step, "context", "repl"));
    }

    @Override
    public double stepBack() {
        return timed("stepBack", Map.of("threadId", thread, "granularity", "instruction"));
    }

    @Override
    public double reverseContinue(long address) {
        instructionBreakpoints(List.of(Map.of("instructionReference", "0x" + Long.toHexString(address))));
        try {
            return timed("reverseContinue", Map.of("threadId", thread));
        } finally {
            instructionBreakpoints(List.of());
        }
    }

    @Override
    public double lastWrite(long address, int length) {
        Map<String, Object> place =
                Map.of("name", "0x" + Long.toHexString(address), "asAddress", true, "bytes", length);
        JsonObject info = client.request("dataBreakpointInfo", place);
        if (!info.has("dataId") || info.get("dataId").isJsonNull()) {
            throw new BenchException("DAP: " + info.get("description").getAsString());
        }
        Map<String, String> point = Map.of("dataId", info.get("dataId").getAsString(), "accessType", "write");
        client.request("setDataBreakpoints", Map.of("breakpoints", List.of(point)));
        try {
            return timed("reverseContinue", Map.of("threadId", thread));
        } finally {
            client.request("setDataBreakpoints", Map.of("breakpoints", List.of()));
        }
    }

    private void instructionBreakpoints(List<Map<String, String>> breakpoints) {
        client.request("setInstructionBreakpoints", Map.of("breakpoints", breakpoints));
    }

    private double timed(String request, Map<String, ?> arguments) {
        long began = System.nanoTime();
        client.request(request, arguments);
        client.await("stopped");
        return (System.nanoTime() - began) / 1e6;
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }
}
