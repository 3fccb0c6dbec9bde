package dev.hindsight.emulator.board;

import dev.hindsight.emulator.machine.Snapshot;
import dev.hindsight.emulator.state.StateImage;

/** What a board was at a step: the content of RAM, and the fields of everything else. */
final class BoardSnapshot implements Snapshot {
    private final Board board;
    private final long steps;
    private final StateImage image;
    private final PageTree tree;

    BoardSnapshot(Board board, long steps, StateImage image, PageTree tree) {
        this.board = board;
        this.steps = steps;
        this.image = image;
        this.tree = tree;
    }

    @Override
    public long steps() {
        return steps;
    }

    StateImage image() {
        return image;
    }

    PageTree tree() {
        return tree;
    }

    @Override
    public void release() {
        tree.release();
        board.released(this);
    }
}
