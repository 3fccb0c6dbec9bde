package dev.hindsight.adapter.dap;

import java.util.Map;
import java.util.OptionalInt;

/**
 * The arguments of attach; the extension's schema has the same names.
 *
 * @param host of the DAP door of a running serve
 * @param port of that door
 */
record AttachArguments(String host, OptionalInt port) {
    static AttachArguments of(Map<String, Object> map) {
        var given = new ArgumentReader("attach", map);
        return new AttachArguments(given.text("host").orElse("127.0.0.1"), given.port("port"));
    }
}
