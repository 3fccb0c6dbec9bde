package dev.hindsight.adapter.symbols;

import dev.hindsight.adapter.dwarf.At;
import dev.hindsight.adapter.dwarf.CallSite;
import dev.hindsight.adapter.dwarf.Entry;
import dev.hindsight.adapter.dwarf.LocationContext;
import dev.hindsight.emulator.elf.ElfFile;
import dev.hindsight.emulator.elf.Symbol;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Which functions calls lead to, also by way of tail calls, which leave no trace on the stack.
 *
 * <p>Only what is certain: the debug information names the function that is called, and lists every tail call of each
 * function that could have run in between. It belongs to the thread of its program.
 */
public final class Calls {
    private final DebugUnits units;
    private final ElfFile elf;
    private final Warnings warnings;
    private final Map<Long, Optional<List<CallSite>>> tailCalls = new HashMap<>();
    private final Map<Long, Boolean> once = new HashMap<>();

    Calls(DebugUnits units, ElfFile elf, Warnings warnings) {
        this.units = units;
        this.elf = elf;
        this.warnings = warnings;
    }

    /**
     * What a register held when a function was entered, as far as its call tells.
     *
     * @param callee the function, which runs now
     * @param pc where the caller is
     * @param caller the frame of the function that called it
     */
    public OptionalLong argument(Function callee, long pc, int register, LocationContext caller) {
        return warnings.guard(
                () -> at(pc, caller.pc())
                        .filter(site -> leadsTo(callee.low(), site, caller) && isEnteredOnce(callee.low()))
                        .map(site -> site.argument(register, caller))
                        .orElse(OptionalLong.empty()),
                OptionalLong.empty());
    }

    /**
     * The tail calls between a call and the function that runs, the one that came last first: those that each way from
     * one to the other has in common. None where that cannot be known.
     *
     * @param callee the function, which runs now
     * @param pc where the caller is
     * @param caller the frame of the function that it returns to
     */
    public List<CallSite> tailCalls(Function callee, long pc, LocationContext caller) {
        return warnings.guard(
                () -> {
                    OptionalLong first = at(pc, caller.pc())
                            .map(site -> target(site, caller))
                            .orElse(OptionalLong.empty());
                    return first.isEmpty()
                            ? List.of()
                            : new TailCallWays(this::target, this::tailCallsOf, callee.low()).from(first.getAsLong());
                },
                List.of());
    }

    private Optional<CallSite> at(long pc, long lookupPc) {
        return units.functionAt(lookupPc)
                .flatMap(function -> CallSite.in(function.entry()).stream()
                        .filter(site -> site.isAt(pc, lookupPc))
                        .findFirst());
    }

    private boolean leadsTo(long low, CallSite site, LocationContext caller) {
        OptionalLong target = target(site, caller);
        return target.isPresent() && target.getAsLong() == low;
    }

    private OptionalLong target(CallSite site, LocationContext caller) {
        OptionalLong known = target(site);
        return known.isPresent() ? known : site.target(caller);
    }

    /** The address of the function that is called; empty for an indirect call, and where several could be meant. */
    private OptionalLong target(CallSite site) {
        return site.origin().isPresent() ? target(site, site.origin().get()) : site.originAddress();
    }

    private OptionalLong target(CallSite site, Entry origin) {
        List<Long> instances = Stream.of(origin, site.function())
                .map(Entry::unit)
                .distinct()
                .flatMap(unit -> units.of(unit).stream())
                .flatMap(unit -> unit.functions().all().stream())
                .filter(function -> Origins.leadTo(function.entry(), origin))
                .map(function -> function.function().low())
                .distinct()
                .toList();
        if (instances.isEmpty()) {
            return external(origin);
        }
        return instances.size() == 1 ? OptionalLong.of(instances.get(0)) : OptionalLong.empty();
    }

    /** The function that the linker found for a declaration. */
    private OptionalLong external(Entry declaration) {
        boolean isExternal = Origins.find(declaration, it -> Optional.of(it).filter(entry -> entry.flag(At.EXTERNAL)))
                .isPresent();
        return Origins.linkageName(declaration)
                .filter(name -> isExternal)
                .flatMap(elf::symbol)
                .filter(symbol -> symbol.binding() != Symbol.Binding.LOCAL)
                .map(symbol -> OptionalLong.of(symbol.address()))
                .orElse(OptionalLong.empty());
    }

    /** Whether a function, once it runs, is certain not to have come to its beginning again by tail calls. */
    private boolean isEnteredOnce(long low) {
        return once.computeIfAbsent(low, this::neverComesBack);
    }

    private boolean neverComesBack(long low) {
        var seen = new HashSet<Long>();
        var open = new ArrayDeque<Long>(List.of(low));
        while (!open.isEmpty()) {
            Optional<List<CallSite>> calls = tailCallsOf(open.pop());
            if (calls.isEmpty()) {
                return false;
            }
            for (CallSite call : calls.get()) {
                OptionalLong target = target(call);
                if (target.isEmpty() || target.getAsLong() == low) {
                    return false;
                }
                if (seen.add(target.getAsLong())) {
                    open.push(target.getAsLong());
                }
            }
        }
        return true;
    }

    /** The tail calls of the function that begins there; empty if they are not all known. */
    private Optional<List<CallSite>> tailCallsOf(long low) {
        return tailCalls.computeIfAbsent(
                low,
                address -> units.functionAt(address)
                        .filter(function -> function.function().low() == address)
                        .map(UnitFunctions.Described::entry)
                        .filter(CallSite::hasAllTailCalls)
                        .map(entry -> CallSite.in(entry).stream()
                                .filter(CallSite::isTailCall)
                                .toList())
                        .filter(calls ->
                                calls.stream().allMatch(call -> call.pc().isPresent())));
    }
}
