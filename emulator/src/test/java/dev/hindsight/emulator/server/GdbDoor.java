package dev.hindsight.emulator.server;

import dev.hindsight.emulator.Emulator;
import dev.hindsight.emulator.GuestConfig;
import dev.hindsight.emulator.MachineConfig;
import dev.hindsight.emulator.client.ClientEvent;
import dev.hindsight.emulator.client.TimelineClient;
import dev.hindsight.emulator.machine.Machine;
import dev.hindsight.emulator.session.TimelineSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A guest on the machine, and gdbs at its door. */
final class GdbDoor implements AutoCloseable {
    private static final Path ROOT = Path.of(System.getProperty("hindsight.root"));

    private final Path elf;
    private final GuestConfig guest;
    private Program program = Program.INSTALLED_GDB;
    private final TimelineSession session;
    private final RspServer server;
    private final List<Gdb> gdbs = new ArrayList<>();
    private final CountDownLatch quit = new CountDownLatch(1);
    private final BlockingQueue<ClientEvent.Running> running = new LinkedBlockingQueue<>();
    private final BlockingQueue<ClientEvent.Moved> moved = new LinkedBlockingQueue<>();

    private GdbDoor(Path elf, MachineConfig machine) {
        this(elf, GuestConfig.of(elf).on(machine), Emulator::start, session -> session);
    }

    private GdbDoor(
            Path elf,
            GuestConfig guest,
            Function<GuestConfig, TimelineSession> start,
            UnaryOperator<TimelineSession> whatGdbSees) {
        this.elf = elf;
        this.guest = guest;
        this.session = start.apply(guest);
        session.join("watcher", this::hear);
        this.server = RspServer.open(whatGdbSees.apply(session), List.of(elf), 0, quit::countDown);
    }

    static GdbDoor ofExample(String name) {
        return new GdbDoor(example(name + ".elf"), MachineConfig.STANDARD);
    }

    /** Whose machine can be held in the midst of a move. */
    static GdbDoor ofExample(String name, Hold hold) {
        Path elf = example(name + ".elf");
        return new GdbDoor(elf, GuestConfig.of(elf), hold::start, hold::heardIn);
    }

    static Path example(String file) {
        return ROOT.resolve("examples").resolve(file);
    }

    static GdbDoor ofTestGuest(String name) {
        return ofTestGuest(name, MachineConfig.STANDARD);
    }

    static GdbDoor ofTestGuest(String name, MachineConfig machine) {
        return new GdbDoor(ROOT.resolve("emulator/src/test/guests").resolve(name + ".elf"), machine);
    }

    GdbDoor using(Program other) {
        program = other;
        return this;
    }

    /** A gdb that is connected. */
    Gdb gdb() {
        return start(elf.toString()).connect(server.port());
    }

    /** One that was not told what it debugs. */
    Gdb gdbWithoutFile() {
        return start().connect(server.port());
    }

    /** One that may kill and start its program. */
    Gdb gdbExtended() {
        Gdb gdb = start(elf.toString());
        gdb.ask("target extended-remote 127.0.0.1:" + server.port());
        return gdb;
    }

    Gdb gdbExtendedWithCommands() {
        Gdb gdb = gdbExtended();
        gdb.ask("source " + commands());
        return gdb;
    }

    private Gdb start(String... files) {
        Gdb gdb = new Gdb(program, elf.getParent(), files);
        gdbs.add(gdb);
        return gdb;
    }

    /** A gdb that is connected and has our commands. */
    Gdb gdbWithCommands() {
        Gdb gdb = gdb();
        gdb.ask("source " + commands());
        return gdb;
    }

    /** The same under an IDE. */
    Gdb gdbOfAnIde() {
        Gdb gdb = Gdb.ofAnIde(program, elf, commands(), port());
        gdbs.add(gdb);
        return gdb;
    }

    /** A gdb that does what it is told at its start, and ends. */
    String batch(String... arguments) {
        List<String> all = new ArrayList<>(List.of(elf.toString(), "-ex", "target remote 127.0.0.1:" + port()));
        all.addAll(List.of(arguments));
        return Gdb.batch(program, elf.getParent(), all.toArray(String[]::new));
    }

    /** The commands file, written where it goes away with the tests' build. */
    Path commands() {
        try {
            return GdbCommands.writeTo(Files.createDirectories(ROOT.resolve("emulator/target/gdb")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a DAP client, or any other, would be: somebody else at the machine. */
    TimelineClient somebody(String name) {
        return session.join(name, event -> {});
    }

    /** The same guest on a machine of its own, without history. */
    Machine plainMachine() {
        return Emulator.machine(guest);
    }

    Path elf() {
        return elf;
    }

    int port() {
        return server.port();
    }

    private void hear(ClientEvent event) {
        if (event instanceof ClientEvent.Running begun) {
            running.add(begun);
        } else if (event instanceof ClientEvent.Moved end) {
            moved.add(end);
        }
    }

    /** Lets a gdb run and waits until it does: a Ctrl-C before that is one at its prompt. */
    void run(Gdb gdb) throws InterruptedException {
        run(gdb, "continue");
    }

    void run(Gdb gdb, String command) throws InterruptedException {
        run(() -> gdb.begin(command));
    }

    /** Waits until what was begun runs the machine. */
    void run(Runnable begin) throws InterruptedException {
        running.clear();
        begin.run();
        running.take();
    }

    /** Lets a gdb run that is no more; returns when the server knows that. */
    void dieRunning(Gdb gdb) throws InterruptedException {
        run(gdb);
        moved.clear();
        gdb.close();
        moved.take();
    }

    /** Lets the machine run as one that was told to run at once does, and waits until it has begun. */
    void runForNobody() throws InterruptedException {
        running.clear();
        session.join("console", event -> {}).travel(new Unattended());
        running.take();
    }

    void awaitQuit() throws InterruptedException {
        quit.await();
    }

    /** The machine goes away, without a word to its gdbs. */
    void end() {
        server.close();
        session.close();
    }

    @Override
    public void close() {
        gdbs.forEach(Gdb::close);
        end();
    }
}
