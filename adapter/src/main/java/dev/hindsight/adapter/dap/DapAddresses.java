package dev.hindsight.adapter.dap;

import org.jspecify.annotations.Nullable;

/** Addresses as the protocol writes them. */
final class DapAddresses {
    private DapAddresses() {}

    /** A memory or instruction reference: hexadecimal with 0x, or decimal. */
    static long parse(@Nullable String reference) {
        String text = reference == null ? "" : reference.strip();
        try {
            return text.startsWith("0x") || text.startsWith("0X")
                    ? Long.parseUnsignedLong(text.substring(2), 16)
                    : Long.parseUnsignedLong(text);
        } catch (NumberFormatException wrong) {
            throw new RequestException("\"%s\" is not an address such as 0x80000000.".formatted(text));
        }
    }
}
