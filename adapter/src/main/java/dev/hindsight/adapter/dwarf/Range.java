package dev.hindsight.adapter.dwarf;

/** Addresses from {@code start} up to but without {@code end}, unsigned. */
public record Range(long start, long end) {
    public boolean contains(long address) {
        return Long.compareUnsigned(address - start, end - start) < 0;
    }
}
