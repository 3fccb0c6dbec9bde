package dev.hindsight.emulator.bus;

/** Nothing answers at an address, or not to this kind of access. */
public final class AccessFault extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final long address;

    public AccessFault(long address) {
        super(null, null, false, false);
        this.address = address;
    }

    public long address() {
        return address;
    }
}
