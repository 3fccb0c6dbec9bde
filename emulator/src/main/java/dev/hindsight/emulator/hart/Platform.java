package dev.hindsight.emulator.hart;

/** What a hart sees of the board around it. */
public interface Platform {
    /** Interrupts that request this hart's attention now, as bits of mip. */
    long pending(int hart);

    /** The memory-mapped timer, as the time CSR shows it. */
    long time();

    /** How many steps this hart has made. */
    long steps(int hart);
}
