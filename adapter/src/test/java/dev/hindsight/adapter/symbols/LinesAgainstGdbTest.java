package dev.hindsight.adapter.symbols;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.elf.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Every address and every line of every fixture, as gdb sees them. */
@Tag("tools")
class LinesAgainstGdbTest {
    static final List<String> FIXTURES = Fixtures.ALL;

    private static final Pattern LINE = Pattern.compile("Line (\\d+) of \"(?:.*/)?([^\"/]*)\"");
    private static final Pattern BREAKPOINT = Pattern.compile("(0x[0-9a-f]+)");

    @ParameterizedTest
    @FieldSource("FIXTURES")
    void everyAddressHasTheLineThatGdbGivesIt(String fixture) {
        Program program = Fixtures.program(fixture);
        Section text = program.elf().section(".text").orElseThrow();
        var addresses = new ArrayList<Long>();
        for (long address = text.address(); address < text.address() + text.size(); address += 2) {
            addresses.add(address);
        }

        List<String> answers = Gdb.ask(
                fixture, addresses.stream().map("info line *0x%x"::formatted).toList());

        var differences = new ArrayList<String>();
        for (int index = 0; index < addresses.size(); index++) {
            String ours = program.lineAt(addresses.get(index))
                    .map(line -> line.fileName() + ":" + line.line())
                    .orElse("none");
            var match = LINE.matcher(answers.get(index));
            String theirs = match.find() ? match.group(2) + ":" + match.group(1) : "none";
            if (!ours.equals(theirs)) {
                differences.add("0x%x: ours %s, gdb %s".formatted(addresses.get(index), ours, theirs));
            }
        }
        assertThat(differences).isEmpty();
    }

    @ParameterizedTest
    @FieldSource("FIXTURES")
    void everyLineHasTheBreakpointsThatGdbSets(String fixture) {
        Program program = Fixtures.program(fixture);
        var places = new ArrayList<String>();
        IntStream.rangeClosed(1, 92).forEach(line -> places.add("shapes.c:" + line));
        IntStream.rangeClosed(1, 8).forEach(line -> places.add("shapes.h:" + line));
        IntStream.rangeClosed(1, 9).forEach(line -> places.add("start.S:" + line));

        List<String> answers = Gdb.ask(
                fixture,
                places.stream()
                        .flatMap(place -> List.of("break " + place, "info breakpoints", "delete").stream())
                        .toList());

        var differences = new ArrayList<String>();
        for (int index = 0; index < places.size(); index++) {
            String[] parts = places.get(index).split(":");
            String ours = program.breakpointsAt(parts[0], Integer.parseInt(parts[1])).stream()
                    .map(line -> "0x%x".formatted(line.start()))
                    .collect(Collectors.toCollection(TreeSet::new))
                    .toString();
            String theirs = BREAKPOINT
                    .matcher(answers.get(3 * index + 1))
                    .results()
                    .map(match -> "0x%x"
                            .formatted(Long.parseUnsignedLong(match.group().substring(2), 16)))
                    .collect(Collectors.toCollection(TreeSet::new))
                    .toString();
            if (!ours.equals(theirs) && !isExact(program, parts)) {
                differences.add("%s: ours %s, gdb %s".formatted(places.get(index), ours, theirs));
            }
        }
        assertThat(differences).isEmpty();
    }

    /** Where a line is only the call of an inlined copy, gdb moves the breakpoint on; we stop at the call. */
    private static boolean isExact(Program program, String[] parts) {
        return program.breakpointsAt(parts[0], Integer.parseInt(parts[1])).stream()
                .anyMatch(line -> line.line() == Integer.parseInt(parts[1])
                        && !program.lineAt(line.start()).orElseThrow().sameLine(line));
    }
}
