package dev.hindsight.adapter.cli;

import java.io.IOException;
import java.net.BindException;

/**
 * An open port of 127.0.0.1.
 *
 * @param name what the user is told that is spoken there
 * @param lock closes it
 */
record Door(String name, int port, AutoCloseable lock) implements AutoCloseable {
    /** Opens a port; 0 asks for a free one. */
    interface Opener {
        Door open(int port) throws IOException;
    }

    /** Opens a door, or says in a sentence why that is not possible. */
    static Door open(String name, int port, Opener opener) {
        try {
            return opener.open(port);
        } catch (BindException e) {
            throw new CommandException(
                    "Port " + port + " for " + name + " is taken; choose another, or 0 for a free one.");
        } catch (IOException e) {
            throw new CommandException("Port " + port + " for " + name + " cannot be opened: " + e.getMessage() + ".");
        }
    }

    String announcement() {
        return "hindsight: " + name + " on 127.0.0.1:" + port;
    }

    @Override
    public void close() throws Exception {
        lock.close();
    }
}
