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
            description = "Include the guest's files in the recording, to replay it on other computers.")
    private boolean embed;

    @Option(
            names = "--snapshots",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Store N snapshots, evenly spread, the last one at the end, so that the recording opens there "
                            + "at once (default: ${DEFAULT-VALUE}).")
    private int snapshots;

    @Option(
            names = "--force",
            description = "Replace FILE if it is a recording. The new recording is FILE.part until it is complete.")
    private boolean force;

    /** No recording is written, and nothing is to be asked for that would be ignored. */
    void refuse() {
        for (String option : List.of("--embed", "--snapshots", "--force")) {
            if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw new ParameterException(spec.commandLine(), option + " needs --record");
            }
        }
    }

    RecordingPlan plan(Path file, RecordingPlan.Outcome outcome) {
        if (snapshots < 0 || snapshots > MOST) {
            throw new ParameterException(spec.commandLine(), "--snapshots must be a number from 0 to " + MOST);
        }
        return new RecordingPlan(file, force, embed, snapshots, outcome);
    }
}
