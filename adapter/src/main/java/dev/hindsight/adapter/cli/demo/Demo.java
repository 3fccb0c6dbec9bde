package dev.hindsight.adapter.cli.demo;

import dev.hindsight.adapter.dap.DapClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** The guided run: from a crash back to the line that caused it, long before. */
public final class Demo {
    private static final String POINTER = "zones[2].limits";
    private static final String LABEL = "zones[2].label";

    private final Debugger debugger;
    private final Consumer<String> out;
    private long crash;

    /** Each line that a user is to read goes to {@code out}. */
    public Demo(DapClient client, Consumer<String> out) {
        this.debugger = new Debugger(client);
        this.out = out;
    }

    /** {@code program} is the example named corruption, with its source beside it. */
    public void run(Path program) {
        out.accept("A greenhouse controller (examples/corruption.c) crashes in its second night. Why?");
        debugger.launch(program);

        say("Run it to the crash. Every step is recorded.");
        move(POINTER, () -> debugger.move("continue"));
        show(debugger.reason());
        crash = debugger.place().step();
        show("The pointer to the limits of zone 2 is invalid. Its bytes are letters: \", center\".");

        say("Who wrote that? Set a data breakpoint on the pointer, and run backwards.");
        debugger.stopAtWritesOf(POINTER);
        move(POINTER, () -> debugger.move("reverseContinue"));
        showValues("i", "count", "from");

        say("How did the call begin? Restart its frame: everything is as it was then.");
        move(LABEL, debugger::restartFrame);
        showValues("count");
        show("It copies 25 bytes into a label that has room for 16.");

        say("Step one line back: out of the call, to its caller.");
        DemoPlace cause = move("$pc", () -> debugger.move("stepBack"));
        showValues("label");
        out.accept("");
        out.accept(
                "That is the bug: the length of the received text decides how much is copied, not the size of the label (line "
                        + cause.line() + "). The crash came " + String.format(Locale.ROOT, "%,d", crash - cause.step())
                        + " steps later.");
        debugger.disconnect();
    }

    /** One move, timed, and the line that tells of it: the value of {@code what} is looked at before and after. */
    private DemoPlace move(String what, Runnable move) {
        DemoPlace from = debugger.place();
        String before = debugger.value(what);
        long began = System.nanoTime();
        move.run();
        double ms = (System.nanoTime() - began) / 1e6;
        DemoPlace to = debugger.place();
        debugger.console().lines().forEach(line -> show("| " + line));
        out.accept(String.format(
                Locale.ROOT,
                "step %d -> %d  %s:%d  %s  %s -> %s  (%.1f ms)",
                from.step(),
                to.step(),
                to.source().getFileName(),
                to.line(),
                what,
                before,
                debugger.value(what),
                ms));
        show(to.line() + " | " + text(to));
        return to;
    }

    private static String text(DemoPlace place) {
        try {
            List<String> lines = Files.readAllLines(place.source());
            return lines.get(place.line() - 1).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void showValues(String... names) {
        StringBuilder line = new StringBuilder();
        for (String name : names) {
            line.append(line.isEmpty() ? "" : ", ").append(name).append(" = ").append(debugger.value(name));
        }
        show(line.toString());
    }

    private void say(String sentence) {
        out.accept("");
        out.accept(sentence);
    }

    private void show(String line) {
        out.accept("    " + line);
    }
}
