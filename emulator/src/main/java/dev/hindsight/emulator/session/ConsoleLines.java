package dev.hindsight.emulator.session;

import dev.hindsight.emulator.client.ConsoleLine;
import dev.hindsight.emulator.machine.Output;
import dev.hindsight.emulator.timeline.Moment;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The last lines that the guest wrote, each with the step where it ended. Belongs to the machine's thread. */
final class ConsoleLines {
    /** So many lines at most, and of each no more than {@link #LONGEST} bytes. */
    private static final int MOST = 2000;

    private static final int LONGEST = 500;
    private static final long LINE_BYTES = 100;

    private final Deque<ConsoleLine> lines = new ArrayDeque<>();
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
    private Moment last = new Moment(0, 0);
    private long bytes;

    void add(int branch, List<Output> output) {
        if (branch != last.branch()) {
            end();
        }
        for (Output each : output) {
            last = new Moment(branch, each.step());
            if (each.value() == '\n' || begun.size() == LONGEST) {
                end();
            }
            if (each.value() >= ' ' || each.value() < 0 || each.value() == '\t') {
                begun.write(each.value());
            }
        }
    }

    private void end() {
        if (begun.size() > 0) {
            lines.add(present());
            bytes += bytes(lines.getLast());
            begun.reset();
            if (lines.size() > MOST) {
                bytes -= bytes(lines.remove());
            }
        }
    }

    private ConsoleLine present() {
        return new ConsoleLine(last, begun.toString(StandardCharsets.UTF_8));
    }

    /** The last {@code most} lines, the oldest first; the last may still grow. */
    List<ConsoleLine> last(int most) {
        List<ConsoleLine> all = new ArrayList<>(lines);
        if (begun.size() > 0) {
            all.add(present());
        }
        return List.copyOf(all.subList(Math.max(0, all.size() - most), all.size()));
    }

    /** Bytes of memory, roughly. */
    long bytes() {
        return bytes;
    }

    private static long bytes(ConsoleLine line) {
        return LINE_BYTES + 2L * line.text().length();
    }
}
