package dev.hindsight.adapter.cli;

import java.io.IOException;
import java.net.BindException;

/** An open port of 127.0.0.1, under the name that is told to the user. */
record Door(String name, int port) {
    /** Opens a port and returns its number; 0 asks for a free one. */
    interface Opener {
        int open(int port) throws IOException;
    }

    static Door open(String name, int port, Opener opener) {
        try {
            return new Door(name, opener.open(port));
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
}
