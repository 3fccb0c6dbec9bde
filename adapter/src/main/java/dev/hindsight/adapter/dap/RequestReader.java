package dev.hindsight.adapter.dap;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.eclipse.lsp4j.jsonrpc.MessageConsumer;
import org.eclipse.lsp4j.jsonrpc.MessageIssueException;
import org.eclipse.lsp4j.jsonrpc.MessageIssueHandler;
import org.eclipse.lsp4j.jsonrpc.MessageProducer;
import org.eclipse.lsp4j.jsonrpc.debug.messages.DebugRequestMessage;
import org.eclipse.lsp4j.jsonrpc.json.JsonRpcMethod;
import org.eclipse.lsp4j.jsonrpc.json.MessageJsonHandler;
import org.eclipse.lsp4j.jsonrpc.messages.Message;
import org.eclipse.lsp4j.jsonrpc.messages.MessageIssue;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;

/**
 * Reads a client's requests until its stream ends; those whose arguments are not what the protocol says are refused here.
 * Unlike LSP4J's own reader it takes no message of any length.
 */
final class RequestReader implements MessageProducer {
    private final InputStream in;
    private final MessageJsonHandler json;
    private final MessageIssueHandler refusals;

    RequestReader(InputStream in, MessageJsonHandler json, MessageIssueHandler refusals) {
        this.in = in;
        this.json = json;
        this.refusals = refusals;
    }

    @Override
    public void listen(MessageConsumer consumer) {
        try {
            for (var frame = DapFrames.read(in); frame.isPresent(); frame = DapFrames.read(in)) {
                read(new String(frame.get(), StandardCharsets.UTF_8), consumer);
            }
        } catch (IOException gone) {
            // Whoever sends no more messages is gone.
        }
    }

    private void read(String text, MessageConsumer consumer) {
        Optional<JsonObject> request = request(text);
        if (request.isEmpty()) {
            return;
        }
        Message message;
        try {
            checkArguments(request.get());
            message = json.getGson().fromJson(request.get(), Message.class);
        } catch (RequestException wrong) {
            refuse(request.get(), String.valueOf(wrong.getMessage()));
            return;
        } catch (JsonParseException | MessageIssueException | IllegalStateException unreadable) {
            refuse(request.get(), "The arguments of %s cannot be read.".formatted(command(request.get())));
            return;
        }
        consumer.consume(message);
    }

    /** Empty where nobody could be answered: what is no JSON, or no request. */
    private static Optional<JsonObject> request(String text) {
        try {
            JsonElement message = JsonParser.parseString(text);
            return Optional.of(message)
                    .filter(JsonElement::isJsonObject)
                    .map(JsonElement::getAsJsonObject)
                    .filter(it -> it.get("type") != null && it.get("seq") != null && it.get("command") != null)
                    .filter(it -> it.get("seq").isJsonPrimitive()
                            && it.get("seq").getAsJsonPrimitive().isNumber())
                    .filter(it -> it.get("command").isJsonPrimitive());
        } catch (JsonParseException noMessage) {
            return Optional.empty();
        }
    }

    private void checkArguments(JsonObject request) {
        JsonElement arguments = request.get("arguments");
        JsonRpcMethod method = json.getJsonRpcMethod(command(request));
        if (method != null && method.getParameterTypes().length > 0 && arguments != null && !arguments.isJsonNull()) {
            ArgumentShape.check(command(request), arguments, method.getParameterTypes()[0]);
        }
    }

    private void refuse(JsonObject request, String sentence) {
        var refused = new DebugRequestMessage();
        refused.setId(request.get("seq").getAsInt());
        refused.setMethod(command(request));
        refusals.handle(refused, List.of(new MessageIssue(sentence, ResponseErrorCode.RequestFailed.getValue())));
    }

    private static String command(JsonObject request) {
        return request.get("command").getAsString();
    }
}
