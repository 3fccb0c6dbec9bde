package dev.hindsight.rsp.client;

import dev.hindsight.rsp.wire.Hex;
import dev.hindsight.rsp.wire.RspException;
import dev.hindsight.rsp.wire.StopReply;

/** Requests and what kinds of reply they have. The only place that reads a stub's errors. */
final class Dialogue implements AutoCloseable {
    /** A host may be busy, and a stub may have much to look through. */
    private static final int PATIENCE_MILLIS = 60_000;

    private final PacketLink link;

    Dialogue(Transport transport) {
        link = new PacketLink(transport);
    }

    /** The reply as it came: empty where the stub does not know the request. */
    String ask(String request) {
        link.send(request);
        return link.receive(PATIENCE_MILLIS);
    }

    /** A reply that carries data. */
    String data(String request) {
        return checked(request, ask(request));
    }

    /** A request that is done or refused. */
    void command(String request) {
        String reply = data(request);
        if (!reply.equals("OK")) {
            throw new RspException("The stub answered " + shown(request) + " with '" + reply + "' instead of OK.");
        }
    }

    /** Waits as long as the target runs; its console output is not for us. */
    StopReply resume(String request) {
        link.send(request);
        String reply = link.receive(Transport.FOREVER);
        while (isConsole(reply)) {
            reply = link.receive(Transport.FOREVER);
        }
        return StopReply.parse(checked(request, reply));
    }

    String monitor(String hexCommand) {
        StringBuilder output = new StringBuilder();
        String reply = data("qRcmd," + hexCommand);
        while (isConsole(reply)) {
            output.append(Hex.text(reply.substring(1)));
            reply = checked("qRcmd", link.receive(PATIENCE_MILLIS));
        }
        return reply.equals("OK") ? output.toString() : output + Hex.text(reply);
    }

    /** Ends the target: the stub may be gone before it answers. */
    void kill() {
        link.send("vKill;1");
        try {
            if (link.receive(PATIENCE_MILLIS).isEmpty()) {
                link.send("k");
            }
        } catch (RspException gone) {
            return;
        }
    }

    void interrupt() {
        link.interrupt();
    }

    void stopAcknowledging() {
        command("QStartNoAckMode");
        link.stopAcknowledging();
    }

    static boolean isError(String reply) {
        return reply.startsWith("E.") || reply.length() == 3 && reply.matches("E[0-9a-fA-F]{2}");
    }

    private static boolean isConsole(String reply) {
        return reply.startsWith("O") && !reply.equals("OK");
    }

    private static String checked(String request, String reply) {
        if (reply.isEmpty()) {
            throw new RspException("The stub does not know " + shown(request) + ".");
        }
        if (reply.startsWith("E.")) {
            throw new RspException(reply.substring(2));
        }
        if (isError(reply)) {
            throw new RspException("The stub answered " + shown(request) + " with error " + reply + ".");
        }
        return reply;
    }

    private static String shown(String request) {
        return "'" + (request.length() > 40 ? request.substring(0, 40) + "…" : request) + "'";
    }

    @Override
    public void close() {
        link.close();
    }
}
