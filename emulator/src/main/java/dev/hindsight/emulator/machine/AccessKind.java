package dev.hindsight.emulator.machine;

/** What an access did. */
public enum AccessKind {
    READ,
    WRITE
}
