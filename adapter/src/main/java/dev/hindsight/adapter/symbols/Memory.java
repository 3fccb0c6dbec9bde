package dev.hindsight.adapter.symbols;

/** The memory of one moment. */
@FunctionalInterface
public interface Memory {
    /** The bytes from the address on: fewer where memory ends or cannot be read, none if nothing can. */
    byte[] read(long address, int length);
}
