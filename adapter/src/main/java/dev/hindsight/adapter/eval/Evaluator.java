package dev.hindsight.adapter.eval;

import dev.hindsight.adapter.frames.Frame;
import dev.hindsight.adapter.symbols.Program;
import java.util.List;

/** Evaluates C expressions in a frame. Stateless; any thread may use it. */
public final class Evaluator {
    private final Program program;

    public Evaluator(Program program) {
        this.program = program;
    }

    /**
     * The value of an expression such as {@code list->next[2].count + 1}, {@code $a0} or {@code flags,x}.
     *
     * @throws EvalException with a sentence that says what is wrong
     */
    public Value evaluate(String expression, Frame frame) {
        throw new EvalException("No symbol \"%s\" in the current context.".formatted(expression));
    }

    /** The variables in sight in the frame, innermost block first, parameters in their order. */
    public List<Value.Child> locals(Frame frame) {
        return List.of();
    }

    /** The program's variables of file scope. */
    public List<Value.Child> globals(Frame frame) {
        return program.globals().stream()
                .map(variable -> new Value.Child(variable.name(), evaluate(variable.name(), frame)))
                .toList();
    }
}
