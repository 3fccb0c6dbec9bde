package dev.hindsight.adapter.cli.bench;

import java.nio.file.Path;

/** The ways to a recording, and the prefixes of their metrics. */
enum ClientKind {
    SESSION("", "in the session") {
        @Override
        boolean wantedBy(Bench.Plan plan) {
            return true;
        }

        @Override
        TimedClient open(Path program, RecordedRun recording) {
            return new SessionDoor(recording.client());
        }
    },
    GDB("gdb_", "through gdb") {
        @Override
        boolean wantedBy(Bench.Plan plan) {
            return plan.gdb();
        }

        @Override
        TimedClient open(Path program, RecordedRun recording) {
            return GdbDoor.onHindsight(program, recording.session());
        }
    },
    DAP("dap_", "through DAP") {
        @Override
        boolean wantedBy(Bench.Plan plan) {
            return plan.dap();
        }

        @Override
        TimedClient open(Path program, RecordedRun recording) {
            return new DapClientDoor(program, recording);
        }
    };

    private final String prefix;
    private final String title;

    ClientKind(String prefix, String title) {
        this.prefix = prefix;
        this.title = title;
    }

    /** Of the names of metrics. */
    String prefix() {
        return prefix;
    }

    String title() {
        return title;
    }

    abstract boolean wantedBy(Bench.Plan plan);

    abstract TimedClient open(Path program, RecordedRun recording);
}
