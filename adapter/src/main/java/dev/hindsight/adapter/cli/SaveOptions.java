package dev.hindsight.adapter.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What debuggers may write on this host, for every command that lets them in. */
final class SaveOptions {
    @Option(
            names = "--save-to",
            paramLabel = "DIR",
            description =
                    "Allow record save to write files only in this folder and the folders inside it (default: the working "
                            + "directory).")
    Path folder = Path.of("");
}
