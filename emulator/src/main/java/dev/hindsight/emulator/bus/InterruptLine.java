package dev.hindsight.emulator.bus;

/**
 * A wire on which a device asks for attention. Its level is computed from the device's state whenever somebody looks, so
 * that nothing is to be told when the state is restored. But a device also drives its line at certain moments, at the same
 * level or at another, and an interrupt controller that holds on to what it was told has to hear of those.
 */
public interface InterruptLine {
    boolean raised();

    /** {@code controller} is called whenever the device has driven its line because of an access or of an input. */
    void connect(Runnable controller);

    /** Whether time alone has raised the line since it was last settled; nobody is called then. */
    default boolean rose() {
        return false;
    }

    /** What time has done counts as noticed. Called only in a step of the guest or at an input. */
    default void settle() {}
}
