package dev.hindsight.emulator.recording;

import dev.hindsight.emulator.machine.Machine;
import dev.hindsight.emulator.machine.PageSink;
import dev.hindsight.emulator.machine.Snapshot;
import dev.hindsight.emulator.state.StateException;
import dev.hindsight.emulator.state.Unpacker;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Finds the snapshots of a recording, and makes states of a machine of them. */
final class SnapshotReader {
    private static final int MOST_PLACES = 1 << 24;
    private static final int MOST_MEMORIES = 1 << 10;

    private final ChunkReader chunks;
    private final PagePacker packer;
    private final NavigableMap<Integer, Long> offsetByFirstPage = new TreeMap<>();
    private int pages;

    SnapshotReader(ChunkReader chunks, PagePacker packer) {
        this.chunks = chunks;
        this.packer = packer;
    }

    /** A snapshot in the file, not yet looked at. */
    record Stored(int branch, int inputsApplied, long step, long offset) {}

    void addPages(long offset, Unpacker payload) {
        offsetByFirstPage.put(pages, offset);
        pages += PagePacker.count(payload);
    }

    static Stored stored(long offset, Unpacker payload) {
        return new Stored(payload.count(Integer.MAX_VALUE), payload.count(Integer.MAX_VALUE), payload.number(), offset);
    }

    /** The state, to be released by the caller. */
    Snapshot load(Stored stored, Machine machine) {
        Unpacker payload = chunks.again(stored.offset());
        stored(stored.offset(), payload);
        byte[] fields = payload.bytes();
        return machine.read(fields, sink -> show(payload, sink));
    }

    private void show(Unpacker places, PageSink sink) {
        Group group = new Group(-1, new byte[0]);
        int number = 0;
        int page = 0;
        for (int left = places.count(MOST_PLACES); left > 0; left--) {
            int memory = places.count(MOST_MEMORIES);
            number += (int) places.number();
            page += (int) places.number();
            group = group.contains(page) ? group : group(page);
            sink.page(memory, number, group.bytes, (page - group.first) * PageSink.PAGE);
        }
    }

    private Group group(int page) {
        Map.Entry<Integer, Long> at = offsetByFirstPage.floorEntry(page);
        if (at != null) {
            Group group = new Group(at.getKey(), packer.unpack(chunks.again(at.getValue())));
            if (group.contains(page)) {
                return group;
            }
        }
        throw new StateException("A page of it is missing.");
    }

    /** The pages of a chunk, unpacked. */
    private static final class Group {
        private final int first;
        private final byte[] bytes;

        Group(int first, byte[] bytes) {
            this.first = first;
            this.bytes = bytes;
        }

        boolean contains(int page) {
            return page >= first && page - first < bytes.length / PageSink.PAGE;
        }
    }
}
