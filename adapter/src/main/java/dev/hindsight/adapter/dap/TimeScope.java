package dev.hindsight.adapter.dap;

import dev.hindsight.adapter.eval.Value;
import dev.hindsight.emulator.client.Client;
import dev.hindsight.emulator.machine.Inspector;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.eclipse.lsp4j.debug.Variable;

/** When the machine is, as a scope. */
record TimeScope(Client target) implements VariablesRequests.Container {
    @Override
    public List<Value.Child> children() {
        return List.of();
    }

    @Override
    public int hart() {
        return 0;
    }

    Variable[] rows() {
        Stream<Variable> always = Stream.of(row("step", Long.toString(step())), row("guest time", guestTime()));
        Stream<Variable> history = target.timeline().stream()
                .flatMap(time -> Stream.of(
                        row("branch", Integer.toString(time.view().branch())),
                        row("history end", Long.toString(time.history().end()))));
        return Stream.concat(always, history).toArray(Variable[]::new);
    }

    private String guestTime() {
        return String.format(Locale.ROOT, "%.9f s", target.read(Inspector::nanos) / 1e9);
    }

    private long step() {
        return target.read(Inspector::steps);
    }

    private static Variable row(String name, String value) {
        var row = new Variable();
        row.setName(name);
        row.setValue(value);
        return row;
    }
}
