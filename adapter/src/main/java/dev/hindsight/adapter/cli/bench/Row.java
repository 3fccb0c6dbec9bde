package dev.hindsight.adapter.cli.bench;

import java.util.Optional;

/** One figure, and QEMU's for the same thing where QEMU can give it. */
record Row(String workload, long history, String metric, FigureUnit unit, double value, Optional<Double> qemu) {
    /** How many times better than QEMU's the figure is. */
    Optional<Double> ratio() {
        return qemu.map(theirs -> unit.moreIsBetter() ? value / theirs : theirs / value);
    }
}
