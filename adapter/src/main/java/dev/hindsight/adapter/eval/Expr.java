package dev.hindsight.adapter.eval;

import dev.hindsight.adapter.symbols.CType;

/** A parsed expression. */
sealed interface Expr {
    /** An integer, floating or character literal as written. */
    record Literal(String text) implements Expr {}

    record Name(String name) implements Expr {}

    /** {@code $a0}; the name without the dollar. */
    record Register(String name) implements Expr {}

    record Unary(String operator, Expr operand) implements Expr {}

    record Binary(String operator, Expr left, Expr right) implements Expr {}

    record Conditional(Expr condition, Expr yes, Expr no) implements Expr {}

    record Cast(CType type, Expr operand) implements Expr {}

    record SizeOfType(CType type) implements Expr {}

    record Index(Expr array, Expr index) implements Expr {}

    /** {@code a.b}, or {@code a->b}. */
    record Member(Expr struct, String name, boolean arrow) implements Expr {}
}
