package dev.hindsight.emulator.device;

import dev.hindsight.emulator.state.StateVisitor;

/** A console with one port. {@link Console} says when it takes bytes that arrive. [Virtio 1.2 §5.3] */
final class VirtioConsole implements VirtioDevice {
    static final int RECEIVE = 0;
    private static final int TRANSMIT = 1;
    /** Far more than any driver sends in one piece. */
    private static final int MOST_AT_ONCE = 1 << 20;

    private final Console console;
    private boolean sent;

    VirtioConsole(Console console) {
        this.console = console;
    }

    @Override
    public int id() {
        return 3;
    }

    @Override
    public long features() {
        return 0;
    }

    @Override
    public int queues() {
        return 2;
    }

    @Override
    public int config(int offset) {
        return 0;
    }

    @Override
    public void serve(int number, Virtqueue[] queues) {
        if (number == TRANSMIT) {
            send(queues[TRANSMIT]);
        }
        receive(queues[RECEIVE]);
    }

    @Override
    public void reset() {
        sent = false;
    }

    @Override
    public void visit(StateVisitor visitor) {
        sent = visitor.flag("sent", sent);
    }

    private void send(Virtqueue queue) {
        for (DescriptorChain chain = queue.next(); chain != null; chain = queue.next()) {
            if (chain.readable() > MOST_AT_ONCE) {
                throw new BrokenQueueException();
            }
            byte[] bytes = new byte[(int) chain.readable()];
            chain.read(0, bytes, bytes.length);
            for (byte each : bytes) {
                console.send(each);
            }
            sent = true;
            queue.finish(chain, 0);
        }
    }

    private void receive(Virtqueue queue) {
        while (sent && !console.hasListener() && console.available() > 0) {
            DescriptorChain chain = queue.next();
            if (chain == null) {
                return;
            }
            byte[] bytes = new byte[(int) Math.min(chain.writable(), console.available())];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) console.take();
            }
            chain.write(0, bytes, bytes.length);
            queue.finish(chain, bytes.length);
        }
    }
}
