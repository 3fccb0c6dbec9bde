package dev.hindsight.adapter.symbols;

import dev.hindsight.adapter.dwarf.LineRow;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** From a line of a file to the addresses where a breakpoint on it belongs. */
final class BreakpointPlaces {
    /** A row that begins a statement, and where it was found. */
    private record Candidate(DebugUnit unit, String file, LineRow row) {}

    private final Program program;
    private final DebugUnits units;

    BreakpointPlaces(Program program, DebugUnits units) {
        this.program = program;
        this.units = units;
    }

    List<SourceLine> at(Collection<String> files, int line) {
        List<Candidate> candidates = candidates(files);
        OptionalInt actual = candidates.stream()
                .mapToInt(candidate -> candidate.row().line())
                .filter(it -> it >= line)
                .min();
        if (actual.isEmpty()) {
            return List.of();
        }
        var places = new LinkedHashMap<String, SourceLine>();
        candidates.stream()
                .filter(candidate -> candidate.row().line() == actual.getAsInt())
                .sorted((one, other) ->
                        Long.compareUnsigned(one.row().address(), other.row().address()))
                .forEach(candidate -> places.putIfAbsent(copyAt(candidate.row().address()), place(candidate)));
        return List.copyOf(places.values());
    }

    private List<Candidate> candidates(Collection<String> files) {
        Map<String, List<DebugUnit>> byFile = units.byFile();
        var candidates = new ArrayList<Candidate>();
        for (String match : files) {
            for (DebugUnit unit : byFile.getOrDefault(match, List.of())) {
                unit.lines().map(lines -> lines.statementsIn(match)).orElse(List.of()).stream()
                        .map(row -> new Candidate(unit, match, row))
                        .forEach(candidates::add);
            }
        }
        return candidates;
    }

    /** What has one breakpoint of its own: a function, or a copy that was inlined into one. */
    private String copyAt(long address) {
        return program.scopesAt(address).stream()
                .findFirst()
                .map(scope -> scope.ranges().toString())
                .or(() -> program.functionAt(address).map(function -> Long.toHexString(function.low())))
                .orElse("");
    }

    private SourceLine place(Candidate candidate) {
        LineRow row = candidate.row();
        long address = row.address();
        boolean isOpening = program.functionAt(address)
                .filter(function -> address == function.low() && function.prologueEnd() != function.low())
                .isPresent();
        if (isOpening) {
            long body = program.functionAt(address).orElseThrow().prologueEnd();
            return program.lineAt(body).map(line -> startingAt(line, body)).orElse(asRequested(candidate, body));
        }
        return asRequested(candidate, address);
    }

    /** The line of the row, also where it shares its address with rows of other lines. */
    private SourceLine asRequested(Candidate candidate, long address) {
        LineRow row = candidate.row();
        long end = program.lineAt(address).map(SourceLine::end).orElse(address);
        return new SourceLine(candidate.file(), row.line(), row.column(), true, address, end);
    }

    private static SourceLine startingAt(SourceLine line, long address) {
        return new SourceLine(line.file(), line.line(), line.column(), true, address, line.end());
    }
}
