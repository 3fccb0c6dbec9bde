package dev.hindsight.rsp.wire;

import dev.hindsight.rsp.wire.StopReply.Cause;

/** What {@code Z} and {@code z} packets set and clear. [GDB manual, Packets] */
public enum PointType {
    SOFTWARE(Cause.SWBREAK),
    HARDWARE(Cause.HWBREAK),
    WRITE(Cause.WATCH),
    READ(Cause.RWATCH),
    ACCESS(Cause.AWATCH);

    private final Cause cause;

    PointType(Cause cause) {
        this.cause = cause;
    }

    /** How a stop at such a point is told. */
    public Cause cause() {
        return cause;
    }

    /** The digit in the packet. */
    public int code() {
        return ordinal();
    }

    public boolean isWatch() {
        return cause.isWatch();
    }
}
