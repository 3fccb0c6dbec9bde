package dev.hindsight.adapter.symbols;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.adapter.eval.Evaluator;
import dev.hindsight.adapter.frames.Frame;
import dev.hindsight.adapter.frames.Moment;
import dev.hindsight.adapter.frames.Unwinder;
import dev.hindsight.emulator.elf.ElfFile;
import dev.hindsight.emulator.elf.Section;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Debug information that is broken in every way: less is known, and nothing else happens. */
class DamageTest {
    private static final List<String> FIXTURES = List.of("rv64-O0", "rv64-O2", "rv64-O2-dwarf4", "rv32-Og");

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void randomBytesInDebugSectionsAreSurvived(int seed) {
        var random = new Random(seed);
        for (int round = 0; round < 150; round++) {
            String fixture = FIXTURES.get(random.nextInt(FIXTURES.size()));
            byte[] bytes = Fixtures.bytes(fixture);
            List<Section> sections = debugSections(bytes);
            for (int flip = 1 + random.nextInt(6); flip > 0; flip--) {
                Section section = sections.get(random.nextInt(sections.size()));
                bytes[(int) (section.offset() + random.nextInt((int) section.size()))] = (byte) random.nextInt();
            }
            askEverything(fixture, bytes);
        }
    }

    @Test
    void everySectionMayBeAllRandom() {
        var random = new Random(7);
        for (String fixture : FIXTURES) {
            for (Section section : debugSections(Fixtures.bytes(fixture))) {
                for (int round = 0; round < 5; round++) {
                    byte[] bytes = Fixtures.bytes(fixture);
                    var noise = new byte[(int) section.size()];
                    random.nextBytes(noise);
                    int keep = round % 2 == 0 ? 0 : random.nextInt(noise.length);
                    System.arraycopy(noise, 0, bytes, (int) section.offset() + keep, noise.length - keep);
                    askEverything(fixture, bytes);
                }
            }
        }
    }

    @Test
    void everySectionMayBeZero() {
        for (String fixture : FIXTURES) {
            for (Section section : debugSections(Fixtures.bytes(fixture))) {
                byte[] bytes = Fixtures.bytes(fixture);
                java.util.Arrays.fill(
                        bytes, (int) section.offset(), (int) (section.offset() + section.size()), (byte) 0);
                askEverything(fixture, bytes);
            }
        }
    }

    @Test
    void brokenDebugInformationKeepsTheSymbolsAndSaysSo() {
        byte[] bytes = Fixtures.bytes("rv64-O0");
        Section info = debugSections(bytes).stream()
                .filter(section -> section.name().equals(".debug_info"))
                .findFirst()
                .orElseThrow();
        bytes[(int) info.offset() + 4] = 99; // the version of the first unit

        Program program = Program.of(ElfFile.of("broken.elf", bytes));

        assertThat(program.functionAt(
                        program.elf().symbol("_start").orElseThrow().address()))
                .map(Function::name)
                .contains("_start");
        assertThat(program.warnings())
                .first()
                .asString()
                .startsWith("Part of the debug information cannot be read: .debug_info at 0x6: DWARF version 99");
    }

    private static List<Section> debugSections(byte[] bytes) {
        return ElfFile.of("fixture", bytes).sections().stream()
                .filter(section -> section.name().startsWith(".debug_"))
                .filter(section -> section.size() > 0)
                .toList();
    }

    private static void askEverything(String fixture, byte[] bytes) {
        Program program = Program.of(ElfFile.of("damaged.elf", bytes));
        var moment = new Moment(fixture);
        for (long pc = 0x8000_0000L; pc < 0x8000_0400L; pc += 14) {
            program.lineAt(pc);
            program.functionAt(pc);
            program.scopesAt(pc)
                    .forEach(scope -> scope.variables()
                            .forEach(variable -> assertThat(variable.toString()).isNotNull()));
        }
        program.breakpointsAt("shapes.c", 60);
        program.functionsNamed("sum");
        program.type("struct node");
        program.enumerationOf("BLUE");
        var evaluator = new Evaluator(program);
        for (Frame frame : new Unwinder(program).unwind(moment, moment, 50).frames()) {
            evaluator.locals(frame).forEach(child -> child.value().display());
        }
        Frame top = new Unwinder(program).unwind(moment, moment, 1).top();
        evaluator.globals(top).forEach(child -> {
            child.value().display();
            child.value().children();
        });
        assertThat(program.warnings()).allMatch(warning -> warning.endsWith("."));
    }
}
