package dev.hindsight.adapter.symbols;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

class ProgramTest {
    static final List<String> FIXTURES = Fixtures.ALL;

    private final Program program = Fixtures.program("rv64-O0");

    @ParameterizedTest
    @FieldSource("FIXTURES")
    void soundProgramsGiveNoWarnings(String fixture) {
        Program sound = Fixtures.program(fixture);

        sound.globals().forEach(variable -> variable.type().plain());
        for (long pc = 0x8000_0000L; sound.isCode(pc); pc += 2) {
            sound.scopesAt(pc);
        }

        assertThat(sound.warnings()).isEmpty();
    }

    @Test
    void sourceFilesAreAbsoluteByTheFolderOfTheCompilation() {
        assertThat(program.sourceFiles()).contains("/src/shapes.c", "/src/shapes.h", "/src/start.S");
    }

    @Test
    void aLineCoversItsInstructions() {
        Function sum = program.functionsNamed("sum").get(0);

        SourceLine line = program.lineAt(sum.prologueEnd()).orElseThrow();

        assertThat(line.line()).isEqualTo(55);
        assertThat(line.contains(line.start())).isTrue();
        assertThat(line.contains(line.end())).isFalse();
        assertThat(program.lineAt(line.end() - 2)).contains(line);
    }

    @Test
    void addressesMayBeSignExtended() {
        Program narrow = Fixtures.program("rv32-Og");

        assertThat(narrow.lineAt(0xFFFF_FFFF_8000_0000L))
                .isEqualTo(narrow.lineAt(0x8000_0000L))
                .isPresent();
        assertThat(narrow.functionAt(0xFFFF_FFFF_8000_0000L))
                .map(Function::name)
                .contains("_start");
    }

    @Test
    void aBreakpointOnALineWithoutCodeSlidesOn() {
        assertThat(program.breakpointsAt("/elsewhere/shapes.c", 2))
                .singleElement()
                .extracting(SourceLine::line)
                .isEqualTo(43 + 1); // past the prologue of twice, whose opening line is the first with code
    }

    @Test
    void aLineOfAHeaderHasABreakpointInEveryCopy() {
        List<SourceLine> places = Fixtures.program("rv64-Og").breakpointsAt("shapes.h", 3);

        assertThat(places).hasSize(2).extracting(SourceLine::fileName).containsOnly("shapes.h");
    }

    @Test
    void filesThatDoNotExistHaveNoBreakpoints() {
        assertThat(program.breakpointsAt("other.c", 1)).isEmpty();
        assertThat(program.breakpointsAt("shapes.c", 1000)).isEmpty();
    }

    @Test
    void functionsHaveTheirPlaceInTheSource() {
        Function leaf = program.functionsNamed("leaf").get(0);

        assertThat(leaf.file()).isEqualTo("/src/shapes.c");
        assertThat(leaf.line()).isEqualTo(48);
        assertThat(leaf.hasSource()).isTrue();
        assertThat(leaf.contains(leaf.low())).isTrue();
        assertThat(leaf.contains(leaf.high())).isFalse();
        assertThat(program.functionAt(leaf.high() - 1)).contains(leaf);
        assertThat(program.functionsNamed("nothing")).isEmpty();
    }

    @Test
    void inlinedCopiesAreScopesWithTheLineOfTheirCall() {
        Program optimized = Fixtures.program("rv64-Og");
        SourceLine place = optimized.breakpointsAt("shapes.h", 3).get(0);

        List<Scope> scopes = optimized.scopesAt(place.start());

        assertThat(scopes).extracting(Scope::function).containsExactly("clamp", "leaf");
        assertThat(scopes.get(0).isInlined()).isTrue();
        assertThat(scopes.get(0).inlinedFrom()).map(SourceLine::line).contains(51);
        assertThat(scopes.get(0).variables()).extracting(Variable::name).containsExactly("value", "low", "high");
        assertThat(scopes.get(1).variables()).extracting(Variable::name).contains("a", "b", "product");
    }

    @Test
    void innerVariablesHideOuterOnes() {
        SourceLine inner = program.breakpointsAt("shapes.c", 61).get(0);

        assertThat(program.scopesAt(inner.start()).get(0).variables())
                .extracting(Variable::toString)
                .containsExactly("int i", "int local", "const struct node *node", "int depth", "int rest");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "words | word words[2][3]",
                "head | const struct node *head",
                "wide | volatile int64_t wide",
                "nodes | struct node nodes[3]",
                "nothing | void *nothing",
            })
    void typesReadAsInTheSource(String name, String declaration) {
        assertThat(program.global(name, 0).orElseThrow()).hasToString(declaration);
    }

    @Test
    void structsHaveTheLayoutThatTheCompilerChose() {
        var node = (CType.Struct) program.type("struct node").orElseThrow();

        assertThat(node.members())
                .extracting(member -> member.name() + " " + member.offset() + " " + member.bitOffset() + ":"
                        + member.bitSize() + " " + member.type().text())
                .containsExactly(
                        "next 0 0:0 struct node *",
                        "name 8 0:0 const char *",
                        "at 16 0:0 struct point",
                        "number 24 0:0 union number",
                        "color 28 0:0 enum color",
                        "flags 32 0:3 unsigned int",
                        "level 32 3:5 int",
                        "mask 36 0:4 uint8_t",
                        " 38 0:0 struct {...}",
                        "compute 40 0:0 int (*)(int, char)");
    }

    @Test
    void bitFieldsAreTheSameInBothDialects() {
        var dwarf5 =
                (CType.Struct) Fixtures.program("rv32-Og").type("struct node").orElseThrow();
        var dwarf4 = (CType.Struct)
                Fixtures.program("rv32-O0-dwarf4").type("struct node").orElseThrow();

        assertThat(dwarf4.members())
                .extracting(member -> "%s %d %d".formatted(member.name(), member.offset(), member.bitOffset()))
                .isEqualTo(dwarf5.members().stream()
                        .map(member -> "%s %d %d".formatted(member.name(), member.offset(), member.bitOffset()))
                        .toList());
    }

    @Test
    void typesAreFoundByName() {
        assertThat(program.type("unsigned")).map(CType::size).contains(4L);
        assertThat(program.type("long unsigned int")).map(CType::size).contains(8L);
        assertThat(Fixtures.program("rv32-Og").type("long")).map(CType::size).contains(4L);
        assertThat(program.type("word")).map(CType::text).contains("word");
        assertThat(program.type("enum color")).isPresent();
        assertThat(program.type("struct nobody")).isEmpty();
        assertThat(program.enumerationOf("GREEN")).isPresent();
    }
}
