package dev.hindsight.adapter.eval;

import dev.hindsight.adapter.eval.Token.Kind;
import dev.hindsight.adapter.symbols.CType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads an expression by the precedence of its operators. */
final class Parser {
    private static final int UNARY = 12;
    private static final int MAX_DEPTH = 200;
    private static final int MAX_TOKENS = 2000;

    /** Binary operators; a higher number binds tighter [C11 6.5]. */
    private static final Map<String, Integer> PRECEDENCE = Map.ofEntries(
            Map.entry("||", 2),
            Map.entry("&&", 3),
            Map.entry("|", 4),
            Map.entry("^", 5),
            Map.entry("&", 6),
            Map.entry("==", 7),
            Map.entry("!=", 7),
            Map.entry("<", 8),
            Map.entry("<=", 8),
            Map.entry(">", 8),
            Map.entry(">=", 8),
            Map.entry("<<", 9),
            Map.entry(">>", 9),
            Map.entry("+", 10),
            Map.entry("-", 10),
            Map.entry("*", 11),
            Map.entry("/", 11),
            Map.entry("%", 11));

    private final List<Token> tokens;
    private final TypeNames types;
    private int next;
    private int depth;

    Parser(List<Token> tokens, TypeNames types) {
        this.tokens = tokens;
        this.types = types;
    }

    Expr parse() {
        if (tokens.size() > MAX_TOKENS) {
            throw new EvalException("The expression is too long.");
        }
        Expr result = expression();
        if (peek().is("=")) {
            throw new EvalException("An expression cannot assign a value; set it in the view that shows it.");
        }
        if (peek().kind() != Kind.END) {
            throw unexpected();
        }
        return result;
    }

    private Expr expression() {
        Expr condition = binary(2);
        if (!accept("?")) {
            return condition;
        }
        Expr yes = expression();
        expect(":");
        return new Expr.Conditional(condition, yes, expression());
    }

    private Expr binary(int lowest) {
        Expr left = unary();
        while (true) {
            Token operator = peek();
            int precedence = operator.kind() == Kind.OPERATOR ? PRECEDENCE.getOrDefault(operator.text(), 0) : 0;
            if (precedence < lowest) {
                return left;
            }
            next++;
            left = new Expr.Binary(operator.text(), left, binary(precedence + 1));
        }
    }

    private Expr unary() {
        if (++depth > MAX_DEPTH) {
            throw new EvalException("The expression is nested too deeply.");
        }
        try {
            return prefixed();
        } finally {
            depth--;
        }
    }

    private Expr prefixed() {
        Token token = peek();
        for (String operator : List.of("-", "+", "!", "~", "*", "&")) {
            if (accept(operator)) {
                return new Expr.Unary(operator, unary());
            }
        }
        if (accept("&&")) {
            throw unexpected(token);
        }
        if (token.isName("sizeof")) {
            next++;
            return sizeOf();
        }
        Optional<CType> cast = parenthesizedType();
        return cast.isPresent() ? new Expr.Cast(cast.get(), unary()) : postfix(primary());
    }

    private Expr sizeOf() {
        Optional<CType> type = parenthesizedType();
        return type.isPresent() ? new Expr.SizeOfType(type.get()) : new Expr.Unary("sizeof", unary());
    }

    /** A type in parentheses, if that is what comes next. */
    private Optional<CType> parenthesizedType() {
        if (!peek().is("(") || !types.startsAt(tokens, next + 1)) {
            return Optional.empty();
        }
        TypeNames.Found found = types.read(tokens, next + 1);
        next = found.next();
        expect(")");
        return Optional.of(found.type());
    }

    private Expr primary() {
        Token token = peek();
        switch (token.kind()) {
            case NUMBER, CHARACTER -> {
                next++;
                return new Expr.Literal(token.text());
            }
            case NAME -> {
                next++;
                return new Expr.Name(token.text());
            }
            case REGISTER -> {
                next++;
                return new Expr.Register(token.text().substring(1));
            }
            default -> {
                if (!accept("(")) {
                    throw unexpected();
                }
                Expr inner = expression();
                expect(")");
                return inner;
            }
        }
    }

    private Expr postfix(Expr start) {
        Expr result = start;
        while (true) {
            if (accept("[")) {
                Expr index = expression();
                expect("]");
                result = new Expr.Index(result, index);
            } else if (accept(".")) {
                result = new Expr.Member(result, name(), false);
            } else if (accept("->")) {
                result = new Expr.Member(result, name(), true);
            } else if (peek().is("(")) {
                throw new EvalException("An expression cannot call functions.");
            } else {
                return result;
            }
        }
    }

    private String name() {
        if (peek().kind() != Kind.NAME) {
            throw unexpected();
        }
        return tokens.get(next++).text();
    }

    private Token peek() {
        return tokens.get(next);
    }

    private boolean accept(String operator) {
        boolean matches = peek().is(operator);
        next += matches ? 1 : 0;
        return matches;
    }

    private void expect(String operator) {
        if (!accept(operator)) {
            throw peek().kind() == Kind.END
                    ? new EvalException("The expression ends where \"%s\" is expected.".formatted(operator))
                    : unexpected();
        }
    }

    private EvalException unexpected() {
        return unexpected(peek());
    }

    private static EvalException unexpected(Token token) {
        if (token.is("\"")) {
            return new EvalException("String literals are not supported in expressions.");
        }
        return new EvalException(
                token.kind() == Kind.END
                        ? "The expression is not complete."
                        : "The expression has a syntax error at \"%s\".".formatted(token.text()));
    }
}
