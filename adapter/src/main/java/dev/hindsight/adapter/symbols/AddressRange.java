package dev.hindsight.adapter.symbols;

/** Addresses from {@code start} up to but without {@code end}. */
public record AddressRange(long start, long end) {
    public boolean contains(long address) {
        return Long.compareUnsigned(address - start, end - start) < 0;
    }
}
