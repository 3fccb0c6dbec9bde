package dev.hindsight.emulator.server;

import dev.hindsight.emulator.client.RefusedException;
import dev.hindsight.emulator.client.TimelineClient;
import dev.hindsight.emulator.command.Commands;
import dev.hindsight.emulator.machine.MachineInfo;
import dev.hindsight.emulator.session.TimelineSession;
import dev.hindsight.rsp.wire.Hex;
import dev.hindsight.rsp.wire.Incoming;
import dev.hindsight.rsp.wire.PacketReader;
import dev.hindsight.rsp.wire.RspException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One debugger. One thread reads, so that a Ctrl-C is heard while the machine runs; another answers packet after packet.
 * What goes wrong becomes a reply here and nowhere else.
 */
final class RspConnection {
    private static final Logger LOG = LoggerFactory.getLogger(RspConnection.class);
    /** gdb 13 shows a text after {@code E.} only for these; elsewhere it takes it for data. */
    private static final String SHOWN_WITH_TEXT = "cCsSbvPGMXZz";

    private final Socket socket;
    private final InputStream in;
    private final byte first;
    private final OtherClients otherClients;
    private final TimelineClient client;
    private final GdbPeer peer;
    private final CommandTable table;
    private final InterruptTracker interrupts = new InterruptTracker(System::nanoTime);
    private final KillState killed = new KillState();
    private final PendingRequests requests = new PendingRequests();
    private final DuplicatePackets duplicates = new DuplicatePackets();
    private volatile Runnable whenOver = () -> {};
    private final Thread reading;
    private final Thread answering;

    /**
     * @param first what was read from {@code socket} already
     * @param quit what a debugger's wish to end the machine does
     */
    RspConnection(
            Socket socket,
            byte first,
            TimelineSession session,
            Optional<GuestProgram> program,
            String name,
            Runnable quit)
            throws IOException {
        socket.setTcpNoDelay(true);
        this.socket = socket;
        this.in = socket.getInputStream();
        this.first = first;
        this.peer = new GdbPeer(socket.getOutputStream());
        SearchLines searches = new SearchLines(name, System::nanoTime);
        this.otherClients = new OtherClients(this::close, searches);
        this.client = session.join(name, otherClients);
        this.table = table(session.info(), program, searches, quit);
        this.reading = new Thread(this::read, name + " reads");
        this.answering = new Thread(this::answer, name + " answers");
        reading.setDaemon(true);
        answering.setDaemon(true);
    }

    private CommandTable table(MachineInfo info, Optional<GuestProgram> program, SearchLines searches, Runnable quit) {
        Threads threads = new Threads(info, peer);
        GdbAddresses addresses = new GdbAddresses(info);
        BreakpointTable table = new BreakpointTable(addresses);
        ThreadSteps steps = new ThreadSteps(threads, table, info);
        StopReplies replies = new StopReplies(info, table, threads, peer);
        PendingMove pendingMove = new PendingMove();
        ResumeHandler resumes =
                new ResumeHandler(client, otherClients, searches, interrupts, pendingMove, replies, peer);
        Commands words = MonitorCommands.words(peer, pendingMove, table, quit);
        List<PacketGroup> groups = new ArrayList<>(List.of(
                new RegisterCommands(client, threads, info),
                new MemoryCommands(client, threads, peer, otherClients),
                new FlashCommands(client),
                new ScanCommands(client, threads, interrupts),
                new BreakpointCommands(table, addresses),
                new ForwardCommands(resumes, table, threads, steps),
                new ReverseCommands(resumes, table, threads, steps),
                new ThreadCommands(client, threads, interrupts),
                new DescriptionCommands(info),
                new FileCommands(program),
                new LldbCommands(client, threads, peer, info),
                new MonitorCommands(client, resumes, otherClients, words),
                new PythonCommands(client, words, otherClients, pendingMove, threads),
                new ProcessCommands(client, peer, table, resumes, killed, otherClients, quit)));
        groups.add(new FeatureCommands(peer, List.copyOf(groups)));
        return new CommandTable(groups);
    }

    /** {@code whenOver} is called once the debugger has left. */
    void start(Runnable whenOver) {
        this.whenOver = whenOver;
        reading.start();
        answering.start();
    }

    String name() {
        return client.name();
    }

    /** What others do is told there at once, until either connection ends. Any thread. */
    void tellAtOnce(NotificationConnection listener) {
        otherClients.tellAtOnce(listener);
    }

    /** Any thread; both threads end soon after. */
    void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        PacketReader reader = PacketReader.ofRequests(RspServer.PACKET_SIZE);
        GdbAdmission admission = new GdbAdmission();
        byte[] buffer = new byte[RspServer.PACKET_SIZE];
        buffer[0] = first;
        try {
            for (int count = 1; count >= 0 && admission.admits(buffer, count); count = receive(buffer)) {
                for (int i = 0; i < count; i++) {
                    Optional<Incoming> incoming = reader.accept(buffer[i]);
                    if (incoming.isPresent()) {
                        take(incoming.get());
                    }
                }
            }
        } finally {
            leave();
        }
    }

    /** A connection that broke is one that ended. */
    private int receive(byte[] buffer) {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            return -1;
        }
    }

    private void take(Incoming incoming) {
        if (incoming instanceof Incoming.Interrupt) {
            interrupts.interrupt();
            client.interrupt();
        } else if (incoming instanceof Incoming.Nack) {
            if (interrupts.allAnswered()) {
                enqueue(incoming);
            }
        } else if (incoming instanceof Incoming.Ack) {
            duplicates.acknowledged();
        } else if (!(incoming instanceof Incoming.Packet packet && duplicates.has(packet, peer.acknowledging()))) {
            enqueue(incoming);
        }
    }

    /** Never waits: who reads must hear a Ctrl-C, and that the debugger has gone. */
    private void enqueue(Incoming incoming) {
        interrupts.requestCame();
        if (!requests.offer(incoming)) {
            LOG.debug("{} waits for no answers", client.name());
            close();
        }
    }

    private void leave() {
        close();
        interrupts.leave();
        otherClients.leave();
        answering.interrupt();
        client.leave();
        whenOver.run();
    }

    private void answer() {
        try {
            while (!peer.hasHungUp()) {
                serve(requests.take());
            }
        } catch (InterruptedException e) {
            LOG.debug("{} left", client.name());
        } catch (UncheckedIOException e) {
            LOG.debug("{} was lost", client.name(), e);
        } finally {
            close();
        }
    }

    private void serve(Incoming incoming) {
        if (incoming instanceof Incoming.Nack || incoming instanceof Incoming.Corrupt && peer.acknowledging()) {
            interrupts.requestAnswered();
            serveDamage(incoming);
            return;
        }
        peer.acknowledge();
        String reply = reply(incoming);
        interrupts.requestAnswered();
        peer.reply(reply);
    }

    private void serveDamage(Incoming incoming) {
        if (incoming instanceof Incoming.Corrupt) {
            peer.refuseDamaged();
        } else if (peer.acknowledging()) {
            peer.repeat();
        }
    }

    private String reply(Incoming incoming) {
        if (incoming instanceof Incoming.Packet packet) {
            String reply = reply(packet.payload());
            LOG.debug("{}: {} -> {}", client.name(), packet.payload(), reply);
            return reply;
        }
        return incoming instanceof Incoming.Corrupt corrupt
                ? "E." + corrupt.why()
                : "E.The packet is longer than " + RspServer.PACKET_SIZE + " bytes.";
    }

    private String reply(String packet) {
        try {
            return killed.answer(packet).orElseGet(() -> table.answer(packet));
        } catch (RspException | RefusedException e) {
            return error(packet, String.valueOf(e.getMessage()));
        } catch (UncheckedIOException e) {
            throw e;
        } catch (OutOfMemoryError e) {
            return error(
                    packet, "Hindsight ran out of memory: give it more, for example with JAVA_TOOL_OPTIONS=-Xmx2g.");
        } catch (RuntimeException e) {
            LOG.error("Packet '{}' failed", packet, e);
            return error(packet, "Hindsight failed: " + e);
        }
    }

    private String error(String packet, String sentence) {
        if (peer.speaks(LldbCommands.ERROR_STRINGS)) {
            return "E01;" + Hex.ofText(sentence);
        }
        boolean withText = peer.speaks("error-message+") || SHOWN_WITH_TEXT.indexOf(packet.charAt(0)) >= 0;
        // A sentence may quote what somebody named in any language.
        String bytes = new String(sentence.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        return withText ? "E." + bytes : "E01";
    }
}
