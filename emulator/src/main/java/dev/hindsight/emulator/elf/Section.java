package dev.hindsight.emulator.elf;

/** One section header, in words. The bytes come from {@link ElfFile#contents}. */
public record Section(int index, String name, int type, long flags, long address, long offset, long size) {
    static final int SHT_NOBITS = 8;
    private static final long SHF_ALLOC = 2;
    private static final long SHF_EXECINSTR = 4;
    private static final long SHF_COMPRESSED = 0x800;

    /** Whether the section is part of the running program. */
    public boolean isAllocated() {
        return (flags & SHF_ALLOC) != 0;
    }

    public boolean isExecutable() {
        return (flags & SHF_EXECINSTR) != 0;
    }

    public boolean isCompressed() {
        return (flags & SHF_COMPRESSED) != 0;
    }

    boolean contains(long target) {
        return Long.compareUnsigned(target - address, size) < 0;
    }
}
