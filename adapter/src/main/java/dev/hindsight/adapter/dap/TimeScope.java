package dev.hindsight.adapter.dap;

import dev.hindsight.adapter.eval.Value;
import dev.hindsight.emulator.client.Client;
import dev.hindsight.emulator.client.TimelineClient;
import dev.hindsight.emulator.machine.TimedInspector;
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
        return target.timeline().stream().flatMap(TimeScope::rows).toArray(Variable[]::new);
    }

    private static Stream<Variable> rows(TimelineClient client) {
        return Stream.of(
                row("step", Long.toString(client.view().step())),
                row("guest time", guestTime(client)),
                row("branch", Integer.toString(client.view().branch())),
                row("history end", Long.toString(client.history().end())));
    }

    private static String guestTime(TimelineClient client) {
        return String.format(Locale.ROOT, "%.9f s", client.readTimed(TimedInspector::nanos) / 1e9);
    }

    private static Variable row(String name, String value) {
        var row = new Variable();
        row.setName(name);
        row.setValue(value);
        return row;
    }
}
