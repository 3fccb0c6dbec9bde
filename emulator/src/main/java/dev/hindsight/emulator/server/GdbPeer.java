package dev.hindsight.emulator.server;

import dev.hindsight.rsp.wire.Hex;
import dev.hindsight.rsp.wire.PacketWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;

/** The debugger at the other end: what it understands, and what is on its way to it. Belongs to one thread. */
final class GdbPeer {
    private final OutputStream out;
    private final PacketWriter writer = new PacketWriter();
    private final Set<String> words = new HashSet<>();
    private String lastReply = "";
    private volatile boolean acknowledging = true;
    private boolean hungUp;
    private boolean silent;
    private Runnable afterReply = () -> {};

    GdbPeer(OutputStream out) {
        this.out = out;
    }

    /** Said in its qSupported that it understands {@code word}. */
    void understands(String word) {
        words.add(word);
    }

    boolean speaks(String word) {
        return words.contains(word);
    }

    /** Any thread. */
    boolean acknowledging() {
        return acknowledging;
    }

    void stopAcknowledging() {
        acknowledging = false;
    }

    void acknowledge() {
        if (acknowledging) {
            writer.ack();
        }
    }

    void refuseDamaged() {
        writer.nack();
        flush();
    }

    /** Sends what is gathered, before something that takes long. */
    void flush() {
        try {
            writer.sendTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A line for the user; allowed only while the debugger waits for a resume. */
    void console(String line) {
        writer.reply("O" + Hex.ofText(line + "\n"));
    }

    void reply(String payload) {
        if (silent) {
            silent = false;
            flush();
        } else {
            lastReply = payload;
            repeat();
        }
        afterReply.run();
        afterReply = () -> {};
    }

    /** The last reply arrived damaged. */
    void repeat() {
        if (!hungUp) {
            writer.reply(lastReply);
            flush();
        }
    }

    /** What must wait until the reply is out. */
    void afterReply(Runnable action) {
        afterReply = action;
    }

    /** This request has no reply. */
    void staySilent() {
        silent = true;
    }

    /** No reply any more: the connection ends. */
    void hangUp() {
        hungUp = true;
    }

    boolean hasHungUp() {
        return hungUp;
    }
}
