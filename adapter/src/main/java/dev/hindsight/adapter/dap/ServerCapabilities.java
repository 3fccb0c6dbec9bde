package dev.hindsight.adapter.dap;

import dev.hindsight.emulator.client.Client;
import org.eclipse.lsp4j.debug.Capabilities;

/** What the server can do. */
final class ServerCapabilities {
    private ServerCapabilities() {}

    /** With any target. */
    static Capabilities toClient() {
        var offer = new Capabilities();
        offer.setSupportsConfigurationDoneRequest(true);
        offer.setSupportsFunctionBreakpoints(true);
        offer.setSupportsConditionalBreakpoints(true);
        offer.setSupportsHitConditionalBreakpoints(true);
        offer.setSupportsLogPoints(true);
        offer.setSupportsInstructionBreakpoints(true);
        offer.setSupportsDataBreakpoints(true);
        offer.setSupportsDataBreakpointBytes(true);
        offer.setSupportsEvaluateForHovers(true);
        offer.setSupportsSetVariable(true);
        offer.setSupportsValueFormattingOptions(true);
        offer.setSupportsExceptionInfoRequest(true);
        offer.setSupportsDelayedStackTraceLoading(true);
        offer.setSupportsSteppingGranularity(true);
        offer.setSupportsDisassembleRequest(true);
        offer.setSupportsReadMemoryRequest(true);
        offer.setSupportsWriteMemoryRequest(true);
        offer.setSupportsCancelRequest(true);
        offer.setSupportsTerminateRequest(true);
        offer.setSupportTerminateDebuggee(true);
        setBackward(offer, true);
        return offer;
    }

    /** With this target, where that is less. */
    static Capabilities lessFor(Client target) {
        var change = new Capabilities();
        setBackward(change, target.reverse().isPresent());
        return change;
    }

    private static void setBackward(Capabilities offer, boolean can) {
        offer.setSupportsStepBack(can);
        offer.setSupportsRestartFrame(can);
    }
}
