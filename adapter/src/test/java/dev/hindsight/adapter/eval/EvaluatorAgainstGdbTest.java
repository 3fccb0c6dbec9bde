package dev.hindsight.adapter.eval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.adapter.frames.Frame;
import dev.hindsight.adapter.frames.Moment;
import dev.hindsight.adapter.frames.Unwinder;
import dev.hindsight.adapter.symbols.Fixtures;
import dev.hindsight.adapter.symbols.Program;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Variables and expressions of every fixture, as gdb showed them at the same moment. */
class EvaluatorAgainstGdbTest {
    static final List<String> FIXTURES = Fixtures.ALL;

    @ParameterizedTest
    @FieldSource("FIXTURES")
    void everyExpressionHasTheValueThatGdbGivesIt(String fixture) {
        var moment = new Moment(fixture);
        Program program = moment.program();
        List<Frame> frames = new Unwinder(program).unwind(moment, moment, 100).frames();
        Frame frame = frames.get(frames.size() - 3); // the outermost call of sum

        var ours = new ArrayList<String>();
        var theirs = new ArrayList<String>();
        for (String line : moment.gdb("expressions")) {
            String[] parts = line.split(" => ", 2);
            if (fixture.equals("rv64-O2-dwarf4") && parts[0].matches(".*(words|text).*")) {
                continue; // discarded by the linker, see aVariableThatTheLinkerDiscardedSaysSo
            }
            ours.add(parts[0] + " => " + evaluate(program, parts[0], frame));
            if (parts[0].equals("$a0")) {
                // In this outer frame, gdb shows what callees have left there since.
                theirs.add("$a0 => <the register is not saved>");
                continue;
            }
            theirs.add(parts[0] + " => " + (parts[1].startsWith("!") ? "!" : inOurWords(parts[1])));
        }

        assertThat(ours).isEqualTo(theirs).isNotEmpty();
    }

    @ParameterizedTest
    @FieldSource("FIXTURES")
    void everyVariableHasTheValueThatGdbGivesIt(String fixture) {
        var moment = new Moment(fixture);
        Program program = moment.program();
        List<Frame> frames = new Unwinder(program).unwind(moment, moment, 100).frames();

        for (Frame frame : frames) {
            List<String> theirs = moment.gdb("locals " + frame.index()).stream()
                    .filter(line -> line.contains(" = "))
                    .map(EvaluatorAgainstGdbTest::inOurWords)
                    .toList();
            assertThat(new Evaluator(program).locals(frame))
                    .as("frame %d", frame.index())
                    .extracting(child -> child.name() + " = " + child.value().display())
                    .containsExactlyInAnyOrderElementsOf(theirs);
        }
    }

    private static String evaluate(Program program, String expression, Frame frame) {
        try {
            return new Evaluator(program).evaluate(expression, frame).display();
        } catch (EvalException e) {
            assertThat(e.getMessage()).endsWith(".");
            return "!";
        }
    }

    /** We leave out the types of pointers, zeros that end a text, and the braces of anonymous structs. */
    private static String inOurWords(String gdb) {
        return gdb.replaceFirst("^\\(.*\\*\\)?(\\(.*\\))?\\) (?=0x)", "")
                .replaceAll("(\\\\000)+\"", "\"")
                .replaceAll("\\\\000", "\\\\0")
                .replaceAll("\\{(inner = \\d+)}", "$1");
    }

    @Test
    void aVariableThatTheLinkerDiscardedSaysSo() {
        var moment = new Moment("rv64-O2-dwarf4");
        Frame frame = new Unwinder(moment.program()).unwind(moment, moment, 1).top();

        assertThat(new Evaluator(moment.program()).evaluate("words", frame).display())
                .isEqualTo("<discarded by the linker>");
    }
}
