package dev.hindsight.adapter.cli;

import java.io.IOException;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * An open port.
 *
 * @param name what the user is told that is spoken there
 * @param lock closes it
 */
record OpenPort(String name, InetAddress host, int port, AutoCloseable lock) implements AutoCloseable {
    /** Opens a port at an address; 0 asks for a free one. */
    interface Opener {
        OpenPort open(InetSocketAddress address) throws IOException;
    }

    /** Opens a door, or says in a sentence why that is not possible. */
    static OpenPort open(String name, InetAddress host, int port, Opener opener) {
        try {
            return opener.open(new InetSocketAddress(host, port));
        } catch (BindException e) {
            throw new CommandLineException(
                    "Port " + port + " for " + name + " is taken; choose another, or 0 for a free one.");
        } catch (IOException e) {
            throw new CommandLineException(
                    "Port " + port + " for " + name + " cannot be opened: " + e.getMessage() + ".");
        }
    }

    String announcement() {
        String text = host instanceof Inet6Address ? "[" + host.getHostAddress() + "]" : host.getHostAddress();
        return "hindsight: " + name + " on " + text + ":" + port;
    }

    @Override
    public void close() throws Exception {
        lock.close();
    }
}
