package dev.hindsight.adapter.dap;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The arguments of attach; the extension's schema has the same names.
 *
 * @param host of the DAP door of a running serve
 * @param port of that door
 * @param rsp {@code host:port} of a stub of the remote serial protocol
 */
record AttachArguments(String host, OptionalInt port, Optional<String> rsp) {
    static AttachArguments of(Map<String, Object> map) {
        var given = new ArgumentReader("attach", map);
        return new AttachArguments(given.text("host").orElse("127.0.0.1"), given.port("port"), given.text("rsp"));
    }
}
