package dev.hindsight.adapter.cli;

import dev.hindsight.emulator.recording.ConfigurationEntry;
import dev.hindsight.emulator.recording.GuestFile;
import dev.hindsight.emulator.recording.Recording;
import dev.hindsight.emulator.timeline.Bookmark;
import dev.hindsight.emulator.timeline.Moment;
import dev.hindsight.emulator.timeline.RecordedHistory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Says what is in a recording. */
@Command(
        name = "info",
        description = "Shows what is in a recording. The guest's files are not needed.",
        mixinStandardHelpOptions = true)
final class InfoCommand implements Callable<Integer> {
    private final Streams streams;

    @Parameters(index = "0", paramLabel = "FILE", description = "The recording.")
    private Path file;

    InfoCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        try (Recording recording = Recording.read(file)) {
            List<String> lines = new ArrayList<>();
            add(
                    lines,
                    "recording",
                    "%,d bytes, by %s"
                            .formatted(recording.size(), recording.manifest().writer()));
            for (GuestFile each : recording.manifest().files()) {
                add(lines, each.role(), file(each));
            }
            for (ConfigurationEntry each : recording.manifest().settings()) {
                add(lines, each.name(), each.value());
            }
            for (int i = 0; i < recording.lines().size(); i++) {
                if (!recording.lines().get(i).deleted()) {
                    add(lines, "branch " + i, branch(recording.lines().get(i)));
                }
            }
            recording.bookmarks().forEach(each -> add(lines, "bookmark " + each.id(), bookmark(each)));
            add(lines, "snapshots", Integer.toString(recording.snapshots()));
            add(lines, "damage", recording.damage().orElse("none"));
            lines.forEach(streams.out()::println);
            streams.out().flush();
            return 0;
        }
    }

    private static void add(List<String> lines, String name, String value) {
        lines.add("%-10s %s".formatted(name, value));
    }

    private static String file(GuestFile file) {
        return "%s, %,d bytes, %s%s"
                .formatted(
                        file.path(),
                        file.size(),
                        file.sha256().map(hash -> "SHA-256 " + hash).orElse("only the parts that were read are hashed"),
                        file.embedded() ? ", embedded" : "");
    }

    private static String bookmark(Bookmark bookmark) {
        Moment moment = bookmark.mark().moment();
        return "step %,d of branch %d%s%s"
                .formatted(
                        moment.step(),
                        moment.branch(),
                        bookmark.name().isEmpty() ? "" : " \"" + bookmark.name() + "\"",
                        bookmark.note().isEmpty() ? "" : ": " + bookmark.note());
    }

    private static String branch(RecordedHistory.Line line) {
        return "steps %,d to %,d%s%s, %s, %s"
                .formatted(
                        line.forkStep(),
                        line.end(),
                        line.name().isEmpty() ? "" : " \"" + line.name() + "\"",
                        line.parent() < 0 ? "" : ", from branch " + line.parent(),
                        counted(line.inputs().size(), "input", "inputs"),
                        counted(line.hashes().size(), "hash", "hashes"));
    }

    private static String counted(int count, String one, String many) {
        return "%,d %s".formatted(count, count == 1 ? one : many);
    }
}
