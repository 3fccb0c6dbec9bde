package dev.hindsight.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each package of the three modules uses what its package-info.java says that it may use, all of it and nothing else. */
class PackageInfoTest {
    private static final String OURS = "dev.hindsight.";
    private static final Path ROOT = Path.of(System.getProperty("hindsight.root"));
    private static final Pattern STATEMENT =
            Pattern.compile("May use (nothing of ours|(,? ?(and )?\\{@code +[a-z.0-9]+})+)\\.");
    private static final Pattern NAME = Pattern.compile("\\{@code +([a-z.0-9]+)}");
    private static final Pattern IMPORT =
            Pattern.compile("(?m)^import (?:static )?dev\\.hindsight\\.([a-z.0-9]+)\\.[A-Z]");
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.hindsight");

    @ParameterizedTest
    @MethodSource
    void itUsesWhatItSays(String name) throws IOException {
        Set<String> stated = stated(name);

        assertThat(stated).containsAll(used(name));
        assertThat(imported(name)).containsAll(stated);
    }

    static List<String> itUsesWhatItSays() {
        return CLASSES.stream()
                .map(type -> type.getPackageName())
                .filter(name -> name.startsWith(OURS))
                .map(name -> name.substring(OURS.length()))
                .distinct()
                .sorted()
                .toList();
    }

    private static Set<String> used(String name) {
        return CLASSES.stream()
                .filter(type -> type.getPackageName().equals(OURS + name))
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(dependency ->
                        dependency.getTargetClass().getBaseComponentType().getPackageName())
                .filter(target -> target.startsWith(OURS) && !target.equals(OURS + name))
                .map(target -> target.substring(OURS.length()))
                .collect(Collectors.toSet());
    }

    /** More than what is used: a constant is compiled into who uses it. */
    private static Set<String> imported(String name) throws IOException {
        try (Stream<Path> files = Files.list(source(name).getParent())) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(file -> IMPORT.matcher(read(file)).results())
                    .map(match -> match.group(1))
                    .collect(Collectors.toSet());
        }
    }

    private static Set<String> stated(String name) {
        String text = read(source(name)).replaceAll("\n \\* ?", " ");
        Matcher statement = STATEMENT.matcher(text);
        assertThat(statement.find()).as("says what it may use").isTrue();
        return NAME.matcher(statement.group())
                .results()
                .map(match -> full(name, match.group(1)))
                .collect(Collectors.toSet());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path source(String name) {
        String path = "src/main/java/dev/hindsight/" + name.replace('.', '/') + "/package-info.java";
        return Stream.of("rsp-client", "emulator", "adapter")
                .map(module -> ROOT.resolve(module).resolve(path))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
    }

    /** Packages of the own module are named without it. */
    private static String full(String user, String name) {
        boolean isFull = name.equals("emulator") || name.startsWith("emulator.") || name.startsWith("rsp.");
        return isFull ? name : user.replaceAll("\\..*", "") + "." + name;
    }
}
