package dev.hindsight.adapter.eval;

/** A word of an expression. */
record Token(Kind kind, String text, int position) {
    enum Kind {
        NUMBER,
        CHARACTER,
        NAME,
        REGISTER,
        OPERATOR,
        END
    }

    boolean is(String operator) {
        return kind == Kind.OPERATOR && text.equals(operator);
    }

    boolean isName(String name) {
        return kind == Kind.NAME && text.equals(name);
    }
}
