package dev.hindsight.adapter.stepping;

import dev.hindsight.emulator.machine.Watch;
import java.util.List;
import java.util.Optional;

/**
 * Something that the user wants to be stopped at.
 *
 * @param id the client's number for it
 * @param addresses of code; empty for data
 * @param watch the data; empty for code
 * @param label the name of the watched data
 * @param shown an expression that gives its value
 * @param condition an expression that must not be zero
 * @param log what to write instead of stopping
 * @param counter counts the hits that meet the condition
 */
public record UserStop(
        int id,
        Kind kind,
        List<Long> addresses,
        Optional<Watch> watch,
        String label,
        String shown,
        Optional<String> condition,
        Optional<HitCounter> counter,
        Optional<LogMessage> log) {
    public UserStop {
        addresses = List.copyOf(addresses);
    }

    /** The same, with hits counted. */
    public UserStop countedBy(Optional<HitCounter> by) {
        return new UserStop(id, kind, addresses, watch, label, shown, condition, by, log);
    }

    /** What the user set. */
    public enum Kind {
        /** Where a session is to stop first. */
        ENTRY,
        SOURCE,
        FUNCTION,
        INSTRUCTION,
        DATA
    }
}
