package dev.hindsight.adapter.target.local;

import dev.hindsight.adapter.target.Reverse;
import dev.hindsight.adapter.target.Spoken;
import dev.hindsight.adapter.target.Target;
import dev.hindsight.adapter.target.TargetEvent;
import dev.hindsight.adapter.target.TargetException;
import dev.hindsight.adapter.target.TimeTravel;
import dev.hindsight.emulator.command.Answer;
import dev.hindsight.emulator.command.CommandException;
import dev.hindsight.emulator.command.Commands;
import dev.hindsight.emulator.machine.Bytes;
import dev.hindsight.emulator.machine.Input;
import dev.hindsight.emulator.machine.Inspector;
import dev.hindsight.emulator.machine.MachineInfo;
import dev.hindsight.emulator.session.Client;
import dev.hindsight.emulator.session.Move;
import dev.hindsight.emulator.session.SessionEvent;
import dev.hindsight.emulator.session.SessionException;
import dev.hindsight.emulator.session.TimelineSession;
import dev.hindsight.emulator.timeline.Moment;
import dev.hindsight.emulator.timeline.Stop;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** A client of a timeline in this process, as a target: it can go back, and it knows the time. */
public final class LocalTarget implements Target, Reverse, TimeTravel {
    private static final Commands WORDS = Commands.standard();

    private final TimelineSession session;
    private final Client client;

    private LocalTarget(TimelineSession session, Client client) {
        this.session = session;
        this.client = client;
    }

    /** Joins a session; {@code name} is what other clients are told. */
    public static LocalTarget join(TimelineSession session, String name, Consumer<TargetEvent> listener) {
        return guarded(() -> new LocalTarget(session, session.join(name, event -> listener.accept(translated(event)))));
    }

    @Override
    public MachineInfo info() {
        return session.info();
    }

    @Override
    public <T> T read(Function<Inspector, T> reader) {
        return guarded(() -> client.read(reader));
    }

    @Override
    public CompletableFuture<Stop> move(Target.Plan plan) {
        return travelling(mover -> plan.on(new LocalTravel(mover)));
    }

    @Override
    public CompletableFuture<Stop> move(Reverse.Plan plan) {
        return travelling(mover -> plan.on(new LocalTravel(mover)));
    }

    private CompletableFuture<Stop> travelling(Move plan) {
        return client.move(plan).exceptionally(failure -> {
            throw refusal(failure);
        });
    }

    @Override
    public void interrupt() {
        client.interrupt();
    }

    @Override
    public void writeRegister(int hart, int number, long value) {
        write(new Input.WriteRegister(hart, number, value));
    }

    @Override
    public void writeMemory(int hart, long address, Bytes bytes) {
        write(new Input.WriteMemory(hart, address, bytes));
    }

    private void write(Input input) {
        guarded(() -> {
            client.write(input);
            return input;
        });
    }

    @Override
    public boolean isCurrent() {
        return guarded(client::isCurrent);
    }

    @Override
    public void catchUp() {
        guarded(() -> {
            client.catchUp();
            return client;
        });
    }

    @Override
    public Optional<Reverse> reverse() {
        return Optional.of(this);
    }

    @Override
    public Optional<TimeTravel> timeTravel() {
        return Optional.of(this);
    }

    @Override
    public Moment view() {
        return guarded(client::view);
    }

    @Override
    public long end() {
        return guarded(() -> client.history().end());
    }

    @Override
    public Optional<Spoken> hear(String line) {
        boolean known = WORDS.knows(line.strip().split("\\s", 2)[0]);
        return known ? Optional.of(guarded(() -> spoken(WORDS.answer(line, client)))) : Optional.empty();
    }

    private Spoken spoken(Answer answer) {
        if (answer instanceof Answer.Going going) {
            return new Spoken.Going(accepted -> travelling(whenAccepted(accepted, going.plan())), going.told());
        }
        return new Spoken.Said(((Answer.Said) answer).text());
    }

    private static Move whenAccepted(Runnable accepted, Move plan) {
        return mover -> {
            accepted.run();
            return plan.on(mover);
        };
    }

    @Override
    public String words() {
        return WORDS.help();
    }

    @Override
    public void leave() {
        try {
            client.leave();
        } catch (SessionException over) {
            // Who leaves a session that has ended has left it.
        }
    }

    @Override
    public void end(String why) {
        session.end(why);
    }

    private static <T> T guarded(Supplier<T> action) {
        try {
            return action.get();
        } catch (SessionException | CommandException refused) {
            throw refusal(refused);
        }
    }

    private static RuntimeException refusal(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof SessionException || cause instanceof CommandException) {
            return new TargetException(String.valueOf(cause.getMessage()), cause);
        }
        return cause instanceof RuntimeException unchecked ? unchecked : new IllegalStateException(cause);
    }

    private static TargetEvent translated(SessionEvent event) {
        if (event instanceof SessionEvent.Running running) {
            return new TargetEvent.Running(running.by());
        }
        if (event instanceof SessionEvent.Moved moved) {
            return new TargetEvent.Moved(moved.by(), moved.stop());
        }
        if (event instanceof SessionEvent.Written written) {
            return new TargetEvent.Written(written.by(), written.address(), written.length());
        }
        if (event instanceof SessionEvent.Progress progress) {
            return new TargetEvent.Progress(progress.by(), progress.done(), progress.percent(), progress.total());
        }
        if (event instanceof SessionEvent.Console console) {
            return new TargetEvent.Console(console.bytes());
        }
        if (event instanceof SessionEvent.News news) {
            return new TargetEvent.News(news.sentence());
        }
        return new TargetEvent.Closed(((SessionEvent.Closed) event).why());
    }
}
