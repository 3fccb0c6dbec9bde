package dev.hindsight.adapter.eval;

import dev.hindsight.adapter.eval.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits an expression into tokens. */
final class Lexer {
    private static final Pattern TOKEN = Pattern.compile("\\s*(?:"
            + "(?<number>0[xX][0-9a-fA-F]+[uUlL]*|0[bB][01]+[uUlL]*|(?:\\d+\\.\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?[fF]?|\\d+[eE][+-]?\\d+[fF]?|\\d+[uUlL]*)"
            + "|(?<character>'(?:[^'\\\\]|\\\\.[0-9a-fA-F]*)')"
            + "|(?<register>\\$[A-Za-z_][A-Za-z_0-9]*)"
            + "|(?<name>[A-Za-z_][A-Za-z_0-9]*)"
            + "|(?<operator>->|<<|>>|<=|>=|==|!=|&&|\\|\\||[-+*/%&|^~!<>?:.()\\[\\],=\"])"
            + ")");

    private Lexer() {}

    static List<Token> tokens(String text) {
        var tokens = new ArrayList<Token>();
        Matcher matcher = TOKEN.matcher(text);
        int position = 0;
        int end = text.stripTrailing().length();
        while (position < end) {
            if (!matcher.region(position, end).lookingAt()) {
                throw new EvalException("The character \"%s\" is not allowed in an expression."
                        .formatted(text.substring(position).strip().substring(0, 1)));
            }
            tokens.add(token(matcher));
            position = matcher.end();
        }
        tokens.add(new Token(Kind.END, "", end));
        return tokens;
    }

    private static Token token(Matcher matcher) {
        for (Kind kind : List.of(Kind.NUMBER, Kind.CHARACTER, Kind.REGISTER, Kind.NAME, Kind.OPERATOR)) {
            String group = kind.name().toLowerCase(java.util.Locale.ROOT);
            if (matcher.group(group) != null) {
                return new Token(kind, matcher.group(group), matcher.start(group));
            }
        }
        throw new IllegalStateException("A token without a kind.");
    }
}
