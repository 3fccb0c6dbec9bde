package dev.hindsight.emulator.recording;

import dev.hindsight.emulator.machine.Snapshot;
import dev.hindsight.emulator.state.Packer;
import dev.hindsight.emulator.timeline.Bookmark;
import dev.hindsight.emulator.timeline.Journal;
import dev.hindsight.emulator.timeline.Moment;
import dev.hindsight.emulator.timeline.RunCallbacks;
import dev.hindsight.emulator.timeline.TimedInput;
import dev.hindsight.emulator.timeline.Timeline;
import dev.hindsight.emulator.timeline.TimelineException;
import java.util.function.LongSupplier;

/** Writes down what a timeline's journal hears. Owned by the machine's thread once the machine runs. */
public final class Recorder implements Journal {
    private final Sink sink;
    private final int snapshots;
    private final PagePacker packer;
    private final HashPlan plan = new HashPlan();
    private int branch;
    private long end;

    /** Keeps {@code snapshots} states, evenly spread over the branch that the recording ends on, the last at its end. */
    Recorder(Manifest manifest, Sink sink, int snapshots, PagePacker packer) {
        this.sink = sink;
        this.snapshots = snapshots;
        this.packer = packer;
        sink.append(ChunkType.MANIFEST, manifest.pack());
    }

    /** A piece of the content of a file of the manifest, which counts them from 0; before the machine runs, in order. */
    public void embed(int file, byte[] source, int count) {
        sink.append(
                ChunkType.FILE,
                new Packer().number(file).number(count).raw(source, 0, count).toArray());
    }

    /** A part of a large file was read for the first time. */
    public void block(BlockHash read) {
        sink.append(
                ChunkType.BLOCK,
                new Packer()
                        .number(read.file())
                        .number(read.block())
                        .fixed(read.hash())
                        .toArray());
    }

    @Override
    public void branched(int number, int parent, long step, int sharedInputs) {
        turnTo(number, step);
        sink.append(
                ChunkType.BRANCH,
                new Packer()
                        .number(number)
                        .number(parent)
                        .number(step)
                        .number(sharedInputs)
                        .toArray());
    }

    @Override
    public void input(int number, TimedInput input) {
        turnTo(number, input.step());
        Packer packed = new Packer().number(number).number(input.step());
        Inputs.pack(input.input(), packed);
        sink.append(ChunkType.INPUT, packed.toArray());
    }

    @Override
    public void reached(int number, long step, int inputsApplied, LongSupplier hash) {
        turnTo(number, step);
        sink.reached(number, step);
        if (plan.isDue(number, step)) {
            mark(new HashMark(number, step, inputsApplied, hash.getAsLong()));
        }
    }

    @Override
    public void named(int number, String name) {
        sink.append(ChunkType.NAME, new Packer().number(number).text(name).toArray());
    }

    @Override
    public void deleted(int number) {
        sink.append(ChunkType.DELETED, new Packer().number(number).toArray());
    }

    @Override
    public void bookmarked(Bookmark bookmark) {
        Moment moment = bookmark.mark().moment();
        sink.append(
                ChunkType.BOOKMARK,
                new Packer()
                        .number(bookmark.id())
                        .text(bookmark.name())
                        .text(bookmark.note())
                        .number(moment.branch())
                        .number(moment.step())
                        .number(bookmark.mark().inputs())
                        .toArray());
    }

    @Override
    public void bookmarkDeleted(int id) {
        sink.append(ChunkType.BOOKMARK_DELETED, new Packer().number(id).toArray());
    }

    @Override
    public void close(Timeline timeline) {
        turnTo(-1, 0);
        try {
            last(timeline);
        } catch (TimelineException | OutOfMemoryError e) {
            // What is written already is good without snapshots.
        } finally {
            sink.append(ChunkType.END, new byte[0]);
            sink.close();
        }
    }

    /** There is to be no recording after all, not even the beginning of one. */
    public void abandon() {
        sink.abandon();
    }

    /** The sink tells only the last; what another branch had reached is said for good when it is left. */
    private void turnTo(int number, long step) {
        if (number != branch) {
            sink.append(
                    ChunkType.REACHED, new Packer().number(branch).number(end).toArray());
            branch = number;
        }
        end = step;
    }

    private void mark(HashMark mark) {
        sink.append(
                ChunkType.HASH,
                new Packer()
                        .number(mark.branch())
                        .number(mark.step())
                        .number(mark.inputsApplied())
                        .fixed(mark.hash())
                        .toArray());
    }

    private void last(Timeline timeline) {
        int number = timeline.moment().branch();
        long start = timeline.start();
        long length = timeline.end() - start;
        SnapshotWriter writer = new SnapshotWriter(sink, packer);
        int stations = Math.max(1, snapshots);
        for (int i = 1; i <= stations; i++) {
            // In this order a product of both would overflow only beyond any length that can be run.
            timeline.seek(
                    new Moment(number, start + length / stations * i + length % stations * i / stations),
                    RunCallbacks.NONE);
            long step = timeline.moment().step();
            mark(new HashMark(number, step, timeline.mark().inputs(), timeline.hash()));
            if (snapshots > 0) {
                Snapshot state = timeline.capture();
                writer.write(number, timeline.mark().inputs(), step, pages -> timeline.write(state, pages));
                state.release();
            }
        }
    }
}
