package dev.hindsight.adapter.dap;

import dev.hindsight.adapter.frames.Frame;
import dev.hindsight.emulator.client.Client;
import dev.hindsight.emulator.client.ClientEvent;
import dev.hindsight.emulator.machine.Inspector;
import dev.hindsight.emulator.timeline.Stop;
import org.eclipse.lsp4j.debug.StoppedEventArguments;
import org.eclipse.lsp4j.debug.StoppedEventArgumentsReason;

/** Keeps the client up to date about where the machine is, whoever moved it. Owned by the request thread. */
final class Presence implements StopListener {
    private final Client target;
    private final StackFrames frames;
    private final VariablesRequests variables;
    private final Announcer announcer;
    private boolean ended;

    Presence(Client target, StackFrames frames, VariablesRequests variables, Announcer announcer) {
        this.target = target;
        this.frames = frames;
        this.variables = variables;
        this.announcer = announcer;
    }

    boolean hasEnded() {
        return ended;
    }

    /** The machine stands, and the client is told so for the first time. */
    void arrived() {
        if (!target.isCurrent()) {
            announcer.continued(1);
            return;
        }
        boolean atStart =
                target.timeline().map(client -> client.view().step() == 0).orElse(false);
        standing(atStart ? StoppedEventArgumentsReason.ENTRY : StoppedEventArgumentsReason.PAUSE, "");
    }

    @Override
    public void continued() {
        announcer.continued(frames.focus() + 1);
    }

    @Override
    public void stopped(Stop stop, StoppedEventArguments event, String command) {
        forget();
        if (stop.reason() == Stop.Reason.ENDED) {
            announcer.exited(stop.status());
            end();
        } else {
            frames.lookAt(event.getThreadId() - 1);
            if (!command.isEmpty()) {
                event.setDescription(StopEvents.arrived(event.getDescription(), place(stop), command));
            }
            announcer.stopped(event);
        }
    }

    /** A stop that no move of this client's led to. */
    private void standing(String reason, String description) {
        var event = StopEvents.event(reason, description);
        event.setThreadId(frames.focus() + 1);
        announcer.stopped(event);
    }

    @Override
    public void failed(Throwable failure) {
        if (!ended) {
            forget();
            standing(StoppedEventArgumentsReason.PAUSE, DapErrors.sentence(failure));
        }
    }

    @Override
    public void logged(String line) {
        announcer.say(line);
    }

    /** What another client did while this one moves nothing. */
    void heard(ClientEvent event) {
        if (event instanceof ClientEvent.Running) {
            announcer.continued(1);
        } else if (event instanceof ClientEvent.Moved moved) {
            target.catchUp();
            forget();
            frames.lookAt(target.read(Inspector::nextHart));
            standing(StoppedEventArgumentsReason.PAUSE, whereTo(moved));
        } else if (event instanceof ClientEvent.Written written) {
            target.catchUp();
            forget();
            announcer.written(written.address(), written.length());
        } else if (event instanceof ClientEvent.News news) {
            announcer.say(news.sentence());
        } else if (event instanceof ClientEvent.Closed) {
            end();
        }
    }

    private String whereTo(ClientEvent.Moved moved) {
        return "%s moved to %s".formatted(moved.by(), place(moved.stop()));
    }

    /** Where the hart in focus stands. */
    private String place(Stop stop) {
        Frame frame = frames.of(frames.focus()).get(0).frame();
        String place =
                frame.line().map(line -> line.fileName() + ":" + line.line()).orElse("0x%x".formatted(frame.pc()));
        return "step %d, %s".formatted(stop.step(), place);
    }

    void end() {
        if (!ended) {
            ended = true;
            announcer.terminated();
        }
    }

    private void forget() {
        frames.forget();
        variables.forget();
    }
}
