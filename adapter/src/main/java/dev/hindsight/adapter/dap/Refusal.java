package dev.hindsight.adapter.dap;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The answer to a request where there is no session to give it. */
final class Refusal {
    private Refusal() {}

    /** The request that a message is; empty where it is none. */
    static Optional<JsonObject> request(byte[] message) {
        try {
            var json = JsonParser.parseString(new String(message, StandardCharsets.UTF_8));
            return json.isJsonObject() ? Optional.of(json.getAsJsonObject()) : Optional.empty();
        } catch (JsonParseException wrong) {
            return Optional.empty();
        }
    }

    static void write(OutputStream out, JsonObject request, String sentence) throws IOException {
        var response = new JsonObject();
        response.addProperty("type", "response");
        response.addProperty("seq", 0);
        response.add("request_seq", request.get("seq"));
        response.add("command", request.get("command"));
        response.addProperty("success", false);
        response.addProperty("message", sentence);
        DapFrames.write(out, response.toString().getBytes(StandardCharsets.UTF_8));
    }
}
