package dev.hindsight.emulator.command;

import dev.hindsight.emulator.client.TimelineClient;
import dev.hindsight.emulator.machine.Hit;
import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.timeline.Search;
import dev.hindsight.emulator.timeline.Stop;
import java.util.List;
import java.util.Locale;

/** Searching history. */
final class FindCommands implements CommandGroup {
    @Override
    public List<Command> commands() {
        return List.of(
                new Command(
                        "find",
                        "[back|on] [#N] WHAT [or WHAT] [in FROM TO]",
                        "go to the next event (back: the last one, #N: the N-th): " + Conditions.KINDS
                                + "; on: record past the end of history until it happens",
                        FindCommands::find),
                new Command(
                        "last-write",
                        "ADDRESS [LENGTH]",
                        "go back to just before the last write to these bytes",
                        (arguments, client) -> shorthand("back write ", arguments, client)),
                new Command(
                        "first-write",
                        "ADDRESS [LENGTH]",
                        "go to just after the first write to these bytes",
                        (arguments, client) -> shorthand("#1 write ", arguments, client)),
                new Command(
                        "last-exec",
                        "ADDRESS",
                        "go back to where the instruction at this address last ran",
                        (arguments, client) -> shorthand("back exec ", arguments, client)));
    }

    private static Answer shorthand(String find, Arguments arguments, TimelineClient client) {
        return answer(new Phrase(find + arguments.rest()), client);
    }

    private static Answer find(Arguments arguments, TimelineClient client) {
        return answer(new Phrase(arguments.rest()), client);
    }

    private static Answer answer(Phrase words, TimelineClient client) {
        boolean back = words.take("back");
        boolean on = !back && words.take("on");
        long number = number(words);
        StopPoints stops = Conditions.parse(words, client.info());
        boolean limited = words.take(Conditions.IN);
        long from = limited ? words.number("First step") : 0;
        long to = limited ? words.number("Last step") : Search.NO_LIMIT;
        if (!words.isEmpty()) {
            throw new CommandException("'" + words.next("") + "' cannot be part of a search; try: help find");
        }
        Search search = (back ? Search.backward(stops) : Search.forward(stops)).numbered(number);
        return new Answer.Going(
                mover -> mover.search(search.within(from, on ? to : Math.min(to, mover.end()))), FindCommands::told);
    }

    private static long number(Phrase words) {
        String word = words.peek().filter(each -> each.startsWith("#")).orElse("");
        if (word.isEmpty()) {
            return 0;
        }
        words.take(word);
        long number = new Phrase(word.substring(1)).number("Hit number");
        if (number < 1) {
            throw new CommandException("Hits are numbered from 1.");
        }
        return number;
    }

    private static String told(Stop stop) {
        String what = stop.hit().map(FindCommands::met).orElse(stop.description());
        return "step " + stop.step() + (what.isEmpty() ? "" : ": " + what);
    }

    private static String met(Hit hit) {
        if (hit instanceof Hit.Happened happened) {
            return happened.text();
        }
        if (hit instanceof Hit.Data data) {
            Hit.Access access = data.accesses().get(0);
            String kind = access.kind().name().toLowerCase(Locale.ROOT);
            return "%s of %d byte%s at 0x%x by the instruction at 0x%x"
                    .formatted(kind, access.length(), access.length() == 1 ? "" : "s", access.address(), data.pc());
        }
        return "at 0x%x".formatted(hit.pc());
    }
}
