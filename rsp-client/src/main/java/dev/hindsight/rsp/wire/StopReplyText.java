package dev.hindsight.rsp.wire;

import dev.hindsight.rsp.wire.StopReply.Cause;
import dev.hindsight.rsp.wire.StopReply.Exited;
import dev.hindsight.rsp.wire.StopReply.Killed;
import dev.hindsight.rsp.wire.StopReply.Stopped;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Stop replies to text and back. */
final class StopReplyText {
    private StopReplyText() {}

    static String format(StopReply reply) {
        if (reply instanceof Exited exited) {
            return "W" + octet(exited.status());
        }
        if (reply instanceof Killed killed) {
            return "X" + octet(killed.signal());
        }
        return format((Stopped) reply);
    }

    private static String format(Stopped stopped) {
        StringBuilder text = new StringBuilder("T").append(octet(stopped.signal()));
        String reason = reason(stopped);
        if (!reason.isEmpty()) {
            text.append(reason).append(';');
        }
        stopped.thread()
                .ifPresent(thread -> text.append("thread:").append(thread).append(';'));
        stopped.registers()
                .forEach((number, value) ->
                        text.append(octet(number)).append(':').append(value).append(';'));
        return text.toString();
    }

    private static String reason(Stopped stopped) {
        return switch (stopped.cause()) {
            case NONE -> "";
            case SWBREAK, HWBREAK -> stopped.cause().word() + ":";
            case WATCH, RWATCH, AWATCH -> stopped.cause().word() + ":" + Long.toHexString(stopped.address());
            case REPLAYLOG_BEGIN -> "replaylog:begin";
            case REPLAYLOG_END -> "replaylog:end";
        };
    }

    private static String octet(int value) {
        return value < 16 ? "0" + Integer.toHexString(value) : Integer.toHexString(value);
    }

    static StopReply parse(String payload) {
        PacketCursor cursor = new PacketCursor(payload);
        return switch (cursor.letter()) {
            case 'S' -> Stopped.by(twoDigits(payload));
            case 'T' -> stopped(twoDigits(payload), new PacketCursor(payload, 3));
            case 'W' -> new Exited((int) cursor.hex());
            case 'X' -> new Killed((int) cursor.hex());
            default -> throw new RspException("The stub answered '" + payload + "' where a stop was expected.");
        };
    }

    private static int twoDigits(String payload) {
        if (payload.length() < 3 || Hex.digit(payload.charAt(1)) < 0 || Hex.digit(payload.charAt(2)) < 0) {
            throw new RspException("The stop reply '" + payload + "' has no signal number.");
        }
        return Hex.digit(payload.charAt(1)) << 4 | Hex.digit(payload.charAt(2));
    }

    private static Stopped stopped(int signal, PacketCursor cursor) {
        Cause cause = Cause.NONE;
        long address = 0;
        Optional<ThreadId> thread = Optional.empty();
        Map<Integer, String> registers = new TreeMap<>();
        while (!cursor.atEnd()) {
            String key = cursor.until(':');
            String value = cursor.until(';');
            Optional<Cause> named = cause(key, value);
            if (named.isPresent()) {
                cause = named.get();
                address = cause.isWatch() ? new PacketCursor(value).hex() : 0;
            } else if (key.equals("thread")) {
                thread = Optional.of(new PacketCursor(value).threadId());
            } else if (isHex(key)) {
                registers.put(new PacketCursor(key).count(), value);
            }
        }
        return new Stopped(signal, cause, address, thread, registers);
    }

    private static Optional<Cause> cause(String key, String value) {
        if (key.equals("replaylog")) {
            return Optional.of(value.equals("begin") ? Cause.REPLAYLOG_BEGIN : Cause.REPLAYLOG_END);
        }
        for (Cause cause : Cause.values()) {
            if (cause != Cause.NONE && cause.word().equals(key)) {
                return Optional.of(cause);
            }
        }
        return Optional.empty();
    }

    /** Words that are not numbers are left out, as the manual asks, so that new ones do no harm. */
    private static boolean isHex(String key) {
        return !key.isEmpty() && key.length() <= 7 && key.chars().allMatch(c -> Hex.digit((char) c) >= 0);
    }
}
