package dev.hindsight.emulator.board;

import dev.hindsight.emulator.machine.Bytes;
import dev.hindsight.emulator.machine.Event;
import dev.hindsight.emulator.machine.Hit;
import dev.hindsight.emulator.machine.Inspector;
import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.machine.Watch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Stop points of all kinds, at places where a guest has been. */
final class RandomStops {
    /** All writes of RAM, without a stop. */
    static final StopPoints EVERY_WRITE = StopPoints.NONE
            .withWatches(List.of(new Watch(BoardConfig.RAM, 8 << 20, false, true)))
            .keepLast(true);

    private static final int REMEMBERED = 64;

    private final Random random;
    private final long[] pcs = new long[REMEMBERED];
    private final long[] written = new long[REMEMBERED];
    private int passed;
    private int met;
    private StopPoints last = StopPoints.NONE;

    RandomStops(Random random) {
        this.random = random;
    }

    /** The machine has been here. */
    void passed(Board board) {
        Inspector now = board.inspect();
        if (now.nextHart() >= 0) {
            pcs[passed++ % REMEMBERED] = now.pc(now.nextHart());
        }
    }

    /** This was met. */
    void met(Hit hit) {
        if (hit instanceof Hit.Data data) {
            written[met++ % REMEMBERED] = data.accesses().get(0).address();
        }
    }

    /** {@link StopPoints#NONE} every third time. */
    StopPoints next() {
        last = random.nextInt(3) == 0 ? StopPoints.NONE : some();
        return last;
    }

    private StopPoints some() {
        List<Long> breakpoints = new ArrayList<>();
        List<Watch> watches = new ArrayList<>();
        List<Event> events = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            switch (random.nextInt(4)) {
                case 0, 1 -> events.add(event());
                case 2 -> breakpoints.add(pc());
                default -> watches.add(watch());
            }
        }
        StopPoints stops = StopPoints.of(breakpoints, watches)
                .withEvents(events)
                .keepLast(random.nextBoolean())
                .stoppingBeforeEbreak(oneIn(4))
                .stoppingAtCrash(oneIn(6), List.of())
                .stoppingWhenIdle(oneIn(8));
        stops = oneIn(8) ? stops.untilStepOf(0) : stops;
        stops = oneIn(8) ? stops.breakingOnly(0) : stops;
        return oneIn(6) ? stops.onlyWhere((hit, now) -> hit.step() % 3 == 0) : stops;
    }

    private Event event() {
        long entry = pc();
        return switch (random.nextInt(6)) {
            case 0 -> Event.Traps.any();
            case 1 -> new Event.Traps(0, -1);
            case 2 -> new Event.ModeChange(Event.ModeChange.ANY);
            case 3 -> new Event.Shown(Bytes.utf8(random.nextBoolean() ? "e" : "s "));
            case 4 -> new Event.Call(entry, end(entry));
            default -> new Event.Return(entry, end(entry));
        };
    }

    private long end(long entry) {
        long end = entry + 2 + random.nextInt(200);
        return Long.compareUnsigned(entry, end) < 0 ? end : -1;
    }

    private Watch watch() {
        boolean reads = random.nextBoolean();
        if (oneIn(6)) {
            return new Watch(BoardConfig.RAM, 8 << 20, reads, true);
        }
        long address = met == 0 ? BoardConfig.RAM : written[random.nextInt(Math.min(met, REMEMBERED))];
        int length = 1 + random.nextInt(16);
        return random.nextBoolean() ? Watch.change(address, length) : new Watch(address, length, reads, true);
    }

    /** One of the last places where the guest was. */
    long pc() {
        return passed == 0 ? BoardConfig.RAM : pcs[random.nextInt(Math.min(passed, REMEMBERED))];
    }

    private boolean oneIn(int many) {
        return random.nextInt(many) == 0;
    }

    /** The last ones. */
    @Override
    public String toString() {
        return "%s, %s, %s, keeping the last: %s"
                .formatted(Arrays.toString(last.breakpoints()), last.watches(), last.events(), last.keepLast());
    }
}
