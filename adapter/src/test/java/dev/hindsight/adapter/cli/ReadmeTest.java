package dev.hindsight.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.hindsight.adapter.cli.Readme.Example;
import dev.hindsight.emulator.Emulator;
import dev.hindsight.emulator.GuestConfig;
import dev.hindsight.emulator.MachineConfig;
import dev.hindsight.emulator.command.Commands;
import dev.hindsight.emulator.machine.Exit;
import dev.hindsight.emulator.machine.Machine;
import dev.hindsight.emulator.machine.StopPoints;
import java.io.IOException;
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
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** What README.md says is so. */
class ReadmeTest {
    private static final Readme README = Readme.read("README.md");
    private static final Pattern BACKTICKED = Pattern.compile("`([^`]*)`");

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
        return README.examples().stream().map(Example::command).filter(it -> it.startsWith("./hindsight "));
    }

    @Test
    void theTableOfCommandsIsComplete() {
        Map<String, CommandLine> commands = commandLine().getSubcommands();
        List<String> described = backticked()
                .map(text -> text.split(" ")[0])
                .filter(commands::containsKey)
                .toList();

        assertThat(commands.keySet().stream().filter(name -> !name.equals("help")))
                .isSubsetOf(described);
    }

    @Test
    void everyOptionNamedBesideItsCommandExists() {
        Map<String, CommandLine> commands = commandLine().getSubcommands();
        backticked().filter(text -> commands.containsKey(text.split(" ")[0])).forEach(usage -> {
            Map<String, ?> options =
                    commands.get(usage.split(" ")[0]).getCommandSpec().optionsMap();
            Matcher option = Pattern.compile("--[a-z-]+").matcher(usage);
            while (option.find()) {
                assertThat(options).as(usage).containsKey(option.group());
            }
        });
    }

    @Test
    void everyWordForTravellingExists() {
        Commands known = Commands.standard();
        String section = README.all("(?s)### Words for travelling\n(.*?)\n## ")
                .findFirst()
                .orElseThrow()
                .group(1);
        List<String> words = section.lines()
                .filter(line -> line.startsWith("| `"))
                .flatMap(line -> BACKTICKED.matcher(line.split("\\|")[1]).results())
                .map(match -> match.group(1).split(" ")[0])
                .toList();

        assertThat(words).isNotEmpty().allMatch(known::knows);
    }

    @Test
    void theBoardShownRunsItsFirmware(@TempDir Path folder) throws IOException {
        String shown = README.blocks("board").findFirst().orElseThrow();
        Path board = Files.writeString(folder.resolve("shown.board"), shown + "registers aon 0x10000000 0x8000\n");
        Path firmware = Readme.ROOT.resolve("emulator/src/test/guests/fe310.elf");
        Machine machine =
                Emulator.machine(GuestConfig.of(firmware).on(MachineConfig.STANDARD.withBoard(board.toString())));

        assertThat(machine.run(10_000_000, StopPoints.NONE)).isEqualTo(new Exit.Halted(0));
    }

    @Test
    void theTableOfGuestOptionsIsComplete() {
        List<String> described = README.rows()
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
    @ValueSource(strings = {"README.md", "vscode-extension/README.md", "examples/README.md", "THIRD-PARTY.md"})
    void everyLinkLeadsSomewhere(String name) {
        Readme page = Readme.read(name);
        List<String> anchors = page.anchors().toList();

        assertThat(page.links())
                .allSatisfy(link -> assertThat(
                                link.startsWith("#")
                                        ? anchors.contains(link)
                                        : Files.exists(page.path().resolveSibling(link)))
                        .as(link)
                        .isTrue());
    }

    @Test
    void everyPackageIsWhereTheTableSays() {
        String module = "";
        for (String row : README.rows().toList()) {
            Matcher link = Pattern.compile("\\[(rsp-client|emulator|adapter)]").matcher(row);
            module = link.find() ? link.group(1) : module;
            Path sources = Readme.ROOT.resolve(module + "/src/main/java/dev/hindsight/" + module);
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

    private static Stream<String> backticked() {
        return README.all("`([^`\n]*)`").map(match -> match.group(1));
    }

    private static CommandLine commandLine() {
        return Main.commandLine(new Streams(System.in, System.out, System.err));
    }
}
