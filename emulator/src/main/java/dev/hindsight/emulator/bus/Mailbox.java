package dev.hindsight.emulator.bus;

/** Bytes of RAM by which a guest speaks to its host: whoever stores there is acted for in the same step. */
public interface Mailbox {
    /** Where there is none. */
    Mailbox NONE = new Mailbox() {
        @Override
        public boolean concerns(long address, int size) {
            return false;
        }

        @Override
        public void storing(long address, int size, long value) {}

        @Override
        public void stored() {}
    };

    /** Whether a store to these bytes of physical memory touches it. */
    boolean concerns(long address, int size);

    /** A store that it concerns is about to be made: throws {@link PowerOff}, with nothing changed, if it ends the guest. */
    void storing(long address, int size, long value);

    /** The store was made. */
    void stored();
}
