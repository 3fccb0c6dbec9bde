package dev.hindsight.adapter.dap;

import dev.hindsight.emulator.Emulator;
import dev.hindsight.emulator.GuestConfig;
import dev.hindsight.emulator.Replay;
import dev.hindsight.emulator.client.Client;
import dev.hindsight.emulator.client.ClientEvent;
import dev.hindsight.emulator.client.RefusedException;
import dev.hindsight.emulator.server.RspServer;
import dev.hindsight.emulator.session.TimelineSession;
import dev.hindsight.rsp.wire.RspException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A machine that was started for one debug session, with the doors that the session asked for. */
final class LocalMachine implements AutoCloseable {
    private final TimelineSession session;
    private final List<Path> code;
    private final Runnable unpacked;
    private @Nullable RspServer gdbDoor;

    private LocalMachine(TimelineSession session, List<Path> code, Runnable unpacked) {
        this.session = session;
        this.code = code;
        this.unpacked = unpacked;
    }

    /** Starts a machine, which stands before its first step. */
    static LocalMachine start(GuestConfig config) {
        return new LocalMachine(Emulator.start(config), config.files().code(), () -> {});
    }

    /**
     * Takes a recording over, and stands before its first step; {@code here} says what it may take of this host, and
     * {@code complaints} hears a sentence on each thing in it that cannot be used.
     */
    static LocalMachine replay(Replay replay, GuestConfig here, Consumer<String> complaints) {
        try {
            return new LocalMachine(replay.start(here, complaints), here.files().code(), replay::close);
        } catch (RuntimeException failure) {
            replay.close();
            throw failure;
        }
    }

    /** A client of the machine. */
    Client join(String name, Consumer<ClientEvent> listener) {
        return session.join(name, listener);
    }

    /** Lets gdb in on a port of 127.0.0.1, 0 for a free one; returns the port. */
    int openGdbDoor(int port) {
        try {
            gdbDoor = RspServer.open(session, code, port, () -> {});
            return gdbDoor.port();
        } catch (RspException refused) {
            throw new RefusedException(String.valueOf(refused.getMessage()), refused);
        }
    }

    @Override
    public void close() {
        if (gdbDoor != null) {
            gdbDoor.close();
        }
        session.close();
        unpacked.run();
    }
}
