package dev.hindsight.emulator.command;

import dev.hindsight.emulator.client.History;

/** Where {@code goto} goes, said in any of its ways; it becomes a step when the machine is there to be moved. */
@FunctionalInterface
interface Destination {
    /** All the ways to say a place; every help says the same. */
    String PLACES = "a number, +N, -N, N%, start, end or a bookmark's name";

    /** Before the first step: a move that goes there ends at the start and says so. */
    long BEFORE_START = -1;

    /** The step meant, where {@code history} is what there is. */
    long step(History history);

    /** Understands a number, +N, -N, N%, start or end; digits may stand in groups of three, as they are shown. */
    static Destination parse(String text) {
        if (text.equals("start")) {
            return History::start;
        }
        if (text.equals("end")) {
            return History::end;
        }
        try {
            return text.endsWith("%") ? percent(text) : number(text);
        } catch (NumberFormatException e) {
            throw new CommandException("'" + text + "' is not a step; try " + PLACES + ".");
        }
    }

    private static Destination number(String text) {
        long number = Long.parseLong(text.replaceAll("(?<=\\d)[ ,](?=\\d{3}(?!\\d))", ""));
        boolean relative = text.startsWith("+") || text.startsWith("-");
        return relative ? history -> from(history.here().step(), number) : history -> number;
    }

    /** Beyond the end of numbers there are no steps either. */
    private static long from(long here, long distance) {
        long sum = here + distance;
        return distance > 0 && sum < 0 ? Long.MAX_VALUE : Math.max(BEFORE_START, sum);
    }

    private static Destination percent(String text) {
        double part = Double.parseDouble(text.substring(0, text.length() - 1)) / 100;
        if (!(part >= 0 && part <= 1)) {
            throw new CommandException("'" + text + "' is not between 0% and 100%.");
        }
        return history -> history.start() + (long) (part * (history.end() - history.start()));
    }
}
