package dev.hindsight.adapter.dwarf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** A call in the code of a function, as the compiler describes it [DWARF5 3.4]; before DWARF 5 it is an extension of GNU. */
public final class CallSite {
    private final Entry function;
    private final Entry site;

    private CallSite(Entry function, Entry site) {
        this.function = function;
        this.site = site;
    }

    /** The calls that a function with code of its own makes, those of inlined copies among them. */
    public static List<CallSite> in(Entry function) {
        var found = new ArrayList<CallSite>();
        collect(function, function, found);
        return found;
    }

    private static void collect(Entry function, Entry block, List<CallSite> found) {
        for (Entry child : block.children()) {
            switch (child.tag()) {
                case Tag.CALL_SITE, Tag.GNU_CALL_SITE -> found.add(new CallSite(function, child));
                case Tag.LEXICAL_BLOCK, Tag.INLINED_SUBROUTINE -> collect(function, child, found);
                default -> {}
            }
        }
    }

    /** Whether {@link #in} is certain to hold each tail call that the function makes. */
    public static boolean hasAllTailCalls(Entry function) {
        return IntStream.of(
                        At.CALL_ALL_TAIL_CALLS,
                        At.CALL_ALL_CALLS,
                        At.CALL_ALL_SOURCE_CALLS,
                        At.GNU_ALL_TAIL_CALL_SITES,
                        At.GNU_ALL_CALL_SITES,
                        At.GNU_ALL_SOURCE_CALL_SITES)
                .anyMatch(function::flag);
    }

    /** The function that makes the call. */
    public Entry function() {
        return function;
    }

    /** Whether the call is a jump: what it calls returns to the caller of {@link #function}. */
    public boolean isTailCall() {
        return site.flag(At.CALL_TAIL_CALL) || site.flag(At.GNU_TAIL_CALL);
    }

    /** Whether a frame makes this call: its pc is behind the call or, where only that is given, at the call. */
    public boolean isAt(long pc, long lookupPc) {
        return pc().isPresent() && pc().getAsLong() == pc && lookupPc().getAsLong() == lookupPc;
    }

    /** The pc of a frame that makes this call. */
    public OptionalLong pc() {
        return returnPc().isPresent() ? returnPc() : site.address(At.CALL_PC);
    }

    /** An address within the call. */
    public OptionalLong lookupPc() {
        return returnPc().isPresent() ? OptionalLong.of(returnPc().getAsLong() - 1) : site.address(At.CALL_PC);
    }

    private OptionalLong returnPc() {
        return site.address(site.tag() == Tag.CALL_SITE ? At.CALL_RETURN_PC : At.LOW_PC);
    }

    /** The entry of what is called; empty for an indirect call. */
    public Optional<Entry> origin() {
        return site.reference(originAttribute());
    }

    /** The address of what is called, where gcc has no entry to refer to. */
    public OptionalLong originAddress() {
        return site.address(originAttribute());
    }

    private int originAttribute() {
        return site.tag() == Tag.CALL_SITE ? At.CALL_ORIGIN : At.ABSTRACT_ORIGIN;
    }

    /** The address that an indirect call goes to, as the frame of {@link #function} tells while the call lasts. */
    public OptionalLong target(LocationContext caller) {
        return value(site.block(At.CALL_TARGET).or(() -> site.block(At.GNU_CALL_SITE_TARGET)), caller);
    }

    /** The value that a register has when what is called begins, as the frame of {@link #function} tells. */
    public OptionalLong argument(int register, LocationContext caller) {
        Optional<Entry> parameter = site.children().stream()
                .filter(child -> passes(child, register))
                .findFirst();
        return value(
                parameter.flatMap(it -> it.block(At.CALL_VALUE).or(() -> it.block(At.GNU_CALL_SITE_VALUE))), caller);
    }

    private OptionalLong value(Optional<Cursor> code, LocationContext caller) {
        return code.map(it -> Expression.value(
                        it, function.unit(), caller, Expression.frameBase(Optional.of(function), caller)))
                .orElse(OptionalLong.empty());
    }

    private static boolean passes(Entry parameter, int register) {
        if (parameter.tag() != Tag.CALL_SITE_PARAMETER && parameter.tag() != Tag.GNU_CALL_SITE_PARAMETER) {
            return false;
        }
        return parameter
                .block(At.LOCATION)
                .filter(code -> code.remaining() == 1 && code.u8() == DwarfOp.REG0 + register)
                .isPresent();
    }
}
