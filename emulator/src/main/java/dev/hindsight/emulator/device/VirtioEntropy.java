package dev.hindsight.emulator.device;

import dev.hindsight.emulator.state.StateHash;
import dev.hindsight.emulator.state.StateVisitor;

/** A source of bytes that look random, and are the same in every run. [Virtio 1.2 §5.4] */
final class VirtioEntropy implements VirtioDevice {
    private static final int MOST_AT_ONCE = 1 << 16;

    private final long seed;
    private long position;

    VirtioEntropy(long seed) {
        this.seed = seed;
    }

    @Override
    public int id() {
        return 4;
    }

    @Override
    public long features() {
        return 0;
    }

    @Override
    public int queues() {
        return 1;
    }

    @Override
    public int config(int offset) {
        return 0;
    }

    @Override
    public void serve(int number, Virtqueue[] queues) {
        Virtqueue queue = queues[number];
        for (DescriptorChain chain = queue.next(); chain != null; chain = queue.next()) {
            byte[] bytes = new byte[(int) Math.min(chain.writable(), MOST_AT_ONCE)];
            for (int i = 0; i < bytes.length; i++, position++) {
                bytes[i] = (byte) (StateHash.mix(StateHash.mix(seed) + position / 8) >>> 8 * (position % 8));
            }
            chain.write(0, bytes, bytes.length);
            queue.finish(chain, bytes.length);
        }
    }

    /** What was given stays given: two drivers get different bytes. */
    @Override
    public void reset() {}

    @Override
    public void visit(StateVisitor visitor) {
        position = visitor.number("position", position);
    }
}
