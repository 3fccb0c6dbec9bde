package dev.hindsight.adapter.dap;

import dev.hindsight.adapter.eval.Evaluator;
import dev.hindsight.adapter.eval.Value;
import dev.hindsight.emulator.client.Client;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.lsp4j.debug.EvaluateArguments;
import org.eclipse.lsp4j.debug.EvaluateArgumentsContext;
import org.eclipse.lsp4j.debug.EvaluateResponse;
import org.eclipse.lsp4j.debug.Variable;

/** The topic of expressions; in the Debug Console also our commands, and assignments. */
final class EvaluateRequests {
    private static final Pattern ASSIGNMENT = Pattern.compile("([^=!<>]*[^=!<>+\\-*/%&|^\\s])\\s*=\\s*([^=\\s].*)");

    private final StackFrames frames;
    private final Evaluator evaluator;
    private final VariablesRequests variables;
    private final DebugConsole commands;
    private final AssignmentWriter assignment;

    EvaluateRequests(
            StackFrames frames,
            Evaluator evaluator,
            VariablesRequests variables,
            DebugConsole commands,
            Client target) {
        this.frames = frames;
        this.evaluator = evaluator;
        this.variables = variables;
        this.commands = commands;
        this.assignment = new AssignmentWriter(target);
    }

    CompletableFuture<EvaluateResponse> evaluate(EvaluateArguments arguments) {
        String expression = arguments.getExpression() == null ? "" : arguments.getExpression();
        boolean console = EvaluateArgumentsContext.REPL.equals(arguments.getContext());
        if (!console || !commands.isInput(expression)) {
            Evaluator.requireShort(expression);
        }
        Optional<CompletableFuture<String>> said = console ? commands.perform(expression) : Optional.empty();
        return said.map(answer -> answer.thenApply(EvaluateRequests::text))
                .orElseGet(() -> CompletableFuture.completedFuture(value(expression, arguments, console)));
    }

    private EvaluateResponse value(String expression, EvaluateArguments arguments, boolean console) {
        commands.requireStopped();
        StackFrames.Place place = frames.frameOrTop(arguments.getFrameId());
        Matcher assigning = ASSIGNMENT.matcher(expression);
        String shown = expression;
        if (console && assigning.matches()) {
            shown = assigning.group(1);
            Value changed = evaluator.evaluate(shown, place.frame());
            assignment.perform(place.hart(), changed.assign(assigning.group(2)));
            frames.reread();
            place = frames.frameOrTop(arguments.getFrameId());
        }
        Value value = evaluator.evaluate(shown, place.frame());
        Variable row = variables.row(new Value.Child(shown, value), place.hart(), arguments.getFormat());
        EvaluateResponse response = text(row.getValue());
        response.setType(row.getType());
        response.setVariablesReference(row.getVariablesReference());
        response.setIndexedVariables(row.getIndexedVariables());
        response.setMemoryReference(row.getMemoryReference());
        return response;
    }

    private static EvaluateResponse text(String result) {
        var response = new EvaluateResponse();
        response.setResult(result);
        return response;
    }
}
