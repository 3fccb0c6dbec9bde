package dev.hindsight.adapter.dap;

import org.eclipse.lsp4j.debug.InitializeRequestArguments;

/**
 * What the client said of itself.
 *
 * @param name what other clients are told
 * @param lineBase the number of a file's first line
 */
record ClientProfile(String name, int lineBase, boolean hearsInvalidated, boolean hearsMemory, boolean showsProgress) {
    static final ClientProfile UNKNOWN = new ClientProfile("a DAP client", 1, false, false, false);

    static ClientProfile of(InitializeRequestArguments given) {
        String name = given.getClientName() != null ? given.getClientName() : given.getClientID();
        return new ClientProfile(
                name != null ? name : UNKNOWN.name(),
                Boolean.FALSE.equals(given.getLinesStartAt1()) ? 0 : 1,
                Boolean.TRUE.equals(given.getSupportsInvalidatedEvent()),
                Boolean.TRUE.equals(given.getSupportsMemoryEvent()),
                Boolean.TRUE.equals(given.getSupportsProgressReporting()));
    }

    /** The client's number for a line that we count from 1. */
    int lineOut(int line) {
        return line - 1 + lineBase;
    }

    /** Our number for a line of the client. */
    int lineIn(int line) {
        return line + 1 - lineBase;
    }
}
