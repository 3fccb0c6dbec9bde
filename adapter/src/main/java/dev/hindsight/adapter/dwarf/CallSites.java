package dev.hindsight.adapter.dwarf;

import java.util.Optional;
import java.util.OptionalLong;

/** What a function hands to those it calls: call site entries, which give entry values their meaning [DWARF5 3.4]. */
public final class CallSites {
    private CallSites() {}

    /**
     * The value that a register had when a callee was entered.
     *
     * @param function the calling function
     * @param returnPc where the callee returns to
     * @param caller the frame of the calling function
     */
    public static OptionalLong argument(Entry function, long returnPc, int register, LocationContext caller) {
        return find(function, returnPc)
                .flatMap(site -> site.children().stream()
                        .filter(child -> passes(child, register))
                        .findFirst())
                .flatMap(parameter -> parameter.block(At.CALL_VALUE).or(() -> parameter.block(At.GNU_CALL_SITE_VALUE)))
                .map(code -> Expression.value(
                        code, function.unit(), caller, Expression.frameBase(Optional.of(function), caller)))
                .orElse(OptionalLong.empty());
    }

    private static Optional<Entry> find(Entry block, long returnPc) {
        for (Entry child : block.children()) {
            boolean isSite = child.tag() == Tag.CALL_SITE && isAt(child, At.CALL_RETURN_PC, returnPc)
                    || child.tag() == Tag.GNU_CALL_SITE && isAt(child, At.LOW_PC, returnPc);
            if (isSite) {
                return Optional.of(child);
            }
            if (child.tag() == Tag.LEXICAL_BLOCK || child.tag() == Tag.INLINED_SUBROUTINE) {
                Optional<Entry> inner = find(child, returnPc);
                if (inner.isPresent()) {
                    return inner;
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isAt(Entry site, int attribute, long returnPc) {
        OptionalLong address = site.address(attribute);
        return address.isPresent() && address.getAsLong() == returnPc;
    }

    private static boolean passes(Entry parameter, int register) {
        if (parameter.tag() != Tag.CALL_SITE_PARAMETER && parameter.tag() != Tag.GNU_CALL_SITE_PARAMETER) {
            return false;
        }
        return parameter
                .block(At.LOCATION)
                .filter(code -> code.remaining() == 1 && code.u8() == Op.REG0 + register)
                .isPresent();
    }
}
