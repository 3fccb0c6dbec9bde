package dev.hindsight.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.hindsight.adapter.cli.DocPage.Example;
import dev.hindsight.emulator.Emulator;
import dev.hindsight.emulator.GuestConfig;
import dev.hindsight.emulator.MachineConfig;
import dev.hindsight.emulator.command.Commands;
import dev.hindsight.emulator.machine.Exit;
import dev.hindsight.emulator.machine.Machine;
import dev.hindsight.emulator.machine.StopPoints;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/** What README.md and docs/ say is so. */
class DocsTest {
    private static final DocPage COMMAND_LINE = DocPage.read("docs/command-line.md");
    private static final Pattern BACKTICKED = Pattern.compile("`([^`\n]*)`");

    @ParameterizedTest
    @MethodSource
    void everyCommandLineShownIsRight(String line) {
        String[] words = line.replaceFirst("^(\\./)?hindsight ", "")
                .replaceAll("[<>|&].*", "")
                .strip()
                .split(" +");

        assertThatCode(() -> commandLine().parseArgs(words)).as(line).doesNotThrowAnyException();
    }

    static Stream<String> everyCommandLineShownIsRight() {
        return DocPage.all().stream()
                .flatMap(page -> page.examples().stream())
                .map(Example::command)
                .filter(it -> it.startsWith("./hindsight "));
    }

    @Test
    void theTableOfCommandsIsComplete() {
        Map<String, CommandLine> commands = commandLine().getSubcommands();
        List<String> described =
                firstWords(COMMAND_LINE).filter(commands::containsKey).toList();

        assertThat(commands.keySet().stream().filter(name -> !name.equals("help")))
                .isSubsetOf(described);
    }

    @Test
    void everyOptionNamedBesideItsCommandExists() {
        Map<String, CommandLine> commands = commandLine().getSubcommands();
        DocPage.all().stream()
                .flatMap(page -> page.all(BACKTICKED.pattern()))
                .map(match -> match.group(1).replaceFirst("^(\\./)?hindsight ", ""))
                .filter(usage -> commands.containsKey(usage.split(" ")[0]))
                .forEach(usage -> {
                    Map<String, ?> options =
                            commands.get(usage.split(" ")[0]).getCommandSpec().optionsMap();
                    Matcher option = Pattern.compile("--[a-z-]+").matcher(usage);
                    while (option.find()) {
                        assertThat(options).as(usage).containsKey(option.group());
                    }
                });
    }

    @Test
    void theTablesOfTimeTravelCommandsAreCompleteAndRight() {
        List<String> existing = Commands.standard()
                .help()
                .lines()
                .map(line -> line.split(" ")[0])
                .filter(name -> !name.equals("help"))
                .toList();
        DocPage page = DocPage.read("docs/time-travel.md");
        DocPage commands = new DocPage(page.path(), page.text().replaceFirst("(?s)## Search\n.*?\n## ", ""));

        assertThat(firstWords(commands)).hasSameElementsAs(existing);
    }

    @Test
    void theBoardShownRunsItsFirmware(@TempDir Path folder) throws IOException {
        String shown =
                DocPage.read("docs/machine.md").blocks("board").findFirst().orElseThrow();
        Path board = Files.writeString(folder.resolve("shown.board"), shown + "registers aon 0x10000000 0x8000\n");
        Path firmware = DocPage.ROOT.resolve("emulator/src/test/guests/fe310.elf");
        Machine machine =
                Emulator.machine(GuestConfig.of(firmware).on(MachineConfig.STANDARD.withBoard(board.toString())));

        assertThat(machine.run(10_000_000, StopPoints.NONE)).isEqualTo(new Exit.Halted(0));
    }

    @Test
    void theTableOfGuestOptionsIsComplete() {
        List<String> described = COMMAND_LINE
                .rows()
                .filter(row -> row.startsWith("`--"))
                .map(row -> row.replaceAll("`(--[a-z-]+).*", "$1"))
                .toList();
        List<String> existing = commandLine().getSubcommands().get("run").getCommandSpec().options().stream()
                .map(option -> option.longestName())
                .filter(name -> !List.of("--help", "--version").contains(name))
                .toList();

        assertThat(described).containsExactlyInAnyOrderElementsOf(existing);
    }

    @ParameterizedTest
    @MethodSource
    void everyLinkLeadsSomewhere(DocPage page) {
        assertThat(page.links())
                .allSatisfy(link -> assertThat(page.hasTarget(link)).as(link).isTrue());
    }

    static Stream<DocPage> everyLinkLeadsSomewhere() {
        Stream<DocPage> others = Stream.of(
                        "CHANGELOG.md", "THIRD-PARTY.md", "vscode-extension/README.md", "examples/README.md")
                .map(DocPage::read);
        return Stream.concat(DocPage.all().stream(), others);
    }

    @Test
    void theFrontPageIsShort() {
        assertThat(DocPage.read("README.md").text().getBytes(StandardCharsets.UTF_8))
                .hasSizeLessThan(8 << 10);
    }

    @Test
    void everyPackageIsWhereTheTableSays() {
        String module = "";
        for (String row : DocPage.read("docs/architecture.md").rows().toList()) {
            Matcher link = Pattern.compile("\\[(rsp-client|emulator|adapter)]").matcher(row);
            module = link.find() ? link.group(1) : module;
            Path sources = DocPage.ROOT.resolve(module + "/src/main/java/dev/hindsight/" + module);
            if (row.startsWith("[") && link.reset().find() || !module.isEmpty() && row.matches("(`[a-z.]+` ?)+")) {
                packagesExist(row, sources);
            }
        }
    }

    private static void packagesExist(String row, Path sources) {
        Matcher name = BACKTICKED.matcher(row);
        while (name.find()) {
            Path base = name.group(1).startsWith("rsp.") ? sources.resolveSibling("") : sources;
            assertThat(base.resolve(name.group(1).replace('.', '/')).resolve("package-info.java"))
                    .exists();
        }
    }

    /** Of what stands in backticks in the first cells of a page's tables. */
    private static Stream<String> firstWords(DocPage page) {
        return page.rows()
                .flatMap(cell -> BACKTICKED.matcher(cell).results())
                .map(match -> match.group(1).split(" ")[0]);
    }

    private static CommandLine commandLine() {
        return Main.commandLine(new Streams(System.in, System.out, System.err));
    }
}
