package dev.hindsight.adapter.stepping;

import dev.hindsight.adapter.symbols.SourceLine;
import dev.hindsight.emulator.client.Mover;
import dev.hindsight.emulator.machine.Inspector;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * Where a hart stands in the source: in which call, on which line.
 *
 * @param inlineDepth how many inlined copies hold the pc; the statements of deeper ones are "within a call"
 */
record Spot(Activation call, SourceLine line, int inlineDepth, CodeView code) {
    /** Empty where the debug information does not say. */
    static Optional<Spot> at(Inspector now, int hart, CodeView code) {
        long pc = code.pc(now, hart);
        return Activation.at(now, hart, code)
                .flatMap(call -> code.program()
                        .lineAt(pc)
                        .filter(line -> line.line() != 0)
                        .map(line -> new Spot(call, line, code.inlineDepth(pc), code)));
    }

    /** The same place in any call of the function: for code whose frames the debug information does not get right. */
    Spot inAnyCall() {
        var any = new Activation(call.hart(), call.function(), OptionalLong.empty(), call.task());
        return new Spot(any, line, inlineDepth, code);
    }

    /** The beginnings of the other statements of this call. */
    Goal otherLines() {
        return statements(new Goal(call.hart()), it -> !it.sameLine(line) && depth(it) <= inlineDepth);
    }

    /** The beginnings of all statements of this call, those of inlined copies as well. */
    Goal otherLinesWithin() {
        return statements(new Goal(call.hart()), it -> !it.sameLine(line));
    }

    /** The beginnings of the statements around the inlined copy. */
    Goal linesAround() {
        return statements(new Goal(call.hart()), it -> depth(it) < inlineDepth);
    }

    /** The beginnings of this line in this call. */
    Goal thisLine() {
        return statements(new Goal(call.hart()), it -> it.sameLine(line));
    }

    /** The runs of instructions of this line, wherever in the function. */
    List<SourceLine> runs() {
        return code.runs(call.function()).stream()
                .filter(run -> run.sameLine(line))
                .toList();
    }

    /** Whether the hart stands in the call. */
    boolean isIn(Mover mover) {
        return call.runs(mover.now(), code);
    }

    /** Whether the stack is as it is outside of the call. */
    boolean isOutside(Mover mover) {
        return call.isOutside(mover.now(), code);
    }

    private Goal statements(Goal goal, Predicate<SourceLine> wanted) {
        code.statements(call.function()).stream()
                .filter(wanted)
                .forEach(statement -> goal.or(statement.start(), this::isIn));
        return goal;
    }

    private int depth(SourceLine statement) {
        return code.inlineDepth(statement.start());
    }
}
