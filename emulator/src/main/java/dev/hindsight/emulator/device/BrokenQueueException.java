package dev.hindsight.emulator.device;

/** The guest put something into a virtqueue that no device can work with. */
final class BrokenQueueException extends RuntimeException {
    private static final long serialVersionUID = 1;

    BrokenQueueException() {
        super(null, null, false, false);
    }
}
