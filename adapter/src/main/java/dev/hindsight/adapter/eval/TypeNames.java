package dev.hindsight.adapter.eval;

import dev.hindsight.adapter.eval.Token.Kind;
import dev.hindsight.adapter.symbols.BaseTypes;
import dev.hindsight.adapter.symbols.CType;
import dev.hindsight.adapter.symbols.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;

/** Reads the names of types in casts: {@code const struct node *}, {@code unsigned char[4]}, {@code uint32_t **}. */
final class TypeNames {
    private static final Set<String> TAGGED = Set.of("struct", "union", "enum");
    private static final Set<String> QUALIFIERS = Set.of("const", "volatile", "restrict");

    private final Program program;
    private final Predicate<String> isVariable;

    /** @param isVariable names of variables, which hide types of the same name */
    TypeNames(Program program, Predicate<String> isVariable) {
        this.program = program;
        this.isVariable = isVariable;
    }

    /** A type, and the place of the first token behind it. */
    record Found(CType type, int next) {}

    boolean startsAt(List<Token> tokens, int place) {
        Token token = tokens.get(place);
        if (token.kind() != Kind.NAME) {
            return false;
        }
        String word = token.text();
        return TAGGED.contains(word)
                || QUALIFIERS.contains(word)
                || BaseTypes.isWord(word)
                || !isVariable.test(word) && program.type(word).isPresent();
    }

    Found read(List<Token> tokens, int start) {
        int place = start;
        var words = new ArrayList<String>();
        while (belongs(words, tokens.get(place))) {
            if (!QUALIFIERS.contains(tokens.get(place).text())) {
                words.add(tokens.get(place).text());
            }
            place++;
        }
        String name = String.join(" ", words);
        CType type =
                program.type(name).orElseThrow(() -> new EvalException("There is no type \"%s\".".formatted(name)));
        while (tokens.get(place).is("*")) {
            CType target = type;
            type = new CType.Pointer(() -> target, program.addressSize());
            place = skipQualifiers(tokens, place + 1);
        }
        return dimensions(type, tokens, place);
    }

    /** Whether a token continues the name of a type: base words pile up, other names are one word. */
    private static boolean belongs(List<String> words, Token token) {
        if (token.kind() != Kind.NAME) {
            return false;
        }
        if (QUALIFIERS.contains(token.text()) || words.isEmpty()) {
            return true;
        }
        String last = words.get(words.size() - 1);
        return TAGGED.contains(last) || BaseTypes.isWord(last) && BaseTypes.isWord(token.text());
    }

    private static int skipQualifiers(List<Token> tokens, int start) {
        int place = start;
        while (tokens.get(place).kind() == Kind.NAME
                && QUALIFIERS.contains(tokens.get(place).text())) {
            place++;
        }
        return place;
    }

    private static Found dimensions(CType element, List<Token> tokens, int place) {
        if (!tokens.get(place).is("[")) {
            return new Found(element, place);
        }
        if (tokens.get(place + 1).kind() != Kind.NUMBER
                || !tokens.get(place + 2).is("]")) {
            throw new EvalException("The length of an array type must be a number.");
        }
        long count = Literals.integer(tokens.get(place + 1).text());
        Found inner = dimensions(element, tokens, place + 3);
        return new Found(new CType.Array(inner::type, OptionalLong.of(count)), inner.next());
    }
}
