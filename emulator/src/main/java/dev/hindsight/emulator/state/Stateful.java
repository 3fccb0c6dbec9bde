package dev.hindsight.emulator.state;

/** Something with state that a guest can see. */
public interface Stateful {
    /** Shows every field to {@code visitor}, always the same ones in the same order, and keeps what it returns. */
    void visit(StateVisitor visitor);
}
