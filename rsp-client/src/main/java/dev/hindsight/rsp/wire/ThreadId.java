package dev.hindsight.rsp.wire;

/** A thread as packets name it: a number from 1, or one of {@link #ANY} and {@link #ALL}. */
public record ThreadId(int number) {
    public static final ThreadId ANY = new ThreadId(0);
    public static final ThreadId ALL = new ThreadId(-1);

    /** Reads {@code 1}, {@code -1}, or {@code p1.1}: the process is of no interest where there is but one. */
    static ThreadId parse(PacketCursor cursor) {
        if (cursor.skip('p')) {
            number(cursor);
            return cursor.skip('.') ? new ThreadId(number(cursor)) : ALL;
        }
        return new ThreadId(number(cursor));
    }

    private static int number(PacketCursor cursor) {
        if (cursor.skip('-')) {
            cursor.expect('1');
            return ALL.number;
        }
        return cursor.count();
    }

    /** Whether this names exactly one thread. */
    public boolean isOne() {
        return number > 0;
    }

    @Override
    public String toString() {
        return number < 0 ? "-1" : Integer.toHexString(number);
    }
}
