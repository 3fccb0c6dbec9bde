package dev.hindsight.rsp.wire;

/**
 * A thread as packets name it: a number from 1, or one of {@link #ANY} and {@link #ALL}.
 *
 * @param process its process, as those say it who have agreed on {@code multiprocess+}; otherwise {@link #UNSAID}
 */
public record ThreadId(int process, int number) {
    private static final int UNSAID = 0;

    public static final ThreadId ANY = new ThreadId(0);
    public static final ThreadId ALL = new ThreadId(-1);

    public ThreadId(int number) {
        this(UNSAID, number);
    }

    /** Reads {@code 1}, {@code -1}, {@code p1.1}, or {@code p1} for all threads of a process. */
    static ThreadId parse(PacketCursor cursor) {
        if (cursor.skip('p')) {
            int process = number(cursor);
            return new ThreadId(process, cursor.skip('.') ? number(cursor) : ALL.number);
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
        return process == UNSAID ? text(number) : "p" + text(process) + "." + text(number);
    }

    private static String text(int number) {
        return number < 0 ? "-1" : Integer.toHexString(number);
    }
}
