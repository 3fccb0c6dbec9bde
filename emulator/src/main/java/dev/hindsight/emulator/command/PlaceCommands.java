package dev.hindsight.emulator.command;

import dev.hindsight.emulator.client.Move;
import dev.hindsight.emulator.client.TimelineClient;
import dev.hindsight.emulator.client.TimelineMover;
import dev.hindsight.emulator.client.VisitedPlace;
import dev.hindsight.emulator.timeline.Bookmark;
import dev.hindsight.emulator.timeline.Mark;
import dev.hindsight.emulator.timeline.Moment;
import java.util.List;
import java.util.stream.Collectors;

/** Places in history that one comes back to: bookmarks, where one was, and what the guest said where. */
final class PlaceCommands implements CommandGroup {
    @Override
    public List<Command> commands() {
        return List.of(
                new Command("bookmark", "[NAME [NOTE]]", "mark the current step", PlaceCommands::bookmark),
                new Command("checkpoint", "[NAME [NOTE]]", "the same as bookmark", PlaceCommands::bookmark),
                new Command("bookmarks", "", "list the bookmarks; goto takes their names", PlaceCommands::bookmarks),
                new Command("restart", "BOOKMARK", "go to a bookmark by number or name", PlaceCommands::restart),
                new Command("delete-bookmark", "BOOKMARK", "delete a bookmark", PlaceCommands::delete),
                new Command("back", "", "go to the place where you were before", (arguments, client) -> {
                    arguments.end();
                    return going(client.back());
                }),
                new Command("forward", "", "after back: go to the place that you came from", (arguments, client) -> {
                    arguments.end();
                    return going(client.forward());
                }),
                new Command(
                        "places",
                        "",
                        "list the places of back and forward; * marks the current one",
                        PlaceCommands::places));
    }

    /** The place may be on another branch. */
    private static Answer going(Move<TimelineMover> move) {
        return new Answer.Going(
                move, stop -> Answer.arrived(stop) + ", branch " + stop.moment().branch());
    }

    /** Where a bookmark is, so that {@code goto} and {@code restart} say the same. */
    static Answer going(Bookmark bookmark) {
        return going(mover -> mover.seek(bookmark.mark()));
    }

    private static Answer bookmark(Arguments arguments, TimelineClient client) {
        String name = arguments.next().orElse("");
        Bookmark bookmark = client.bookmark(name, arguments.rest());
        return Answer.said("Set: " + line(bookmark));
    }

    private static String line(Bookmark bookmark) {
        String title = bookmark.title() + "  " + place(bookmark.mark().moment());
        return bookmark.note().isEmpty() ? title : title + "  " + bookmark.note();
    }

    private static String place(Moment moment) {
        return "step " + moment.step() + ", branch " + moment.branch();
    }

    private static Answer bookmarks(Arguments arguments, TimelineClient client) {
        arguments.end();
        List<Bookmark> all = client.history().bookmarks();
        return Answer.said(
                all.isEmpty()
                        ? "There are no bookmarks."
                        : all.stream().map(PlaceCommands::line).collect(Collectors.joining("\n")));
    }

    private static Bookmark find(Arguments arguments, TimelineClient client) {
        String name = arguments.word();
        arguments.end();
        return client.history()
                .bookmark(name)
                .orElseThrow(() -> new CommandException("There is no bookmark '" + name + "'; try: bookmarks"));
    }

    private static Answer restart(Arguments arguments, TimelineClient client) {
        return going(find(arguments, client));
    }

    private static Answer delete(Arguments arguments, TimelineClient client) {
        Bookmark gone = client.deleteBookmark(find(arguments, client).id());
        return Answer.said("Deleted: " + gone.title());
    }

    private static Answer places(Arguments arguments, TimelineClient client) {
        arguments.end();
        List<Bookmark> bookmarks = client.history().bookmarks();
        return Answer.said(
                client.places().stream().map(each -> line(each, bookmarks)).collect(Collectors.joining("\n")));
    }

    private static String line(VisitedPlace place, List<Bookmark> bookmarks) {
        String line = (place.here() ? "* " : "  ") + place(place.mark().moment());
        String marked = (place.what() + marks(place.mark(), bookmarks)).strip();
        return marked.isEmpty() ? line : line + "  " + marked;
    }

    private static String marks(Mark mark, List<Bookmark> bookmarks) {
        return bookmarks.stream()
                .filter(each -> each.mark().equals(mark))
                .map(each -> " [" + each.title() + "]")
                .collect(Collectors.joining());
    }
}
