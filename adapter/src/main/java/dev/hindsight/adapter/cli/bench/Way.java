package dev.hindsight.adapter.cli.bench;

import java.nio.file.Path;

/** The ways to a recording, and the prefixes of their metrics. */
enum Way {
    SESSION("", "") {
        @Override
        boolean wantedBy(Bench.Plan plan) {
            return true;
        }

        @Override
        Door open(Path program, Recording recording) {
            return new SessionDoor(recording.client());
        }
    };

    private final String prefix;
    private final String title;

    Way(String prefix, String title) {
        this.prefix = prefix;
        this.title = title;
    }

    /** Of the names of metrics. */
    String prefix() {
        return prefix;
    }

    /** For people, after a sentence. */
    String title() {
        return title;
    }

    abstract boolean wantedBy(Bench.Plan plan);

    abstract Door open(Path program, Recording recording);
}
