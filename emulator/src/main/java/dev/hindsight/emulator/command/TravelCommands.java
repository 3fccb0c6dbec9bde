package dev.hindsight.emulator.command;

import dev.hindsight.emulator.client.History;
import dev.hindsight.emulator.client.TimelineClient;
import dev.hindsight.emulator.machine.TimedInspector;
import dev.hindsight.emulator.timeline.Bookmark;
import dev.hindsight.emulator.timeline.Moment;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Where one is in time, and how to get elsewhere. */
final class TravelCommands implements CommandGroup {
    @Override
    public List<Command> commands() {
        return List.of(
                new Command("when", "", "show the current step", TravelCommands::when),
                new Command("goto", "PLACE", "go to a step: " + Destination.PLACES, TravelCommands::travel));
    }

    private static Answer when(Arguments arguments, TimelineClient client) {
        arguments.end();
        Moment view = client.view();
        History history = client.history();
        String here = "step %d, branch %d, history ends at step %d, guest time %s"
                .formatted(view.step(), view.branch(), history.end(), guestTime(client));
        return Answer.said(
                view.equals(history.here())
                        ? here
                        : here + "; the machine was moved to step "
                                + history.here().step());
    }

    private static String guestTime(TimelineClient client) {
        return String.format(Locale.ROOT, "%.9f s", client.readTimed(TimedInspector::nanos) / 1e9);
    }

    private static Answer travel(Arguments arguments, TimelineClient client) {
        String place = arguments.rest();
        Optional<Bookmark> bookmark = client.history().bookmarks().stream()
                .filter(each -> each.name().equals(place))
                .findFirst();
        if (bookmark.isPresent() && !place.isEmpty()) {
            return PlaceCommands.going(bookmark.get());
        }
        Destination destination = Destination.parse(place);
        return Answer.going(mover -> mover.seek(destination.step(client.history())));
    }
}
