package dev.hindsight.adapter.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Markdown page of the project, as far as its tests look at it. */
record DocPage(Path path, String text) {
    static final Path ROOT = Path.of(System.getProperty("hindsight.root"));

    /** What a reader types and sees: the lines after a {@code $}, with the output that follows each. */
    record Example(String command, String output) {}

    /** README.md, CONTRIBUTING.md and the pages of docs/. */
    static List<DocPage> all() {
        try (Stream<Path> files = Files.list(ROOT.resolve("docs"))) {
            Stream<String> pages = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".md"))
                    .sorted()
                    .map(name -> "docs/" + name);
            return Stream.concat(Stream.of("README.md", "CONTRIBUTING.md"), pages)
                    .map(DocPage::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static DocPage read(String name) {
        try {
            Path path = ROOT.resolve(name);
            return new DocPage(path, Files.readString(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Stream<String> blocks(String language) {
        return all("(?ms)^```" + language + "\n(.*?)^```").map(match -> match.group(1));
    }

    List<Example> examples() {
        List<Example> examples = new ArrayList<>();
        blocks("console").forEach(block -> {
            for (String part : ("\n" + block).split("\n\\$ ")) {
                String[] lines = part.split("\n", 2);
                if (!lines[0].isEmpty()) {
                    examples.add(new Example(lines[0], lines.length > 1 ? lines[1] : ""));
                }
            }
        });
        return examples;
    }

    Stream<String> links() {
        return all("\\]\\(([^)]*)\\)").map(match -> match.group(1)).filter(link -> !link.contains("://"));
    }

    /** Whether {@code link}, as in {@code machine.md#boards}, leads to a file, and to a heading of it if it names one. */
    boolean hasTarget(String link) {
        String[] parts = link.split("#", 2);
        Path file = parts[0].isEmpty() ? path : path.resolveSibling(parts[0]);
        return Files.exists(file)
                && (parts.length == 1
                        || read(ROOT.relativize(file.normalize()).toString())
                                .anchors()
                                .anyMatch(parts[1]::equals));
    }

    /** The headings, as GitHub spells their anchors. */
    private Stream<String> anchors() {
        return all("(?m)^#+ (.*)$")
                .map(match -> match.group(1).toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^a-z0-9 -]", "").replace(' ', '-'));
    }

    /** The first cells of all table rows. */
    Stream<String> rows() {
        return all("(?m)^\\| (.*?) \\|").map(match -> match.group(1));
    }

    Stream<MatchResult> all(String pattern) {
        return Pattern.compile(pattern).matcher(text).results();
    }
}
