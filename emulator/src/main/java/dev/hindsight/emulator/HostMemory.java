package dev.hindsight.emulator;

import java.util.Optional;

/**
 * The memory that this process may use, and what of it history gets. Guest RAM is configuration, and never made smaller.
 *
 * @param most bytes of heap at most, as the JVM took them from options, the computer or a container's limit
 */
public record HostMemory(long most) {
    /** For everything that is neither guest RAM nor history: code, symbols, what is under way. */
    static final long REST = 64L << 20;

    /** Less history is not worth a machine. */
    static final long LEAST_HISTORY = 4L << 20;

    private static final String MORE = "give it more, for example with JAVA_TOOL_OPTIONS=-Xmx%s";

    /** The memory that history gets, and a sentence where that is less than what was asked for. */
    public record Share(long history, Optional<String> sentence) {}

    public static HostMemory ofThisProcess() {
        return new HostMemory(Runtime.getRuntime().maxMemory());
    }

    /** Throws a {@link GuestException} where a guest with so much RAM has no room. */
    public void require(long ram) {
        long needed = ram + REST + LEAST_HISTORY;
        if (needed > most) {
            throw new GuestException(("A guest with %s of RAM needs %s of memory, and this process may use %s: "
                            + MORE
                            + ", or give the guest less with --memory.")
                    .formatted(Size.format(ram), mega(needed), mega(most), mega(needed)));
        }
    }

    /** What is left for the history of a guest that has room. */
    public Share history(long wanted, long ram) {
        long left = Math.max(LEAST_HISTORY, most - ram - REST) >> 20 << 20;
        if (wanted <= left) {
            return new Share(wanted, Optional.empty());
        }
        String sentence =
                ("History takes %s of memory, not %s: this process may use %s, of which the guest's RAM is %s; "
                                + MORE
                                + ".")
                        .formatted(
                                mega(left),
                                Size.format(wanted),
                                mega(most),
                                Size.format(ram),
                                mega(ram + REST + wanted + (1 << 20)));
        return new Share(left, Optional.of(sentence));
    }

    /** What to do where memory has ended all the same. */
    public String exhausted() {
        return ("Hindsight ran out of memory: this process may use %s; " + MORE
                        + ", or keep less history with --history.")
                .formatted(mega(most), mega(2 * most));
    }

    static String mega(long bytes) {
        return (bytes >> 20) + "M";
    }
}
