package dev.hindsight.emulator.bus;

/** The access would end the guest. Thrown before anything changed, so that the machine can stand before it. */
public final class PowerOff extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final int status;

    public PowerOff(int status) {
        super(null, null, false, false);
        this.status = status;
    }

    public int status() {
        return status;
    }
}
