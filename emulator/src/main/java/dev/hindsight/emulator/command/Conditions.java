package dev.hindsight.emulator.command;

import dev.hindsight.emulator.machine.Bytes;
import dev.hindsight.emulator.machine.Event;
import dev.hindsight.emulator.machine.MachineInfo;
import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.machine.Watch;
import java.util.ArrayList;
import java.util.List;

/** What to look for, in words: one or more kinds with {@code or} between them. */
final class Conditions {
    static final String KINDS = "trap, exception [CAUSE], interrupt [CAUSE], mode [M|S|U], output TEXT, call FUNCTION,"
            + " return FUNCTION, exec ADDRESS, write|read|changed ADDRESS [LENGTH]";

    private static final String OR = "or";
    static final String IN = "in";
    /** Every write into what is watched is compared with what was there. */
    private static final int MOST_CHANGED = 4096;

    private final Phrase words;
    private final AddressNames names;
    private final int wordBytes;
    private final List<Long> breakpoints = new ArrayList<>();
    private final List<Watch> watches = new ArrayList<>();
    private final List<Event> events = new ArrayList<>();

    private Conditions(Phrase words, MachineInfo info) {
        this.words = words;
        this.names = new AddressNames(info);
        this.wordBytes = info.xlen() / 8;
    }

    /** Takes the words that say what to look for, and leaves the others. */
    static StopPoints parse(Phrase words, MachineInfo info) {
        Conditions conditions = new Conditions(words, info);
        do {
            conditions.add(words.next("The event to find (" + KINDS + ")"));
        } while (words.take(OR));
        return StopPoints.of(conditions.breakpoints, conditions.watches).withEvents(conditions.events);
    }

    private void add(String kind) {
        switch (kind) {
            case "trap" -> events.add(Event.Traps.any());
            case "exception" -> events.add(hasMore() ? Event.Traps.exception(cause()) : new Event.Traps(-1, 0));
            case "interrupt" -> events.add(hasMore() ? Event.Traps.interrupt(cause()) : new Event.Traps(0, -1));
            case "mode" ->
                events.add(new Event.ModeChange(hasMore() ? mode(words.next("The mode")) : Event.ModeChange.ANY));
            case "output" -> events.add(shown(text()));
            case "call" -> {
                AddressNames.Range function = function();
                events.add(new Event.Call(function.start(), function.end()));
            }
            case "return" -> {
                AddressNames.Range function = function();
                events.add(new Event.Return(function.start(), function.end()));
            }
            case "exec" -> breakpoints.add(names.address(words.next("The address")));
            case "write" -> watches.add(watch(false, true, false));
            case "read" -> watches.add(watch(true, false, false));
            case "changed" -> watches.add(watch(false, true, true));
            default -> throw new CommandException("'" + kind + "' is not a kind of event; try: " + KINDS + ".");
        }
    }

    private boolean hasMore() {
        return words.peek().filter(word -> !word.equals(OR) && !word.equals(IN)).isPresent();
    }

    private int cause() {
        return (int) Math.min(words.number("Cause"), Integer.MAX_VALUE);
    }

    /** As mstatus.MPP encodes them. [Priv 1.12 §1.2] */
    private static int mode(String word) {
        return switch (word) {
            case "U" -> 0;
            case "S" -> 1;
            case "M" -> 3;
            default -> throw new CommandException("'" + word + "' is not a mode: enter M, S or U.");
        };
    }

    private String text() {
        boolean quoted = words.peek().filter(word -> word.startsWith("\"")).isPresent();
        String text = words.text("The text");
        if (!quoted && hasMore()) {
            throw new CommandException(
                    "Put a text of several words in quotes: output \"%s %s\".".formatted(text, words.next("The text")));
        }
        return text;
    }

    private static Event shown(String text) {
        Bytes bytes = Bytes.utf8(text);
        if (bytes.length() < 1 || bytes.length() > Event.Shown.LONGEST) {
            throw new CommandException("A text to find must have 1 to " + Event.Shown.LONGEST + " bytes.");
        }
        return new Event.Shown(bytes);
    }

    private AddressNames.Range function() {
        return names.range(words.next("The function"), 2);
    }

    private Watch watch(boolean read, boolean write, boolean onlyChanges) {
        AddressNames.Range range = names.range(words.next("The address"), wordBytes);
        long length = hasMore() ? words.number("Length") : range.end() - range.start();
        if (length < 1) {
            throw new CommandException("The length must be at least 1 byte.");
        }
        if (onlyChanges && Long.compareUnsigned(length, MOST_CHANGED) > 0) {
            throw new CommandException("A search for changes can cover at most " + MOST_CHANGED + " bytes.");
        }
        return new Watch(range.start(), length, read, write, onlyChanges, range.start());
    }
}
