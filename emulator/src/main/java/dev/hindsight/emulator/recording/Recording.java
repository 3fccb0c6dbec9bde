package dev.hindsight.emulator.recording;

import dev.hindsight.emulator.machine.Machine;
import dev.hindsight.emulator.machine.Snapshot;
import dev.hindsight.emulator.state.StateException;
import dev.hindsight.emulator.timeline.Bookmark;
import dev.hindsight.emulator.timeline.RecordedHistory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** What a recording holds, up to its end or to the first damage. */
public final class Recording implements AutoCloseable {
    private final String name;
    private final Source source;
    private final ChunkReader chunks;
    private final Contents contents;
    private final Optional<Long> damage;
    private final List<RecordedHistory.Line> lines;
    private final List<HashMark> marks;

    private Recording(String name, Source source, ChunkReader chunks, Contents contents, Optional<Long> damage) {
        this.name = name;
        this.source = source;
        this.chunks = chunks;
        this.contents = contents;
        this.damage = damage;
        this.lines = contents.lines();
        this.marks = contents.marks();
    }

    /** Reads a file; throws {@link RecordingException} where nothing in it can be used. */
    public static Recording read(Path file) {
        FileSource source = FileSource.open(file);
        try {
            return read(String.valueOf(file), source, PagePacker.portable());
        } catch (RecordingException e) {
            source.close();
            throw e;
        }
    }

    static Recording read(String name, Source source, PagePacker packer) {
        ChunkFrames.check(source, name);
        ChunkReader chunks = new ChunkReader(source);
        Contents contents = new Contents(new SnapshotReader(chunks, packer));
        Optional<Long> damage = chunks.readAll(contents);
        if (contents.manifest().isEmpty()) {
            throw new RecordingException(
                    "%s is damaged before the description of its guest: nothing in it can be used.".formatted(name));
        }
        return new Recording(name, source, chunks, contents, damage);
    }

    public Manifest manifest() {
        return contents.manifest().orElseThrow();
    }

    public long size() {
        return source.size();
    }

    /** A sentence on what is missing of it, if something is. */
    public Optional<String> damage() {
        if (damage.isPresent()) {
            return Optional.of("%s is damaged or cut off at byte %,d of %,d: everything before that is used."
                    .formatted(name, damage.get(), size()));
        }
        return contents.ended()
                ? Optional.empty()
                : Optional.of("%s was not closed properly: at most its last second is missing.".formatted(name));
    }

    /** The branches, by number. */
    public List<RecordedHistory.Line> lines() {
        return lines;
    }

    /** Hashes of states, branch by branch. */
    public List<HashMark> marks() {
        return marks;
    }

    /** The same, with those of states that more inputs at the same step overtook. */
    List<HashMark> allMarks() {
        return contents.allMarks();
    }

    public List<Bookmark> bookmarks() {
        return contents.bookmarks();
    }

    public List<BlockHash> blocks() {
        return contents.blocks();
    }

    /** How many states are inside. */
    public int snapshots() {
        return contents.snapshots().size();
    }

    /**
     * All the history, with the states that are inside, made for {@code machine}. Where one cannot be used,
     * {@code complaints} hears a sentence: a replay comes there all the same, from an earlier one.
     */
    public RecordedHistory past(Machine machine, Consumer<String> complaints) {
        List<RecordedHistory.Place> places = new ArrayList<>();
        for (SnapshotReader.Stored stored : contents.snapshots()) {
            try {
                places.add(new RecordedHistory.Place(stored.branch(), stored.inputsApplied(), load(stored, machine)));
            } catch (RecordingException unusable) {
                complaints.accept(unusable.getMessage());
            }
        }
        return new RecordedHistory(lines(), bookmarks(), places);
    }

    /** All the history, but no snapshot and no hash of a state. */
    public RecordedHistory pastWithoutStates() {
        return new RecordedHistory(
                lines().stream().map(RecordedHistory.Line::withoutHashes).toList(), bookmarks(), List.of());
    }

    Snapshot load(SnapshotReader.Stored stored, Machine machine) {
        try {
            return contents.reader().load(stored, machine);
        } catch (StateException e) {
            throw new RecordingException(
                    "The snapshot at step %,d of %s cannot be used: %s".formatted(stored.step(), name, e.getMessage()));
        }
    }

    List<SnapshotReader.Stored> stored() {
        return contents.snapshots();
    }

    /** Shows the content of an embedded file, piece by piece. */
    public void content(int file, Consumer<byte[]> pieces) {
        for (long offset : contents.pieces(file)) {
            try {
                var payload = chunks.again(offset);
                payload.number();
                pieces.accept(payload.bytes());
            } catch (StateException e) {
                throw new RecordingException(
                        "The guest's files in %s cannot be used: %s".formatted(name, e.getMessage()));
            }
        }
    }

    @Override
    public void close() {
        source.close();
    }
}
