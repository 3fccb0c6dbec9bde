package dev.hindsight.adapter.dwarf;

/** How to find the canonical frame address [DWARF5 6.4.1]. */
public sealed interface CfaRule {
    /** A register plus a distance. */
    record RegisterPlus(int register, long offset) implements CfaRule {}

    /** What an expression gives. */
    record ValueOfExpression(Cursor code) implements CfaRule {}
}
