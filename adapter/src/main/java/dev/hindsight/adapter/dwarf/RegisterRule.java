package dev.hindsight.adapter.dwarf;

/** How to find a register of the caller [DWARF5 6.4.1]. */
public sealed interface RegisterRule {
    /** It cannot be recovered. */
    record Undefined() implements RegisterRule {}

    /** The callee did not change it. */
    record SameValue() implements RegisterRule {}

    /** It was saved at that distance from the CFA. */
    record SavedAt(long offset) implements RegisterRule {}

    /** It is the CFA plus a distance. */
    record CfaPlus(long offset) implements RegisterRule {}

    /** It is in another register of the callee. */
    record InRegister(int register) implements RegisterRule {}

    /** It was saved at the address that an expression gives; the CFA is on its stack. */
    record SavedAtExpression(Cursor code) implements RegisterRule {}

    /** It is what an expression gives; the CFA is on its stack. */
    record ValueOfExpression(Cursor code) implements RegisterRule {}
}
