package dev.hindsight.emulator.device;

import dev.hindsight.emulator.state.StateVisitor;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** A disk. It has no state but the disk's: every request is done at once. [Virtio 1.2 §5.2] */
final class VirtioBlock implements VirtioDevice {
    private static final long SEG_MAX = 1 << 2;
    private static final long BLK_SIZE = 1 << 6;
    private static final long FLUSH = 1 << 9;
    private static final int MOST_SEGMENTS = 254;
    private static final int CONFIG_SIZE = 60;

    private static final int HEADER = 16;
    static final int ID = 2;

    private static final int TYPE_IN = 0;
    private static final int TYPE_OUT = 1;
    private static final int TYPE_FLUSH = 4;
    private static final int TYPE_GET_ID = 8;
    private static final byte OK = 0;
    private static final byte IO_ERROR = 1;
    private static final byte UNSUPPORTED = 2;

    private static final byte[] SERIAL = "hindsight\0".getBytes(StandardCharsets.US_ASCII);
    private static final int CHUNK = 1 << 16;

    private final Disk disk;
    private final byte[] config;

    VirtioBlock(Disk disk) {
        this.disk = disk;
        ByteBuffer fields = ByteBuffer.allocate(CONFIG_SIZE).order(ByteOrder.LITTLE_ENDIAN);
        fields.putLong(0, disk.size() / Disk.SECTOR);
        fields.putInt(12, MOST_SEGMENTS);
        fields.putInt(20, Disk.SECTOR);
        this.config = fields.array();
    }

    @Override
    public int id() {
        return ID;
    }

    @Override
    public long features() {
        return SEG_MAX | BLK_SIZE | FLUSH;
    }

    @Override
    public int queues() {
        return 1;
    }

    @Override
    public int config(int offset) {
        return offset < config.length ? config[offset] & 0xff : 0;
    }

    @Override
    public void serve(int number, Virtqueue[] queues) {
        Virtqueue queue = queues[number];
        for (DescriptorChain chain = queue.next(); chain != null; chain = queue.next()) {
            if (chain.readable() < HEADER || chain.writable() < 1) {
                throw new BrokenQueueException();
            }
            byte status = perform(chain);
            chain.write(chain.writable() - 1, new byte[] {status}, 1);
            queue.finish(chain, (int) chain.writable());
        }
    }

    @Override
    public void reset() {}

    @Override
    public void visit(StateVisitor visitor) {}

    private byte perform(DescriptorChain chain) {
        byte[] bytes = new byte[HEADER];
        chain.read(0, bytes, HEADER);
        ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        long sector = header.getLong(8);
        return switch (header.getInt(0)) {
            case TYPE_IN -> read(chain, sector);
            case TYPE_OUT -> write(chain, sector);
            case TYPE_FLUSH -> OK;
            case TYPE_GET_ID -> tellId(chain);
            default -> UNSUPPORTED;
        };
    }

    private byte read(DescriptorChain chain, long sector) {
        long length = chain.writable() - 1;
        if (!isOnDisk(sector, length)) {
            return IO_ERROR;
        }
        byte[] chunk = new byte[(int) Math.min(length, CHUNK)];
        for (long done = 0; done < length; done += chunk.length) {
            int count = (int) Math.min(length - done, chunk.length);
            disk.read(sector * Disk.SECTOR + done, chunk, 0, count);
            chain.write(done, chunk, count);
        }
        return OK;
    }

    private byte write(DescriptorChain chain, long sector) {
        long length = chain.readable() - HEADER;
        if (!isOnDisk(sector, length)) {
            return IO_ERROR;
        }
        byte[] chunk = new byte[(int) Math.min(length, CHUNK)];
        for (long done = 0; done < length; done += chunk.length) {
            int count = (int) Math.min(length - done, chunk.length);
            chain.read(HEADER + done, chunk, count);
            disk.write(sector * Disk.SECTOR + done, chunk, 0, count);
        }
        return OK;
    }

    private static byte tellId(DescriptorChain chain) {
        chain.write(0, SERIAL, (int) Math.min(SERIAL.length, chain.writable() - 1));
        return OK;
    }

    private boolean isOnDisk(long sector, long length) {
        long sectors = disk.size() / Disk.SECTOR;
        boolean whole = length % Disk.SECTOR == 0;
        return whole && sector >= 0 && sector <= sectors && length / Disk.SECTOR <= sectors - sector;
    }
}
