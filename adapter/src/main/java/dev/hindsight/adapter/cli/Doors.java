package dev.hindsight.adapter.cli;

import java.io.PrintStream;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The doors of one machine. */
final class Doors implements AutoCloseable {
    private final InetAddress host;
    private final List<OpenPort> open = new ArrayList<>();

    /** {@code host} is where all of them are. */
    Doors(InetAddress host) {
        this.host = host;
    }

    /** Opens a door, unless {@code port} is null: it was not asked for. */
    void open(String name, @Nullable Integer port, OpenPort.Opener opener) {
        if (port != null) {
            open.add(OpenPort.open(name, host, port, opener));
        }
    }

    /** The port of a door that is open. */
    int port(String name) {
        return open.stream()
                .filter(door -> door.name().equals(name))
                .findFirst()
                .orElseThrow()
                .port();
    }

    boolean include(String name) {
        return open.stream().anyMatch(door -> door.name().equals(name));
    }

    void announce(PrintStream err) {
        if (!host.isLoopbackAddress()) {
            err.println("hindsight: Warning: anyone who can reach these ports controls the machine. There is "
                    + "no password.");
        }
        open.forEach(door -> err.println(door.announcement()));
    }

    @Override
    public void close() throws Exception {
        for (OpenPort door : open) {
            door.close();
        }
    }
}
