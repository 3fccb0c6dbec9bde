package dev.hindsight.emulator.machine;

/** What can come from outside. Everything else that a guest sees follows from program and configuration. */
public sealed interface Input {
    /** Bytes that arrive at the console. They wait in the machine until the guest takes them; none is ever lost. */
    record Serial(Bytes bytes) implements Input {}

    /** Guest time that passed while every hart slept, in nanoseconds; never beyond the next deadline. */
    record Elapse(long nanos) implements Input {}

    /** A debugger wrote a register; {@code number} as gdb counts them, see {@link Inspector}. */
    record WriteRegister(int hart, int number, long value) implements Input {}

    /** A debugger wrote memory, by the addresses that this hart has for it. */
    record WriteMemory(int hart, long address, Bytes bytes) implements Input {}

    /**
     * A debugger wrote a register of a device: what a store by hart 0 of these 1, 2, 4 or 8 bytes does there.
     *
     * @param address a physical one
     */
    record WriteDevice(long address, Bytes bytes) implements Input {}

    /**
     * A debugger programmed a flash: it erased what stood there, and wrote these bytes.
     *
     * @param address a physical one
     */
    record WriteFlash(long address, Bytes bytes) implements Input {}

    /** A debugger reset the machine: harts and devices are as at power-on; memory, time and what was typed stay. */
    record Reset() implements Input {}
}
