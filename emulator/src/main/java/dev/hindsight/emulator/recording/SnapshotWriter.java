package dev.hindsight.emulator.recording;

import dev.hindsight.emulator.machine.Bytes;
import dev.hindsight.emulator.machine.PageSink;
import dev.hindsight.emulator.state.Packer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Writes snapshots; a page that several of them have in common, in whatever place, is in the file once. */
final class SnapshotWriter {
    private final Sink sink;
    private final PagePacker packer;
    private final MessageDigest digest = sha256();
    private final Map<Bytes, Integer> numbers = new HashMap<>();
    private final byte[] group = new byte[PagePacker.GROUP * PageSink.PAGE];
    private int grouped;

    SnapshotWriter(Sink sink, PagePacker packer) {
        this.sink = sink;
        this.packer = packer;
    }

    /** {@code state} shows the pages of the snapshot and returns its other fields, as a machine writes it. */
    void write(int branch, int inputsApplied, long step, Function<PageSink, byte[]> state) {
        Packer places = new Packer();
        Places row = new Places(places);
        byte[] fields = state.apply((memory, number, source, from) -> row.add(memory, number, keep(source, from)));
        endGroup();
        Packer snapshot = new Packer()
                .number(branch)
                .number(inputsApplied)
                .number(step)
                .bytes(fields)
                .number(row.count)
                .raw(places.toArray(), 0, places.length());
        sink.append(ChunkType.SNAPSHOT, snapshot.toArray());
    }

    /** Pages follow one another, in memory and mostly in the file: differences are small. */
    private static final class Places {
        private final Packer packer;
        private int count;
        private int lastNumber;
        private int lastPage;

        Places(Packer packer) {
            this.packer = packer;
        }

        void add(int memory, int number, int page) {
            packer.number(memory).number((long) number - lastNumber).number((long) page - lastPage);
            count++;
            lastNumber = number;
            lastPage = page;
        }
    }

    /** The page's number in the file. */
    private int keep(byte[] source, int from) {
        digest.update(source, from, PageSink.PAGE);
        Bytes hash = Bytes.of(digest.digest());
        Integer known = numbers.get(hash);
        if (known != null) {
            return known;
        }
        int number = numbers.size();
        numbers.put(hash, number);
        System.arraycopy(source, from, group, grouped++ * PageSink.PAGE, PageSink.PAGE);
        if (grouped == PagePacker.GROUP) {
            endGroup();
        }
        return number;
    }

    private void endGroup() {
        if (grouped > 0) {
            sink.append(ChunkType.PAGES, packer.pack(group, grouped));
            grouped = 0;
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
