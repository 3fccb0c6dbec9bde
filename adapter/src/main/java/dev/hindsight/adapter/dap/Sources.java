package dev.hindsight.adapter.dap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.lsp4j.debug.Source;
import org.eclipse.lsp4j.debug.SourcePresentationHint;

/** Finds source files on this computer; the program may have been compiled on another. */
final class Sources {
    private final Path folder;
    private final Map<String, Optional<Path>> found = new ConcurrentHashMap<>();

    /** {@code program}: files that are not where they were compiled are looked for beside it. */
    Sources(Path program) {
        Path parent = program.toAbsolutePath().getParent();
        this.folder = parent != null ? parent : Path.of("").toAbsolutePath();
    }

    Source source(String recorded) {
        var source = new Source();
        source.setName(recorded.substring(Math.max(recorded.lastIndexOf('/'), recorded.lastIndexOf('\\')) + 1));
        Optional<Path> file = find(recorded);
        if (file.isPresent()) {
            source.setPath(file.get().toString());
        } else {
            source.setPresentationHint(SourcePresentationHint.DEEMPHASIZE);
            source.setOrigin("not found: " + recorded);
        }
        return source;
    }

    /** The file that the debug information calls {@code recorded}. */
    Optional<Path> find(String recorded) {
        return found.computeIfAbsent(recorded, this::search);
    }

    /** Whether a file of the user's may be {@code recorded}: not where that is here, too, and is another file. */
    boolean mayBe(String recorded, String wanted) {
        Optional<Path> own = find(recorded);
        try {
            Path path = Path.of(wanted);
            return own.isEmpty() || !Files.isRegularFile(path) || Files.mismatch(own.get(), path) < 0;
        } catch (IOException | InvalidPathException unknown) {
            return true;
        }
    }

    private Optional<Path> search(String recorded) {
        try {
            Path path = Path.of(recorded.replace('\\', '/')).normalize();
            if (path.isAbsolute() && Files.isRegularFile(path)) {
                return Optional.of(path);
            }
            return besideProgram(path);
        } catch (InvalidPathException strange) {
            return Optional.empty();
        }
    }

    /** With as many of its folders as possible. */
    private Optional<Path> besideProgram(Path path) {
        for (int from = 0; from < path.getNameCount(); from++) {
            Path candidate =
                    folder.resolve(path.subpath(from, path.getNameCount())).normalize();
            if (Files.isRegularFile(candidate)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }
}
