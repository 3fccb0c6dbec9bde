package dev.hindsight.emulator.recording;

import dev.hindsight.emulator.state.StateException;
import dev.hindsight.emulator.state.Unpacker;
import dev.hindsight.emulator.timeline.Bookmark;
import dev.hindsight.emulator.timeline.Mark;
import dev.hindsight.emulator.timeline.Moment;
import dev.hindsight.emulator.timeline.RecordedHistory;
import dev.hindsight.emulator.timeline.TimedInput;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Collects what the chunks of a recording say. */
final class Contents implements ChunkReader.Listener {
    private final SnapshotReader reader;
    private Optional<Manifest> manifest = Optional.empty();
    private final List<LineBuilder> lines = new ArrayList<>(List.of(LineBuilder.root()));
    private final SortedMap<Integer, Bookmark> bookmarks = new TreeMap<>();
    private final List<BlockHash> blocks = new ArrayList<>();
    private final List<SnapshotReader.Stored> snapshots = new ArrayList<>();
    private final Map<Integer, List<Long>> pieces = new HashMap<>();
    private boolean ended;

    Contents(SnapshotReader reader) {
        this.reader = reader;
    }

    @Override
    public void chunk(ChunkType type, long offset, Unpacker from) {
        if (manifest.isEmpty() != (type == ChunkType.MANIFEST)) {
            throw new StateException("The manifest is missing or repeated.");
        }
        switch (type) {
            case MANIFEST -> manifest = Optional.of(Manifest.unpack(from));
            case FILE ->
                pieces.computeIfAbsent(from.count(Integer.MAX_VALUE), file -> new ArrayList<>())
                        .add(offset);
            case BLOCK -> blocks.add(new BlockHash(from.count(Integer.MAX_VALUE), from.number(), from.fixed()));
            case BRANCH -> branch(from);
            case INPUT -> line(from).input(new TimedInput(step(from), Inputs.unpack(from)));
            case REACHED -> line(from).reached(step(from));
            case HASH ->
                mark(new HashMark(
                        from.count(lines.size() - 1), step(from), from.count(Integer.MAX_VALUE), from.fixed()));
            case PAGES -> reader.addPages(offset, from);
            case SNAPSHOT -> snapshot(SnapshotReader.stored(offset, from));
            case END -> ended = true;
            case NAME -> line(from).name(from.text());
            case DELETED -> line(from).delete();
            case BOOKMARK -> bookmark(from);
            case BOOKMARK_DELETED -> bookmarks.remove(from.count(Integer.MAX_VALUE));
        }
    }

    private static long step(Unpacker from) {
        long step = from.number();
        if (step < 0) {
            throw new StateException("A step number is negative.");
        }
        return step;
    }

    private void bookmark(Unpacker from) {
        int id = from.count(Integer.MAX_VALUE);
        String name = from.text();
        String note = from.text();
        Moment moment = new Moment(from.count(lines.size() - 1), step(from));
        lines.get(moment.branch()).reached(moment.step());
        bookmarks.put(id, new Bookmark(id, name, note, new Mark(moment, from.count(Integer.MAX_VALUE))));
    }

    private LineBuilder line(Unpacker from) {
        return lines.get(from.count(lines.size() - 1));
    }

    private void branch(Unpacker from) {
        int number = from.count(Integer.MAX_VALUE);
        int parent = from.count(lines.size() - 1);
        if (number != lines.size()) {
            throw new StateException("A branch is missing.");
        }
        lines.add(LineBuilder.fork(lines.get(parent), parent, from.number(), from.count(Integer.MAX_VALUE)));
    }

    private void mark(HashMark mark) {
        lines.get(mark.branch()).hash(mark);
    }

    private void snapshot(SnapshotReader.Stored stored) {
        if (stored.branch() >= lines.size()) {
            throw new StateException("A snapshot belongs to no branch.");
        }
        snapshots.add(stored);
    }

    Optional<Manifest> manifest() {
        return manifest;
    }

    SnapshotReader reader() {
        return reader;
    }

    List<RecordedHistory.Line> lines() {
        return lines.stream().map(LineBuilder::build).toList();
    }

    List<HashMark> marks() {
        return lines.stream().flatMap(line -> line.marks().stream()).toList();
    }

    List<HashMark> allMarks() {
        return lines.stream().flatMap(line -> line.allMarks().stream()).toList();
    }

    List<Bookmark> bookmarks() {
        return List.copyOf(bookmarks.values());
    }

    List<BlockHash> blocks() {
        return blocks;
    }

    List<SnapshotReader.Stored> snapshots() {
        return snapshots;
    }

    List<Long> pieces(int file) {
        return pieces.getOrDefault(file, List.of());
    }

    boolean ended() {
        return ended;
    }
}
