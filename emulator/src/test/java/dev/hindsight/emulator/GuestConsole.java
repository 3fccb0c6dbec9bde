package dev.hindsight.emulator;

import dev.hindsight.emulator.machine.Bytes;
import dev.hindsight.emulator.machine.Input;
import dev.hindsight.emulator.machine.Output;
import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.timeline.RunCallbacks;
import dev.hindsight.emulator.timeline.Stop;
import dev.hindsight.emulator.timeline.Timeline;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Someone at a guest's console who reads and types: by the machine's steps, so that every run is the same. */
final class GuestConsole {
    private static final int GLANCE = 1 << 21;
    private static final long BETWEEN_HASHES = 1 << 24;

    private final Timeline timeline;
    private final Random glances = new Random(1);
    private final StringBuilder shown = new StringBuilder();
    private final TreeMap<Long, Long> hashes = new TreeMap<>();
    private int read;

    /** At a machine that has just been reset. */
    GuestConsole(GuestFiles files, MachineConfig machine) {
        GuestConfig config = GuestConfig.of(files).on(machine);
        this.timeline = new Timeline(Emulator.machine(config), config.history(), outputs -> {
            for (Output output : outputs) {
                shown.append((char) (output.value() & 0xff));
            }
        });
    }

    Timeline timeline() {
        return timeline;
    }

    /** Everything that the guest has said. */
    String transcript() {
        return shown.toString();
    }

    /** The state's hash at some random steps, as it was when they were first reached. */
    Map<Long, Long> hashes() {
        return hashes;
    }

    /** Runs on until the guest says this, at most so many steps more; returns what it said up to that. */
    String expect(String text, long steps) {
        long limit = timeline.moment().step() + steps;
        int from = read;
        while (shown.indexOf(text, from) < 0) {
            Stop stop = glance(limit);
            if (shown.indexOf(text, from) < 0 && (stop.reason() != Stop.Reason.STEP || stop.step() == limit)) {
                throw new AssertionError("no \"%s\" but %s at step %d %s, after: %s"
                        .formatted(text, stop.reason(), stop.step(), stop.description(), shown.substring(from)));
            }
        }
        read = shown.indexOf(text, from) + text.length();
        return shown.substring(from, read);
    }

    void type(String text) {
        timeline.input(new Input.Serial(Bytes.utf8(text)));
    }

    /** The exit status with which the guest ends within so many steps. */
    int end(long steps) {
        long limit = timeline.moment().step() + steps;
        Stop stop = glance(limit);
        while (stop.reason() == Stop.Reason.STEP && stop.step() < limit) {
            stop = glance(limit);
        }
        if (stop.reason() != Stop.Reason.EXIT) {
            throw new AssertionError("no end but %s at step %d %s, after: %s"
                    .formatted(stop.reason(), stop.step(), stop.description(), shown.substring(read)));
        }
        return stop.status();
    }

    private Stop glance(long limit) {
        long now = timeline.moment().step();
        if (hashes.isEmpty() || now - hashes.lastKey() > BETWEEN_HASHES) {
            hashes.put(now, timeline.hash());
        }
        return timeline.forward(StopPoints.NONE, Math.min(limit, now + 1 + glances.nextInt(GLANCE)), RunCallbacks.NONE);
    }
}
