package dev.hindsight.adapter.dap;

import dev.hindsight.adapter.eval.DisplayFormat;
import dev.hindsight.adapter.eval.Evaluator;
import dev.hindsight.adapter.eval.Value;
import dev.hindsight.adapter.frames.Frame;
import dev.hindsight.adapter.symbols.CType;
import dev.hindsight.emulator.client.Client;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.lsp4j.debug.Scope;
import org.eclipse.lsp4j.debug.ScopesArguments;
import org.eclipse.lsp4j.debug.ScopesResponse;
import org.eclipse.lsp4j.debug.SetVariableArguments;
import org.eclipse.lsp4j.debug.SetVariableResponse;
import org.eclipse.lsp4j.debug.ValueFormat;
import org.eclipse.lsp4j.debug.Variable;
import org.eclipse.lsp4j.debug.VariablesArguments;
import org.eclipse.lsp4j.debug.VariablesArgumentsFilter;
import org.eclipse.lsp4j.debug.VariablesResponse;
import org.jspecify.annotations.Nullable;

/** The topic of scopes and variables. */
final class VariablesRequests {
    private final StackFrames frames;
    private final Evaluator evaluator;
    private final RegisterNames registers;
    private final TimeScope time;
    private final AssignmentWriter assignment;
    private final Handles<Container> containers = new Handles<>();

    /** What has variables in it. */
    interface Container {
        /** Each with its value; read when asked for. */
        List<Value.Child> children();

        /** The hart whose registers an assignment may change. */
        int hart();
    }

    private record Children(int hart, Supplier<List<Value.Child>> source) implements Container {
        @Override
        public List<Value.Child> children() {
            return source.get();
        }
    }

    VariablesRequests(StackFrames frames, Evaluator evaluator, RegisterNames registers, TimeScope time, Client target) {
        this.frames = frames;
        this.evaluator = evaluator;
        this.registers = registers;
        this.time = time;
        this.assignment = new AssignmentWriter(target);
    }

    ScopesResponse scopes(ScopesArguments arguments) {
        StackFrames.Place place = frames.frame(arguments.getFrameId());
        var response = new ScopesResponse();
        response.setScopes(new Scope[] {
            scope("Locals", "locals", new Children(place.hart(), () -> evaluator.locals(frame(place)))),
            scope("Globals", null, new Children(place.hart(), () -> evaluator.globals(frame(place)))),
            scope("Registers", "registers", named(place, registers.general())),
            scope("CSRs", null, named(place, registers.csrs())),
            scope("Time", null, time),
        });
        return response;
    }

    private Container named(StackFrames.Place place, List<String> names) {
        return new Children(
                place.hart(),
                () -> names.stream()
                        .map(name -> new Value.Child(name, evaluator.evaluate("$" + name, frame(place))))
                        .toList());
    }

    /** As it is now: what is written may move the frames. */
    private Frame frame(StackFrames.Place place) {
        return frames.frame(place.id()).frame();
    }

    private Scope scope(String name, @Nullable String hint, Container container) {
        var scope = new Scope();
        scope.setName(name);
        scope.setPresentationHint(hint);
        scope.setVariablesReference(containers.add(container));
        scope.setExpensive(hint == null && container != time);
        return scope;
    }

    VariablesResponse list(VariablesArguments arguments) {
        Container container = container(arguments.getVariablesReference());
        var response = new VariablesResponse();
        if (container == time) {
            response.setVariables(time.rows());
            return response;
        }
        List<Value.Child> children = container.children();
        boolean indexedWanted = arguments.getFilter() == VariablesArgumentsFilter.INDEXED;
        boolean named = arguments.getFilter() == VariablesArgumentsFilter.NAMED;
        boolean indexed = !children.isEmpty() && children.get(0).name().startsWith("[");
        if (indexedWanted && !indexed || named && indexed) {
            children = List.of();
        }
        response.setVariables(page(children, arguments).stream()
                .map(child -> row(child, container.hart(), arguments.getFormat()))
                .toArray(Variable[]::new));
        return response;
    }

    private static List<Value.Child> page(List<Value.Child> all, VariablesArguments arguments) {
        int start = Math.max(0, Math.min(arguments.getStart() == null ? 0 : arguments.getStart(), all.size()));
        int count = arguments.getCount() == null ? 0 : Math.max(0, arguments.getCount());
        int end = count == 0 ? all.size() : (int) Math.min((long) start + count, all.size());
        return all.subList(start, end);
    }

    /** The child of that name in that container. */
    Value.Child child(int reference, String name) {
        return container(reference).children().stream()
                .filter(child -> child.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new RequestException("There is no variable %s here.".formatted(name)));
    }

    private Container container(int reference) {
        return containers
                .get(reference)
                .orElseThrow(() ->
                        new RequestException("There are no variables %d: the machine may have moved since you saw them."
                                .formatted(reference)));
    }

    SetVariableResponse set(SetVariableArguments arguments) {
        int reference = arguments.getVariablesReference();
        if (container(reference) == time) {
            throw new RequestException(
                    "Time cannot be set. To go to another step, enter \"goto STEP\" in the Debug Console.");
        }
        Value.Child child = child(reference, arguments.getName());
        assignment.perform(container(reference).hart(), child.value().assign(arguments.getValue()));
        frames.reread();
        Variable changed =
                row(child(reference, arguments.getName()), container(reference).hart(), arguments.getFormat());
        var response = new SetVariableResponse();
        response.setValue(changed.getValue());
        response.setType(changed.getType());
        response.setVariablesReference(changed.getVariablesReference());
        response.setIndexedVariables(changed.getIndexedVariables());
        response.setMemoryReference(changed.getMemoryReference());
        return response;
    }

    /** A value as a row of a tree, with numbers for what is below it. */
    Variable row(Value.Child child, int hart, @Nullable ValueFormat format) {
        Value value = formatted(child.value(), format);
        var row = new Variable();
        row.setName(child.name());
        row.setValue(value.display());
        row.setType(value.type().text());
        value.evaluateName().ifPresent(row::setEvaluateName);
        value.memoryReference().ifPresent(address -> row.setMemoryReference("0x%x".formatted(address)));
        if (value.hasChildren()) {
            row.setVariablesReference(containers.add(new Children(hart, value::children)));
            elements(value).ifPresent(row::setIndexedVariables);
        }
        return row;
    }

    private static Optional<Integer> elements(Value value) {
        return value.type().plain() instanceof CType.Array array
                        && array.count().isPresent()
                ? Optional.of((int) Math.min(array.count().getAsLong(), Integer.MAX_VALUE))
                : Optional.empty();
    }

    static Value formatted(Value value, @Nullable ValueFormat format) {
        return format != null && Boolean.TRUE.equals(format.getHex()) ? value.as(DisplayFormat.HEXADECIMAL) : value;
    }

    /** The machine has moved. */
    void forget() {
        containers.forgetAll();
    }
}
