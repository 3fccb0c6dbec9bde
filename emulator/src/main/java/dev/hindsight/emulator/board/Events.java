package dev.hindsight.emulator.board;

import dev.hindsight.emulator.device.Console;
import dev.hindsight.emulator.engine.Hits;
import dev.hindsight.emulator.hart.Hart;
import dev.hindsight.emulator.hart.Mode;
import dev.hindsight.emulator.hart.Trap;
import dev.hindsight.emulator.machine.Event;
import dev.hindsight.emulator.machine.Hit;
import dev.hindsight.emulator.machine.StopPoints;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The traps, changes of mode and texts on the console that a run looks for. */
final class Events {
    private final Console console;
    private final Hits hits;
    private final long addressMask;
    private List<Event> wanted = List.of();
    /** Of the step under way. */
    private final List<Event.Shown> shown = new ArrayList<>();

    Events(Console console, int xlen, Hits hits) {
        this.hits = hits;
        this.console = console;
        this.addressMask = xlen == 64 ? -1 : 0xffff_ffffL;
    }

    void setStops(StopPoints stops) {
        wanted = stops.events();
        forget();
    }

    /** Forgets the step under way. */
    void forget() {
        shown.clear();
    }

    /** The present step has sent a byte to the console. */
    void sent() {
        for (Event event : wanted) {
            if (event instanceof Event.Shown text && console.hasJustShown(text.text())) {
                shown.add(text);
            }
        }
    }

    /** {@code step} was a trap. */
    void trapped(Hart hart, Trap trap, int modeBefore, long step) {
        for (Event event : wanted) {
            if (event instanceof Event.Traps traps && traps.wants(trap.cause(), trap.interrupt())) {
                note(step, hart, traps, trap.text());
            }
        }
        stepped(hart, modeBefore, step);
    }

    /** {@code step} is over, the last of one or more that this hart made, all others in the mode before. */
    void stepped(Hart hart, int modeBefore, long step) {
        for (Event event : wanted) {
            if (event instanceof Event.ModeChange change && change.wants(modeBefore, hart.mode())) {
                String text = "From " + Mode.name(modeBefore) + " to " + Mode.name(hart.mode()) + " mode";
                note(step, hart, change, text);
            }
        }
        for (Event.Shown event : shown) {
            byte[] text = event.text().toArray();
            note(step, hart, event, "\"" + new String(text, StandardCharsets.UTF_8) + "\" on the console");
        }
        shown.clear();
    }

    private void note(long step, Hart hart, Event event, String text) {
        hits.event(new Hit.Happened(step, hart.id(), hart.pc() & addressMask, event, text));
    }
}
