package dev.hindsight.emulator.bus;

/** A wire on which a device asks for attention. Its level follows from the device's state. */
@FunctionalInterface
public interface InterruptLine {
    InterruptLine UNCONNECTED = level -> {};

    void set(boolean level);
}
