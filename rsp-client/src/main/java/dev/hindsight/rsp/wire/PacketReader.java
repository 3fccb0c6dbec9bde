package dev.hindsight.rsp.wire;

import java.util.Optional;

/**
 * Turns the bytes of one direction of a connection into {@link Incoming}s, without I/O. Memory is bounded by the limit
 * given, whatever arrives. Not thread-safe.
 *
 * <p>[GDB manual, Remote Protocol, Overview] A packet is {@code $payload#checksum}; {@code }} escapes the next byte
 * (xor 0x20); in replies, and only there, {@code *} and a count repeat the last byte. An unescaped {@code $} always
 * starts a new packet, so a truncated one does not take its successor along.
 */
public final class PacketReader {
    private enum State {
        OUTSIDE,
        BODY,
        ESCAPED,
        REPEAT,
        FIRST_DIGIT,
        SECOND_DIGIT
    }

    private static final int REPEAT_BIAS = 29;

    private final int limit;
    private final boolean repeats;
    private final StringBuilder payload = new StringBuilder();
    private State state = State.OUTSIDE;
    private boolean tooLong;
    private boolean badRepeat;
    private int sum;
    private int stated;

    private PacketReader(int limit, boolean repeats) {
        this.limit = limit;
        this.repeats = repeats;
    }

    /** For what a debugger sends: {@code *} is an ordinary byte there. */
    public static PacketReader ofRequests(int limit) {
        return new PacketReader(limit, false);
    }

    /** For what a stub sends. */
    public static PacketReader ofReplies(int limit) {
        return new PacketReader(limit, true);
    }

    /** Takes the next byte; present when that byte completed something. */
    public Optional<Incoming> accept(byte b) {
        char c = (char) (b & 0xff);
        return switch (state) {
            case OUTSIDE -> outside(c);
            case FIRST_DIGIT -> firstDigit(c);
            case SECOND_DIGIT -> secondDigit(c);
            case BODY, ESCAPED, REPEAT -> {
                body(c);
                yield Optional.empty();
            }
        };
    }

    private Optional<Incoming> outside(char c) {
        switch (c) {
            case '$':
                begin();
                return Optional.empty();
            case '+':
                return Optional.of(new Incoming.Ack());
            case '-':
                return Optional.of(new Incoming.Nack());
            case 3:
                return Optional.of(new Incoming.Interrupt());
            default:
                return Optional.empty();
        }
    }

    private void begin() {
        state = State.BODY;
        payload.setLength(0);
        tooLong = false;
        badRepeat = false;
        sum = 0;
    }

    private void body(char c) {
        if (c == '$') {
            begin();
        } else if (c == '#') {
            state = State.FIRST_DIGIT;
        } else {
            sum += c;
            switch (state) {
                case ESCAPED -> append((char) (c ^ 0x20), 1);
                case REPEAT -> repeat(c);
                default -> plain(c);
            }
        }
    }

    private void plain(char c) {
        if (c == '}') {
            state = State.ESCAPED;
        } else if (c == '*' && repeats) {
            state = State.REPEAT;
        } else {
            append(c, 1);
        }
    }

    private void repeat(char count) {
        int times = count - REPEAT_BIAS;
        if (payload.length() == 0 || times < 1) {
            badRepeat = !tooLong;
            state = State.BODY;
        } else {
            append(payload.charAt(payload.length() - 1), times);
        }
    }

    private void append(char c, int times) {
        state = State.BODY;
        if (tooLong || payload.length() + times > limit) {
            tooLong = true;
            payload.setLength(0);
            return;
        }
        for (int i = 0; i < times; i++) {
            payload.append(c);
        }
    }

    private Optional<Incoming> firstDigit(char c) {
        stated = Hex.digit(c) << 4;
        state = State.SECOND_DIGIT;
        return restartAt(c);
    }

    private Optional<Incoming> secondDigit(char c) {
        int digit = Hex.digit(c);
        state = State.OUTSIDE;
        if (c == '$') {
            return restartAt(c);
        }
        if (stated < 0 || digit < 0 || (stated | digit) != (sum & 0xff)) {
            return Optional.of(new Incoming.Corrupt("The packet's checksum is wrong."));
        }
        if (badRepeat) {
            return Optional.of(new Incoming.Corrupt("The packet has an invalid repeat count."));
        }
        return Optional.of(tooLong ? new Incoming.TooLong(limit) : new Incoming.Packet(payload.toString()));
    }

    private Optional<Incoming> restartAt(char c) {
        if (c == '$') {
            begin();
        }
        return Optional.empty();
    }
}
