package dev.hindsight.adapter.cli.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A report for people: a block for each workload, a line for each metric, a column for each history. */
public final class Table {
    private final Report report;

    public Table(Report report) {
        this.report = report;
    }

    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(report.machine());
        byKey(report.rows(), Row::workload).forEach((workload, rows) -> {
            lines.add("");
            lines.addAll(block(workload, rows));
        });
        if (report.rows().stream().anyMatch(row -> row.qemu().isPresent())) {
            lines.add("");
            lines.add("In brackets: QEMU's figure, and how many times better Hindsight's is.");
        }
        return lines;
    }

    private static List<String> block(String workload, List<Row> rows) {
        List<Long> histories =
                rows.stream().map(Row::history).distinct().sorted().toList();
        List<List<String>> cells = new ArrayList<>();
        List<String> head = new ArrayList<>(List.of(workload, ""));
        histories.forEach(history -> head.add(String.format(Locale.ROOT, "%,d steps", history)));
        cells.add(head);
        byKey(rows, Row::metric).forEach((metric, same) -> {
            List<String> line =
                    new ArrayList<>(List.of(metric, same.get(0).unit().toString()));
            for (long history : histories) {
                line.add(same.stream()
                        .filter(row -> row.history() == history)
                        .map(Table::cell)
                        .findFirst()
                        .orElse(""));
            }
            cells.add(line);
        });
        return aligned(cells);
    }

    private static String cell(Row row) {
        Optional<String> theirs = row.qemu()
                .map(qemu -> " (" + number(qemu) + ", x" + number(row.ratio().get()) + ")");
        return number(row.value()) + theirs.orElse("");
    }

    /** Three digits are enough to compare by. */
    private static String number(double value) {
        double size = Math.abs(value);
        int decimals = size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 4;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value);
    }

    private static List<String> aligned(List<List<String>> cells) {
        int[] widths = new int[cells.get(0).size()];
        cells.forEach(line -> {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        });
        return cells.stream().map(line -> aligned(line, widths)).toList();
    }

    private static String aligned(List<String> line, int[] widths) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            text.append(line.get(i)).append(" ".repeat(widths[i] - line.get(i).length() + 2));
        }
        return text.toString().stripTrailing();
    }

    private static <K> Map<K, List<Row>> byKey(List<Row> rows, Function<Row, K> key) {
        return rows.stream().collect(Collectors.groupingBy(key, LinkedHashMap::new, Collectors.toList()));
    }
}
