package dev.hindsight.emulator.search;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.Emulator;
import dev.hindsight.emulator.GuestConfig;
import dev.hindsight.emulator.MachineConfig;
import dev.hindsight.emulator.elf.ElfFile;
import dev.hindsight.emulator.elf.Symbol;
import dev.hindsight.emulator.machine.Bytes;
import dev.hindsight.emulator.machine.Event;
import dev.hindsight.emulator.machine.Exit;
import dev.hindsight.emulator.machine.Hit;
import dev.hindsight.emulator.machine.Machine;
import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.machine.Watch;
import dev.hindsight.emulator.timeline.RunCallbacks;
import dev.hindsight.emulator.timeline.Search;
import dev.hindsight.emulator.timeline.Stop;
import dev.hindsight.emulator.timeline.Timeline;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every condition, and several at once, found from random places in both directions as a naive scan finds them. */
class GuestSearchTest {
    private static final Path ROOT = Path.of(System.getProperty("hindsight.root"));
    private static final long LONG = 3_000_000;
    private static final int MOST_HITS = 20_000;
    private static final long STEPS = 100_000;
    private static final int SEARCHES = Integer.getInteger("hindsight.moves", 250);

    private final Random random = new Random(11);

    private static GuestConfig config(Path guest) {
        int harts = guest.getFileName().toString().startsWith("harts") ? 3 : 1;
        return GuestConfig.of(guest)
                .on(MachineConfig.STANDARD.withMemory(16L << 20).withHarts(harts))
                .withHistory(32L << 20)
                .unpaced();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "emulator/src/test/guests/interrupts-rv32.elf",
                "emulator/src/test/guests/interrupts-rv64.elf",
                "emulator/src/test/guests/tasks-rv64.elf",
                "emulator/src/test/guests/calls-rv32-Og.elf",
                "emulator/src/test/guests/calls-rv64-O0.elf",
                "emulator/src/test/guests/harts-rv64.elf",
                "emulator/src/test/guests/devices-rv64.elf",
                "emulator/src/test/guests/semihost-rv32.elf",
                "examples/console.elf",
                "examples/bench/paging.elf",
                "examples/bench/integer.elf"
            })
    void everySearchFindsWhatANaiveScanFinds(String guest) {
        GuestConfig config = config(ROOT.resolve(guest));
        byte[] output = scanned(config);
        List<StopPoints> wanted = conditions(ElfFile.read(ROOT.resolve(guest)), output);
        List<List<Long>> hits = new NaiveScan(Emulator.machine(config)).run(STEPS, wanted);
        Timeline timeline = new Timeline(Emulator.machine(config), config.history(), sent -> {});
        timeline.seek(STEPS, RunCallbacks.NONE);
        assertThat(hits.stream().filter(each -> !each.isEmpty()).count()).isGreaterThan(4);
        for (int i = 0; i < SEARCHES; i++) {
            int which = random.nextInt(wanted.size());
            search(
                    timeline,
                    wanted.get(which),
                    hits.get(which),
                    "%s, %s %s %s, search %d"
                            .formatted(
                                    guest,
                                    wanted.get(which).events(),
                                    wanted.get(which).watches(),
                                    Arrays.toString(wanted.get(which).breakpoints()),
                                    i));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "emulator/src/test/guests/interrupts-rv64.elf",
                "emulator/src/test/guests/harts-rv64.elf",
                "emulator/src/test/guests/devices-rv32.elf",
                "examples/bench/paging.elf",
                "examples/bench/integer.elf"
            })
    void noHitIsSkippedInALongHistory(String guest) {
        GuestConfig config = config(ROOT.resolve(guest));
        List<StopPoints> wanted = conditions(ElfFile.read(ROOT.resolve(guest)), scanned(config));
        Timeline timeline = new Timeline(Emulator.machine(config), config.history(), sent -> {});
        timeline.seek(LONG, RunCallbacks.NONE);
        for (StopPoints stops : wanted) {
            List<Long> hits = met(Emulator.machine(config), timeline.end(), stops);
            for (int i = 0; i < 3 && hits.size() < MOST_HITS; i++) {
                search(timeline, stops, hits, guest + " " + stops.events() + stops.watches());
            }
        }
    }

    /** The first hits that the machine itself tells of on one way through. */
    private static List<Long> met(Machine machine, long end, StopPoints stops) {
        List<Long> steps = new ArrayList<>();
        Exit exit = machine.run(end, stops);
        while (hit(exit).isPresent() && steps.size() < MOST_HITS) {
            long step = hit(exit).get().step();
            steps.add(step);
            if (machine.steps() == step) {
                machine.run(step + 1, StopPoints.NONE);
            }
            exit = machine.run(end, stops);
        }
        return steps;
    }

    private static Optional<Hit> hit(Exit exit) {
        if (exit instanceof Exit.Breakpoint breakpoint) {
            return Optional.of(breakpoint.hit());
        }
        if (exit instanceof Exit.Access access) {
            return Optional.of(access.hit());
        }
        return exit instanceof Exit.Happened happened ? Optional.of(happened.hit()) : Optional.empty();
    }

    private static byte[] scanned(GuestConfig config) {
        NaiveScan first = new NaiveScan(Emulator.machine(config));
        first.run(STEPS, List.of());
        return first.output();
    }

    /** One of each kind, with what the guest has, and mixtures. */
    private List<StopPoints> conditions(ElfFile elf, byte[] output) {
        List<StopPoints> all = new ArrayList<>();
        List<Event> events = new ArrayList<>(List.of(
                Event.Traps.any(),
                Event.Traps.interrupt(7),
                new Event.Traps(0, -1),
                new Event.ModeChange(Event.ModeChange.ANY),
                new Event.ModeChange(3)));
        if (output.length > 3) {
            for (int length : List.of(1, 3, 9)) {
                int from = random.nextInt(Math.max(1, output.length - length));
                byte[] text = Arrays.copyOfRange(output, from, Math.min(output.length, from + length));
                events.add(new Event.Shown(Bytes.of(text)));
            }
        }
        for (Symbol function : some(elf, Symbol.Kind.FUNCTION)) {
            long end = function.address() + Math.max(2, function.size());
            events.add(new Event.Call(function.address(), end));
            events.add(new Event.Return(function.address(), end));
            all.add(StopPoints.NONE.withBreakpoints(List.of(function.address())));
        }
        for (Symbol object : some(elf, Symbol.Kind.OBJECT)) {
            long length = Math.max(1, Math.min(object.size(), 64));
            all.add(StopPoints.NONE.withWatches(List.of(Watch.change(object.address(), length))));
        }
        events.forEach(event -> all.add(StopPoints.NONE.withEvents(List.of(event))));
        for (int i = 0; i < 6; i++) {
            all.add(mixture(all));
        }
        return all;
    }

    private StopPoints mixture(List<StopPoints> from) {
        StopPoints one = from.get(random.nextInt(from.size()));
        StopPoints two = from.get(random.nextInt(from.size()));
        List<Long> breakpoints = new ArrayList<>();
        List<Watch> watches = new ArrayList<>();
        List<Event> events = new ArrayList<>();
        for (StopPoints each : List.of(one, two)) {
            Arrays.stream(each.breakpoints()).forEach(breakpoints::add);
            watches.addAll(each.watches());
            events.addAll(each.events());
        }
        return StopPoints.of(breakpoints, watches).withEvents(events);
    }

    private List<Symbol> some(ElfFile elf, Symbol.Kind kind) {
        List<Symbol> symbols = elf.symbols().stream()
                .filter(symbol -> symbol.kind() == kind && symbol.address() != 0)
                .toList();
        return IntStream.range(0, symbols.isEmpty() ? 0 : 8)
                .mapToObj(i -> symbols.get(random.nextInt(symbols.size())))
                .distinct()
                .toList();
    }

    private void search(Timeline timeline, StopPoints stops, List<Long> hits, String what) {
        long end = timeline.end();
        long here = random.nextLong(end + 1);
        timeline.seek(here, RunCallbacks.NONE);
        long hash = timeline.hash();
        boolean whole = random.nextBoolean();
        long from = whole ? 0 : random.nextLong(end);
        long to = whole ? end : random.nextLong(from, end + 1);
        boolean backward = random.nextBoolean();
        boolean selective = random.nextInt(4) == 0;
        StopPoints used = selective ? stops.onlyWhere((hit, now) -> hit.step() % 3 == 0) : stops;
        List<Long> counted =
                hits.stream().filter(hit -> !selective || hit % 3 == 0).toList();
        Search search = (backward ? Search.backward(used) : Search.forward(used)).within(from, to);
        Stop stop = timeline.search(search, RunCallbacks.NONE);
        List<Long> expected = counted.stream()
                .filter(hit -> hit >= from && hit < to && (backward ? hit < here : hit >= here))
                .toList();
        String where = what + ": from " + here + (backward ? " back" : " on") + " in [" + from + ", " + to + ")"
                + (selective ? " where step % 3 == 0" : "");
        check(timeline, stop, new Case(stops, expected, here, from, hash, backward, where));
    }

    private record Case(
            StopPoints stops, List<Long> expected, long here, long from, long hash, boolean backward, String where) {}

    private static void check(Timeline timeline, Stop stop, Case given) {
        List<Long> hits = given.expected();
        if (!given.backward() && !hits.isEmpty() && hits.get(0) == given.here() && given.here() >= given.from()) {
            // A breakpoint at the present pc does not count, what its step does counts.
            if (stop.hit().map(Hit::step).orElse(-1L) != given.here()
                    && given.stops().breakpoints().length > 0) {
                hits = hits.subList(1, hits.size());
            }
        }
        if (hits.isEmpty()) {
            assertThat(stop.reason()).as(given.where()).isEqualTo(Stop.Reason.NOT_FOUND);
            assertThat(timeline.moment().step()).as(given.where()).isEqualTo(given.here());
            assertThat(timeline.hash()).as(given.where()).isEqualTo(given.hash());
            return;
        }
        long step = given.backward() ? hits.get(hits.size() - 1) : hits.get(0);
        assertThat(stop.hit().map(Hit::step)).as(given.where()).contains(step);
        boolean stands = given.backward() || stop.hit().orElseThrow() instanceof Hit.Code;
        assertThat(stop.step()).as(given.where()).isEqualTo(stands ? step : step + 1);
    }
}
