package dev.hindsight.emulator.board;

import dev.hindsight.emulator.machine.Snapshot;
import dev.hindsight.emulator.state.StateImage;
import java.util.List;

/** What a board was at a step: the content of RAM and of overlays, and the fields of everything else. */
final class BoardSnapshot implements Snapshot {
    private final Board board;
    private final long steps;
    private final StateImage image;
    private final PageTree tree;
    private final List<PageTree> overlays;

    BoardSnapshot(Board board, long steps, StateImage image, PageTree tree, List<PageTree> overlays) {
        this.board = board;
        this.steps = steps;
        this.image = image;
        this.tree = tree;
        this.overlays = overlays;
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

    /** In the order of the board's overlays. */
    List<PageTree> overlays() {
        return overlays;
    }

    /** What it takes beside what it may share with others. */
    long ownBytes() {
        return image.size()
                + tree.ownBytes()
                + overlays.stream().mapToLong(PageTree::ownBytes).sum();
    }

    @Override
    public void release() {
        tree.release();
        overlays.forEach(PageTree::release);
        board.released(this);
    }
}
