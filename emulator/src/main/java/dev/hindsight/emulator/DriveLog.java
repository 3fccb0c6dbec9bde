package dev.hindsight.emulator;

import dev.hindsight.emulator.device.DiskImage;
import dev.hindsight.emulator.recording.BlockHash;
import dev.hindsight.emulator.recording.GuestFile;
import dev.hindsight.emulator.recording.Manifest;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;

/**
 * Opens drives that are too large to be hashed as a whole so that each part is hashed when the guest first reads it: to
 * log it while recording, to compare it while replaying.
 */
final class DriveLog implements GuestReader.Drives {
    static final int BLOCK = 1 << 16;

    private final Manifest manifest;
    private Consumer<BlockHash> listener = block -> {};

    DriveLog(Manifest manifest) {
        this.manifest = manifest;
    }

    /** Hears of every part from now on, before the guest sees it. */
    void tell(Consumer<BlockHash> hearer) {
        listener = hearer;
    }

    @Override
    public DiskImage open(int number, Path path) {
        List<GuestFile> files = manifest.files();
        int file = files.size() - drives(files) + number; // drives come last
        DiskImage image = HostDisk.open(path);
        return files.get(file).sha256().isPresent() ? image : new Logged(image, file);
    }

    private static int drives(List<GuestFile> files) {
        return (int) files.stream()
                .filter(file -> file.role().equals(GuestParts.DRIVE))
                .count();
    }

    private final class Logged implements DiskImage {
        private final DiskImage image;
        private final int file;
        private final BitSet seen = new BitSet();
        private final Sha256 sha = new Sha256();

        private Logged(DiskImage image, int file) {
            this.image = image;
            this.file = file;
        }

        @Override
        public long size() {
            return image.size();
        }

        @Override
        public void read(long offset, byte[] into, int at, int length) {
            for (long block = offset / BLOCK; block * BLOCK < offset + length; block++) {
                if (!seen.get((int) block)) {
                    tell(block);
                    seen.set((int) block);
                }
            }
            image.read(offset, into, at, length);
        }

        private void tell(long block) {
            byte[] bytes = new byte[(int) Math.min(BLOCK, size() - block * BLOCK)];
            image.read(block * BLOCK, bytes, 0, bytes.length);
            listener.accept(new BlockHash(file, block, sha.beginning(bytes, bytes.length)));
        }
    }
}
