package dev.hindsight.adapter.cli.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects the rows of one recording, each beside QEMU's figure of the same name. */
final class Figures {
    private static final String THROUGH_GDB = "gdb_";

    private final String workload;
    private final long history;
    private final Map<String, Double> qemu;
    private final List<Row> rows = new ArrayList<>();

    Figures(String workload, long history, Map<String, Double> qemu) {
        this.workload = workload;
        this.history = history;
        this.qemu = qemu;
    }

    /** QEMU's moves are made through gdb, and stand beside ours both with and without it. */
    void add(String metric, FigureUnit unit, double value) {
        String theirs = metric.startsWith(THROUGH_GDB) ? metric.substring(THROUGH_GDB.length()) : metric;
        rows.add(new Row(workload, history, metric, unit, value, Optional.ofNullable(qemu.get(theirs))));
    }

    List<Row> rows() {
        return rows;
    }
}
