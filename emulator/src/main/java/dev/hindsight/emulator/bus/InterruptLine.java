package dev.hindsight.emulator.bus;

/**
 * A wire on which a device asks for attention. Its level is computed from the device's state whenever somebody looks, so
 * that nothing is to be told when the state is restored.
 */
@FunctionalInterface
public interface InterruptLine {
    boolean raised();
}
