package dev.hindsight.emulator.engine;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/**
 * When a result of Java's own arithmetic, which rounds to nearest, can be taken as it is: if nothing but the inexact flag
 * could be raised by it, and that is raised already.
 */
final class HostFloat {
    /** Whether Math.fma is one instruction; else it is a calculation with BigDecimal, which is slower than ours. */
    static final boolean FUSES = fuses();

    private static final long INFINITY = 0x7ff0_0000_0000_0000L;
    private static final long SMALLEST_NORMAL = 0x0010_0000_0000_0000L;
    private static final long BOX = 0xffff_ffffL;

    private HostFloat() {}

    /** For sums: a small one is exact, so that only infinities and NaNs raise more. */
    static boolean isFinite(long bits) {
        return (bits & INFINITY) != INFINITY;
    }

    /** For all others: what is not above the smallest normal number may be an underflow. */
    static boolean isOrdinary(long bits) {
        long magnitude = bits & Long.MAX_VALUE;
        return magnitude > SMALLEST_NORMAL && magnitude < INFINITY;
    }

    /** A product of zero is exact if a factor is zero. */
    static boolean isExactZero(double a, double b, double product) {
        return product == 0 && (a == 0 || b == 0);
    }

    static boolean isFinite(float value) {
        return Math.abs(value) <= Float.MAX_VALUE;
    }

    static boolean isOrdinary(float value) {
        return Math.abs(value) > Float.MIN_NORMAL && isFinite(value);
    }

    /** Whether both registers hold singles. */
    static boolean areBoxed(long a, long b) {
        return (a & b) >>> 32 == BOX;
    }

    static long box(float value) {
        return box(Float.floatToRawIntBits(value));
    }

    static long box(int bits) {
        return ~BOX | bits & BOX;
    }

    /** Decided by the JVM's flags, which the processor decides; results are the same either way. */
    private static boolean fuses() {
        HotSpotDiagnosticMXBean machine = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        return machine != null
                && Boolean.parseBoolean(machine.getVMOption("UseFMA").getValue());
    }
}
