package dev.hindsight.adapter.dap;

import dev.hindsight.emulator.machine.Watch;
import org.eclipse.lsp4j.debug.DataBreakpointAccessType;
import org.jspecify.annotations.Nullable;

/**
 * What a data breakpoint watches, as the client carries it from one request to the next.
 *
 * @param shown an expression for the value; empty if it has no short one
 */
record DataId(long address, long length, String label, String shown) {
    private static final String SEPARATOR = "|";

    String text() {
        return String.join(SEPARATOR, "0x%x".formatted(address), Long.toString(length), label, shown);
    }

    static DataId parse(@Nullable String text) {
        String[] parts = text == null ? new String[0] : text.split("\\|", 4);
        if (parts.length != 4 || !parts[1].matches("[1-9]\\d{0,17}")) {
            throw new RequestException("\"%s\" is not a dataId from dataBreakpointInfo.".formatted(text));
        }
        return new DataId(DapAddresses.parse(parts[0]), Long.parseLong(parts[1]), parts[2], parts[3]);
    }

    Watch watch(@Nullable DataBreakpointAccessType type) {
        boolean read = type == DataBreakpointAccessType.READ || type == DataBreakpointAccessType.READ_WRITE;
        boolean write = type != DataBreakpointAccessType.READ;
        return new Watch(address, length, read, write);
    }
}
