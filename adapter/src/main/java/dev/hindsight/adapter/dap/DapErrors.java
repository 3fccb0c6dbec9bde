package dev.hindsight.adapter.dap;

import dev.hindsight.adapter.eval.EvalException;
import dev.hindsight.emulator.GuestException;
import dev.hindsight.emulator.HostMemory;
import dev.hindsight.emulator.client.RefusedException;
import dev.hindsight.emulator.elf.ElfException;
import dev.hindsight.emulator.recording.RecordingException;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where exceptions become error responses. */
final class DapErrors {
    private static final Logger LOG = LoggerFactory.getLogger(DapErrors.class);

    /** More than any sentence of ours has by itself. */
    private static final int LONGEST = 1000;

    private DapErrors() {}

    /** For a request that the user made: a client tells him. */
    static ResponseError response(Throwable thrown) {
        return response(thrown, true);
    }

    /**
     * For a request whose answer has its own place on the screen: the sentence goes there. VS Code would show a message
     * besides for each hover over a word that is no variable, and for each frame that it asks for too late.
     */
    static ResponseErrorException inPlace(Throwable thrown) {
        return new ResponseErrorException(response(thrown, false));
    }

    private static ResponseError response(Throwable thrown, boolean showUser) {
        Throwable failure = root(thrown);
        if (failure instanceof ResponseErrorException known) {
            return known.getResponseError();
        }
        if (failure instanceof CancellationException) {
            return new ResponseError(ResponseErrorCode.RequestCancelled, "cancelled", null);
        }
        if (failure instanceof UnsupportedOperationException) {
            return error("This request is not supported.", showUser);
        }
        if (failure instanceof OutOfMemoryError) {
            return error(HostMemory.ofThisProcess().exhausted(), true);
        }
        if (isForTheUser(failure)) {
            return error(String.valueOf(failure.getMessage()), showUser);
        }
        LOG.error("A request failed.", failure);
        return error("Internal error in hindsight: " + failure, true);
    }

    /** The sentence for the user. */
    static String sentence(Throwable thrown) {
        return response(thrown).getMessage();
    }

    private static boolean isForTheUser(Throwable failure) {
        return failure instanceof RequestException
                || failure instanceof RefusedException
                || failure instanceof GuestException
                || failure instanceof RecordingException
                || failure instanceof ElfException
                || failure instanceof EvalException;
    }

    private static Throwable root(Throwable thrown) {
        return thrown instanceof CompletionException && thrown.getCause() != null ? root(thrown.getCause()) : thrown;
    }

    /** What quotes a megabyte of the client's is shortened. */
    static String brief(String sentence) {
        return sentence.length() > LONGEST ? sentence.substring(0, LONGEST) + " …" : sentence;
    }

    private static ResponseError error(String whole, boolean showUser) {
        String sentence = brief(whole);
        // Braces in a DAP message format are placeholders.
        String format = sentence.replace("{", "(").replace("}", ")");
        var body = Map.of("error", Map.of("id", 1, "format", format, "showUser", showUser));
        return new ResponseError(ResponseErrorCode.RequestFailed, sentence, body);
    }
}
