package dev.hindsight.emulator.server;

import dev.hindsight.rsp.wire.RspException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whether a debugger has killed its guest, which is over for that debugger alone: there is no thread, and nothing to read or
 * to resume, until it runs or attaches to the guest again. Belongs to the connection's thread.
 */
final class KillState {
    private static final Pattern WANTS_A_GUEST = Pattern.compile(
            "[cCsSgGpPmMxXT].*|b[cs]|vCont;.*|qC|qThreadExtraInfo,.*|qSearch:.*|qCRC:.*", Pattern.DOTALL);

    private boolean killed;

    void set(boolean now) {
        killed = now;
    }

    /** The answer to a packet that a guest alone could answer otherwise. */
    Optional<String> answer(String packet) {
        if (!killed) {
            return Optional.empty();
        }
        if (packet.equals("?")) {
            return Optional.of("W00");
        }
        if (packet.equals("qfThreadInfo") || packet.equals("qsThreadInfo")) {
            return Optional.of("l");
        }
        if (packet.startsWith("qXfer:threads:read:")) {
            return Optional.of("l<threads></threads>");
        }
        if (WANTS_A_GUEST.matcher(packet).matches()) {
            throw new RspException("You killed the guest: run starts it again, attach 1 continues it.");
        }
        return Optional.empty();
    }
}
