package dev.hindsight.adapter.dwarf;

import java.util.Map;
import java.util.OptionalLong;

/**
 * How to get from the registers at one address to those of the caller [DWARF5 6.4.1].
 *
 * @param rules by register number; a register without a rule is up to the ABI
 * @param returnAddress the register whose value in the caller is the pc there
 * @param signalFrame whether the pc was interrupted rather than calling
 */
public record CallFrameRow(
        CfaRule cfa, Map<Integer, RegisterRule> rules, int returnAddress, boolean signalFrame, int addressSize) {
    public CallFrameRow {
        rules = Map.copyOf(rules);
    }

    /** The value of an expression in these rules; empty where an ingredient is missing. */
    public OptionalLong evaluate(Cursor code, LocationContext context, OptionalLong cfaOnStack) {
        try {
            return OptionalLong.of(Expression.value(code, addressSize, context, cfaOnStack));
        } catch (Unavailable e) {
            return OptionalLong.empty();
        }
    }
}
