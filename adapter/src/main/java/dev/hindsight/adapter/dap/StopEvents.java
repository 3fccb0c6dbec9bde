package dev.hindsight.adapter.dap;

import dev.hindsight.adapter.stepping.UserStop;
import dev.hindsight.adapter.stepping.UserStops;
import dev.hindsight.emulator.machine.Hit;
import dev.hindsight.emulator.timeline.Stop;
import java.util.List;
import java.util.Optional;
import org.eclipse.lsp4j.debug.StoppedEventArguments;
import org.eclipse.lsp4j.debug.StoppedEventArgumentsReason;
import org.jspecify.annotations.Nullable;

/** How a stop is told to the client. */
final class StopEvents {
    /** The reason before the step that would end the guest. */
    static final String EXIT = "exit";

    static final String RESTART = "restart";

    private static final String START_OF_HISTORY = "Start of recorded history";
    private static final String END_OF_HISTORY = "End of recorded history";

    /** What a client has room for. */
    private static final int LONGEST_COMMAND = 60;

    private StopEvents() {}

    /** {@code arrival}: the reason if the move did what it was told; {@code concerned}: the hart, if nothing was met. */
    static StoppedEventArguments of(Stop stop, UserStops user, String arrival, int concerned) {
        int hart = stop.hit().map(Hit::hart).orElse(concerned);
        StoppedEventArguments event = switch (stop.reason()) {
            case STEP, EVENT -> event(arrival, stop.description());
            case BREAKPOINT, WATCHPOINT -> met(user, stop);
            case START -> event(StoppedEventArgumentsReason.PAUSE, START_OF_HISTORY);
            case END -> event(StoppedEventArgumentsReason.PAUSE, END_OF_HISTORY);
            case EXIT, ENDED -> event(EXIT, stop.description());
            case EXCEPTION -> event(StoppedEventArgumentsReason.EXCEPTION, stop.description());
            case PAUSE, IDLE, NOT_FOUND -> event(StoppedEventArgumentsReason.PAUSE, stop.description());
        };
        if (stop.reason() == Stop.Reason.EXCEPTION) {
            event.setText(stop.description());
        }
        event.setThreadId(hart + 1);
        return event;
    }

    /** Adds that the place where the session was to stop first was not come to. */
    static void tellMissed(StoppedEventArguments event, UserStop first) {
        String why =
                event.getDescription() == null ? "" : event.getDescription().replaceFirst("\\.$", "") + "; ";
        event.setDescription("%s%s was not reached.".formatted(why, first.label()));
        if (event.getText() != null) {
            event.setText(event.getDescription());
        }
    }

    /** Why, where, and by which command: {@code Call of 0x80000040: step 12, main.c:34 (find call tick)}. */
    static String arrived(@Nullable String why, String place, String command) {
        String reason = why == null ? "" : why.replaceFirst("\\.$", "") + ": ";
        String shown = command.length() > LONGEST_COMMAND ? command.substring(0, LONGEST_COMMAND) + "…" : command;
        return "%s%s (%s)".formatted(reason, place, shown);
    }

    private static StoppedEventArguments met(UserStops user, Stop stop) {
        List<UserStop> own = user.met().stream()
                .filter(it -> it.kind() != UserStop.Kind.ENTRY)
                .toList();
        Optional<UserStop> first =
                own.stream().findFirst().or(() -> user.met().stream().findFirst());
        if (first.isEmpty()) {
            return event(StoppedEventArgumentsReason.BREAKPOINT, stop.description());
        }
        StoppedEventArguments event = event(reason(first.get().kind()), user.change());
        if (!user.change().isEmpty()) {
            event.setText(user.change());
        }
        if (!own.isEmpty()) {
            event.setHitBreakpointIds(own.stream().map(UserStop::id).toArray(Integer[]::new));
        }
        return event;
    }

    private static String reason(UserStop.Kind kind) {
        return switch (kind) {
            case ENTRY -> StoppedEventArgumentsReason.ENTRY;
            case SOURCE -> StoppedEventArgumentsReason.BREAKPOINT;
            case FUNCTION -> StoppedEventArgumentsReason.FUNCTION_BREAKPOINT;
            case INSTRUCTION -> StoppedEventArgumentsReason.INSTRUCTION_BREAKPOINT;
            case DATA -> StoppedEventArgumentsReason.DATA_BREAKPOINT;
        };
    }

    static StoppedEventArguments event(String reason, String description) {
        var event = new StoppedEventArguments();
        event.setReason(reason);
        if (!description.isEmpty()) {
            event.setDescription(description);
        }
        event.setAllThreadsStopped(true);
        event.setThreadId(1);
        return event;
    }
}
