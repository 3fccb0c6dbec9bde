package dev.hindsight.adapter.cli;

import dev.hindsight.emulator.GuestConfig;
import dev.hindsight.emulator.recording.RecordingPlan;
import dev.hindsight.emulator.session.TimelineSession;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** Machines that a test makes up, with doors that lead nowhere. */
final class FakeMachines implements Machines {
    static final int GDB_PORT = 1001;
    static final int DAP_PORT = 1002;

    private final Function<GuestConfig, TimelineSession> starter;

    FakeMachines(Function<GuestConfig, TimelineSession> starter) {
        this.starter = starter;
    }

    @Override
    public TimelineSession start(GuestConfig config) {
        return starter.apply(config);
    }

    @Override
    public TimelineSession record(GuestConfig config, RecordingPlan plan) {
        return starter.apply(config);
    }

    @Override
    public OpenPort openGdb(TimelineSession session, List<Path> code, InetSocketAddress address) {
        return door("gdb", address, GDB_PORT);
    }

    @Override
    public OpenPort openDap(TimelineSession session, List<Path> code, InetSocketAddress address) {
        return door("dap", address, DAP_PORT);
    }

    private static OpenPort door(String name, InetSocketAddress address, int free) {
        int port = address.getPort() == 0 ? free : address.getPort();
        return new OpenPort(name, address.getAddress(), port, () -> {});
    }
}
