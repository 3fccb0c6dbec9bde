package dev.hindsight.adapter.eval;

import dev.hindsight.adapter.frames.Frame;
import dev.hindsight.adapter.symbols.Program;
import dev.hindsight.adapter.symbols.Scope;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Evaluates C expressions in a frame. Stateless; belongs to the thread of its program. */
public final class Evaluator {
    /** The characters of the longest expression that is read. */
    public static final int LONGEST = 10_000;

    private static final Pattern SUFFIX = Pattern.compile("(.*),\\s*([xdobc])\\s*", Pattern.DOTALL);
    private static final Map<String, DisplayFormat> FORMATS = Map.of(
            "x", DisplayFormat.HEXADECIMAL,
            "d", DisplayFormat.DECIMAL,
            "o", DisplayFormat.OCTAL,
            "b", DisplayFormat.BINARY,
            "c", DisplayFormat.CHARACTER);

    private final Program program;

    public Evaluator(Program program) {
        this.program = program;
    }

    /**
     * The value of an expression such as {@code list->next[2].count + 1}, {@code $a0} or {@code flags,x}; the letter behind
     * the last comma chooses a {@link DisplayFormat}.
     *
     * @throws EvalException with a sentence that says what is wrong
     */
    public Value evaluate(String expression, Frame frame) {
        requireShort(expression);
        Matcher suffix = SUFFIX.matcher(expression);
        return suffix.matches()
                ? plain(suffix.group(1), frame).as(FORMATS.getOrDefault(suffix.group(2), DisplayFormat.NATURAL))
                : plain(expression, frame);
    }

    /** Refuses what nobody wrote by hand before any of it is read. */
    public static void requireShort(String expression) {
        if (expression.length() > LONGEST) {
            throw new EvalException(String.format(
                    Locale.ROOT,
                    "The expression has %,d characters; at most %,d are allowed.",
                    expression.length(),
                    LONGEST));
        }
    }

    private Value plain(String expression, Frame frame) {
        var setting = new EvaluationContext(program, frame);
        var names = new NameResolver(setting);
        var types = new TypeNames(program, name -> names.variable(name).isPresent());
        Expr parsed = new Parser(Lexer.tokens(expression), types).parse();
        return new ExpressionEvaluator(setting, names).of(parsed).named(expression.strip());
    }

    /** The variables in sight in the frame, innermost block first, parameters in their order. */
    public List<Value.Child> locals(Frame frame) {
        var names = new NameResolver(new EvaluationContext(program, frame));
        return frame.scope().map(Scope::variables).orElse(List.of()).stream()
                .map(variable -> new Value.Child(variable.name(), names.value(variable)))
                .toList();
    }

    /** The program's variables of file scope. */
    public List<Value.Child> globals(Frame frame) {
        var names = new NameResolver(new EvaluationContext(program, frame));
        return program.globals().stream()
                .map(variable -> new Value.Child(variable.name(), names.value(variable)))
                .toList();
    }
}
