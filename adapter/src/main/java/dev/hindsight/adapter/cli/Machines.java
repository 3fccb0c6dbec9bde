package dev.hindsight.adapter.cli;

import dev.hindsight.adapter.dap.DapDoor;
import dev.hindsight.emulator.Emulator;
import dev.hindsight.emulator.GuestConfig;
import dev.hindsight.emulator.recording.RecordingPlan;
import dev.hindsight.emulator.server.RspServer;
import dev.hindsight.emulator.session.TimelineSession;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;

/** Where machines, and the doors into them, come from. A test has its own. */
interface Machines {
    TimelineSession start(GuestConfig config);

    /** As {@link #start}, and writes a recording. */
    TimelineSession record(GuestConfig config, RecordingPlan plan);

    OpenPort openGdb(TimelineSession session, List<Path> code, InetSocketAddress address);

    OpenPort openDap(TimelineSession session, List<Path> code, InetSocketAddress address) throws IOException;

    /** The emulator of this program. */
    final class Own implements Machines {
        @Override
        public TimelineSession start(GuestConfig config) {
            return Emulator.start(config);
        }

        @Override
        public TimelineSession record(GuestConfig config, RecordingPlan plan) {
            return Emulator.record(config, plan);
        }

        @Override
        public OpenPort openGdb(TimelineSession session, List<Path> code, InetSocketAddress address) {
            RspServer door = RspServer.open(session, code, address, () -> {});
            return new OpenPort("gdb", address.getAddress(), door.port(), door);
        }

        @Override
        public OpenPort openDap(TimelineSession session, List<Path> code, InetSocketAddress address)
                throws IOException {
            DapDoor door = DapDoor.open(session, code, address);
            return new OpenPort("dap", address.getAddress(), door.port(), door);
        }
    }
}
