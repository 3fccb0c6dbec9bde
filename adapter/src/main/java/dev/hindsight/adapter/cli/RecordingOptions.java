package dev.hindsight.adapter.cli;

import dev.hindsight.emulator.recording.RecordingPlan;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What goes into a recording, for every command that writes one. */
final class RecordingOptions {
    private static final int MOST = 1000;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--embed",
            description = "Put the guest's files into the recording, to replay it on other computers.")
    private boolean embed;

    @Option(
            names = "--snapshots",
            paramLabel = "N",
            defaultValue = "0",
            description = "Keep N states inside, evenly spread, the last at the end, so that it opens there at once "
                    + "(default: ${DEFAULT-VALUE}).")
    private int snapshots;

    @Option(
            names = "--force",
            description = "Replace FILE if it is a recording. Until the new one is whole, it is in FILE.part.")
    private boolean force;

    /** No recording is written, and nothing is to be asked for that would be ignored. */
    void refuse() {
        for (String option : List.of("--embed", "--snapshots", "--force")) {
            if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw new ParameterException(spec.commandLine(), option + " is about a recording: give --record too");
            }
        }
    }

    RecordingPlan plan(Path file, RecordingPlan.Outcome outcome) {
        if (snapshots < 0 || snapshots > MOST) {
            throw new ParameterException(spec.commandLine(), "A recording keeps from 0 to " + MOST + " snapshots");
        }
        return new RecordingPlan(file, force, embed, snapshots, outcome);
    }
}
