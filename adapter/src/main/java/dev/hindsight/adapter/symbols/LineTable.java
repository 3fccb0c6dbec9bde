package dev.hindsight.adapter.symbols;

import dev.hindsight.adapter.dwarf.LineProgram;
import dev.hindsight.adapter.dwarf.LineRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;

/** The lines of one unit, by address and by line. */
final class LineTable {
    private final LineProgram program;
    private final List<LineSequence> sequences = new ArrayList<>();
    private final RangeMap<LineSequence> byAddress = new RangeMap<>();

    /** @param isCode whether the program has code there: linkers leave lines of discarded code at address 0 */
    LineTable(LineProgram program, LongPredicate isCode) {
        this.program = program;
        List<LineRow> rows = program.rows();
        int start = 0;
        for (int index = 0; index < rows.size(); index++) {
            if (rows.get(index).endSequence()) {
                if (index > start && isCode.test(rows.get(start).address())) {
                    add(new LineSequence(program, sorted(rows.subList(start, index + 1))));
                }
                start = index + 1;
            }
        }
    }

    /** Rows should rise; those of damaged or hand-written programs are made to. */
    private static List<LineRow> sorted(List<LineRow> rows) {
        var result = new ArrayList<LineRow>(rows.subList(0, rows.size() - 1));
        result.sort((one, other) -> Long.compareUnsigned(one.address(), other.address()));
        result.add(rows.get(rows.size() - 1));
        return result;
    }

    private void add(LineSequence sequence) {
        sequences.add(sequence);
        byAddress.put(sequence.range(), sequence);
    }

    Optional<SourceLine> at(long pc) {
        return byAddress.at(pc).flatMap(sequence -> sequence.at(pc));
    }

    /** All lines of the sequence that holds the address. */
    List<SourceLine> around(long pc) {
        return byAddress.at(pc).map(LineSequence::lines).orElse(List.of());
    }

    /** The rows that begin statements in a file. */
    List<LineRow> statementsIn(String file) {
        List<String> files = program.files();
        return sequences.stream()
                .flatMap(sequence -> sequence.rows().stream())
                .filter(row -> row.isStatement() && row.line() != 0)
                .filter(row ->
                        row.file() < files.size() && files.get(row.file()).equals(file))
                .toList();
    }

    /** The rows of the sequence that holds the address, from the address on. */
    List<LineRow> rowsFrom(long address) {
        return byAddress
                .at(address)
                .map(sequence -> sequence.rows().stream()
                        .filter(row -> Long.compareUnsigned(row.address(), address) >= 0)
                        .toList())
                .orElse(List.of());
    }
}
