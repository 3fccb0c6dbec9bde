package dev.hindsight.adapter.cli.bench;

/**
 * How often each move is made.
 *
 * @param steps single steps back from the end
 * @param places random steps sought, with one measured step back at each
 * @param searches searches of each kind
 */
record Effort(int steps, int places, int searches) {
    static final Effort FULL = new Effort(1000, 100, 15);
    /** Through QEMU, where a move may take seconds. */
    static final Effort SLOW = new Effort(5, 5, 3);
}
