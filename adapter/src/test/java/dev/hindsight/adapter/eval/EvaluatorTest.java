package dev.hindsight.adapter.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hindsight.adapter.frames.Frame;
import dev.hindsight.adapter.frames.Moment;
import dev.hindsight.adapter.frames.Unwinder;
import dev.hindsight.adapter.symbols.Program;
import dev.hindsight.emulator.machine.Bytes;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EvaluatorTest {
    private final Moment moment = new Moment("rv64-O0");
    private final Program program = moment.program();
    private final List<Frame> frames =
            new Unwinder(program).unwind(moment, moment, 100).frames();

    private Value evaluate(String expression) {
        return new Evaluator(program).evaluate(expression, frames.get(4));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "foo | No symbol \"foo\" in the current context.",
                "$foo | There is no register \"$foo\".",
                "*(int *)0 + 1 | Cannot read memory at 0x0.",
                "head->foo | const struct node has no member named \"foo\".",
                "hidden.x | A value of type int has no members.",
                "*hidden | A value of type int does not point to anything.",
                "*nothing | A void pointer cannot be dereferenced; cast it first.",
                "&head->flags | A bit field has no address.",
                "&(1 + 2) | The value is not in memory and has no address.",
                "1 / 0 | Division by zero.",
                "hidden = 3 | An expression cannot assign a value; set it in the view that shows it.",
                "twice(1) | An expression cannot call functions.",
                "1 + | The expression is not complete.",
                "(1 | The expression ends where \")\" is expected.",
                "1 2 | The expression has a syntax error at \"2\".",
                "1 # 2 | The character \"#\" is not allowed in an expression.",
                "(struct foo *)0 | There is no type \"struct foo\".",
                "ratio % 2 | The operator % does not take values of types double and int.",
                "*head + 1 | The operator + does not take a value of type const struct node.",
                "99999999999999999999 | \"99999999999999999999\" is not a number of at most 64 bits.",
                "\"text\" | String literals are not supported in expressions."
            })
    void whatIsWrongIsSaidInASentence(String expression, String sentence) {
        assertThatThrownBy(() -> evaluate(expression).asLong())
                .isInstanceOf(EvalException.class)
                .hasMessage(sentence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+1", "?1", "->x", "[0]"})
    void whatIsTooLongIsRefused(String piece) {
        assertThatThrownBy(() -> evaluate("1" + piece.repeat(3_000)))
                .isInstanceOf(EvalException.class)
                .hasMessage("The expression is too long.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hidden,x | 0x26",
                "hidden,b | 0b100110",
                "hidden,o | 046",
                "hidden,c | 38 '&'",
                "head,d | 2147488960",
                "-1,x | 0xffffffff",
                "head->level,x | 0x1d",
                "words[0],x | {0x1, 0x2, 0x3}",
            })
    void aLetterBehindACommaChoosesTheFormat(String expression, String display) {
        assertThat(evaluate(expression).display()).isEqualTo(display);
    }

    @Test
    void structsOpenIntoMembersWithNamesThatEvaluate() {
        List<Value.Child> children = evaluate("nodes[1]").children();

        assertThat(children)
                .extracting(Value.Child::name)
                .containsExactly("next", "name", "at", "number", "color", "flags", "level", "mask", "inner", "compute");
        for (Value.Child child : children) {
            String name = child.value().evaluateName().orElseThrow();
            assertThat(evaluate(name).display())
                    .as(name)
                    .isEqualTo(child.value().display());
        }
    }

    @Test
    void pointersToStructsOpenIntoTheMembersOfTheTarget() {
        Value head = evaluate("head");

        assertThat(head.hasChildren()).isTrue();
        assertThat(head.children().get(0).value().evaluateName()).contains("head->next");
    }

    @Test
    void otherPointersOpenIntoWhatTheyPointTo() {
        Value pointer = evaluate("&hidden");

        assertThat(pointer.children()).singleElement().satisfies(child -> {
            assertThat(child.name()).isEqualTo("*(&hidden)");
            assertThat(child.value().display()).isEqualTo("38");
        });
        assertThat(evaluate("nothing").hasChildren()).isFalse();
    }

    @Test
    void arraysOpenIntoElements() {
        assertThat(evaluate("words").children())
                .extracting(child ->
                        child.name() + " " + child.value().evaluateName().orElseThrow())
                .containsExactly("[0] words[0]", "[1] words[1]");
    }

    @Test
    void valuesKnowWhereTheyAre() {
        long hidden = program.elf().symbol("hidden").orElseThrow().address();

        assertThat(evaluate("hidden").address()).hasValue(hidden);
        assertThat(evaluate("hidden + 0").address()).isEmpty();
        assertThat(evaluate("&hidden").memoryReference()).hasValue(hidden);
        assertThat(evaluate("hidden").memoryReference()).hasValue(hidden);
        assertThat(evaluate("$a0").address()).isEmpty();
    }

    @Test
    void settingAVariableWritesItsBytes() {
        long hidden = program.elf().symbol("hidden").orElseThrow().address();

        assertThat(evaluate("hidden").assign("letter + 1"))
                .containsExactly(new Write.ToMemory(hidden, Bytes.of((byte) 66, (byte) 0, (byte) 0, (byte) 0)));
    }

    @Test
    void settingTakesBackWhatIsShown() {
        long letter = program.elf().symbol("letter").orElseThrow().address();

        assertThat(evaluate("letter").assign("66 'A'"))
                .containsExactly(new Write.ToMemory(letter, Bytes.of((byte) 66)));
        assertThat(evaluate("head->compute").assign("0x10 <twice>")).hasSize(1);
    }

    @Test
    void settingABitFieldKeepsItsNeighbours() {
        long flags = evaluate("head->color").address().orElseThrow() + 4;

        // level (bits 3 to 7) stays -3 while flags (bits 0 to 2) become 2
        assertThat(evaluate("head->flags").assign("2"))
                .containsExactly(new Write.ToMemory(flags, Bytes.of((byte) (0b11101 << 3 | 2))));
    }

    @Test
    void settingARegisterOfAnOuterFrameWritesWhereItWasSaved() {
        OptionalLong saved = frames.get(4).registers().savedAt(8);

        assertThat(evaluate("$s0").assign("1"))
                .containsExactly(new Write.ToMemory(
                        saved.orElseThrow(),
                        Bytes.of((byte) 1, (byte) 0, (byte) 0, (byte) 0, (byte) 0, (byte) 0, (byte) 0, (byte) 0)));
        assertThat(new Evaluator(program).evaluate("$a0", frames.get(0)).assign("7"))
                .containsExactly(new Write.ToRegister(10, 7));
        assertThatThrownBy(() -> evaluate("$sp").assign("1")).isInstanceOf(EvalException.class);
    }

    @Test
    void wholeStructsAndResultsCannotBeSet() {
        assertThatThrownBy(() -> evaluate("*head").assign("1"))
                .hasMessage("A value of type const struct node cannot be set as a whole; set its members.");
        assertThatThrownBy(() -> evaluate("hidden + 1").assign("1"))
                .hasMessage("The value is not stored anywhere and cannot be set.");
    }

    @Test
    void localsOfTheInnermostBlockComeFirst() {
        assertThat(new Evaluator(program).locals(frames.get(4)))
                .extracting(Value.Child::name)
                .containsExactly("node", "depth", "local", "rest");
        assertThat(new Evaluator(program).globals(frames.get(0)))
                .extracting(Value.Child::name)
                .contains("hidden", "nodes", "words");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void anyTextGivesAValueOrASentence(int seed) {
        var random = new Random(seed);
        String[] words = {
            "hidden", "head", "->", "next", ".", "(", ")", "[", "]", "*", "&", "+", "-", "1", "0x7", "'a'", "struct",
            "node", "int", "sizeof", "?", ":", "==", "&&", "<<", "$a0", ",x", "=", "\"", "\\", "ratio", "words", "u"
        };
        for (int round = 0; round < 3000; round++) {
            var text = new StringBuilder();
            for (int length = random.nextInt(12); length >= 0; length--) {
                text.append(words[random.nextInt(words.length)]).append(random.nextBoolean() ? " " : "");
            }
            try {
                Value value = evaluate(text.toString());
                assertThat(value.display()).isNotNull();
                value.children();
            } catch (EvalException e) {
                assertThat(e.getMessage()).endsWith(".");
            }
        }
    }

    @Test
    void anExpressionOfAMegabyteIsRefusedBeforeItIsRead() {
        assertThatThrownBy(() -> evaluate("1+".repeat(500_000) + "1"))
                .isInstanceOf(EvalException.class)
                .hasMessage("The expression has 1,000,001 characters; at most 10,000 are allowed.");
        assertThatThrownBy(() -> evaluate("hidden").assign("1".repeat(1 << 20)))
                .isInstanceOf(EvalException.class)
                .hasMessageContaining("at most 10,000 are allowed.");
    }

    /** Whatever repeats, as long as is read: it has a value or is refused, on a stack of any size. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "( ~ 1 ~ )",
                "- ~ 1 ~ ''",
                "1+ ~ 1 ~ ''",
                "1? ~ 1 ~ :1",
                "1?1: ~ 1 ~ ''",
                "'' ~ $sp ~ [0]",
                "* ~ 0 ~ ''",
                "sizeof ~ 1 ~ ''",
                "(int) ~ 1 ~ ''",
                "'' ~ head ~ ->next",
                "1&& ~ 1 ~ ''",
                "& ~ hidden ~ ''",
                "9 ~ 9 ~ 9"
            })
    void nestingOverflowsNoStack(String before, String middle, String after) {
        for (int depth : List.of(10, 150, 250, 990, 3000)) {
            assertValueOrRefusal(before.repeat(depth) + middle + after.repeat(depth));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"*", "[1]"})
    void typesOfAnyDepthOverflowNoStack(String repeated) {
        for (int depth : List.of(10, 600, 1900)) {
            assertValueOrRefusal("(int" + repeated.repeat(depth) + ")hidden");
            assertValueOrRefusal("sizeof(int" + repeated.repeat(depth) + ")");
        }
    }

    @Test
    void aCharacterOfManyDigitsIsItsLastTwo() {
        assertThat(evaluate("'\\x123456789ab'").asLong() & 0xff).isEqualTo(0xab);
    }

    private void assertValueOrRefusal(String expression) {
        try {
            Value value = evaluate(expression);
            assertThat(value.display()).isNotNull();
            assertThat(value.type().text()).isNotNull();
        } catch (EvalException refused) {
            assertThat(refused.getMessage()).endsWith(".");
        }
    }
}
