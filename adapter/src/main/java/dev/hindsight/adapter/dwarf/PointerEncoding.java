package dev.hindsight.adapter.dwarf;

/** Encoded pointers of .eh_frame [LSB Core, DWARF Exception Header Encoding]. */
final class PointerEncoding {
    static final int ABSOLUTE = 0;
    private static final int PC_RELATIVE = 0x10;

    private PointerEncoding() {}

    /** @param sectionAddress where the cursor's section is in memory */
    static long read(Cursor cursor, int encoding, int addressSize, long sectionAddress) {
        long here = sectionAddress + cursor.position();
        long value = switch (encoding & 0x0F) {
            case 0x0 -> cursor.unsigned(addressSize);
            case 0x1 -> cursor.uleb();
            case 0x2 -> cursor.u16();
            case 0x3 -> cursor.u32();
            case 0x4, 0xC -> cursor.u64();
            case 0x8 -> cursor.signed(addressSize);
            case 0x9 -> cursor.sleb();
            case 0xA -> cursor.signed(2);
            case 0xB -> cursor.signed(4);
            default -> throw cursor.fail("the pointer encoding 0x%x is unknown".formatted(encoding));
        };
        long pointer = (encoding & 0x70) == PC_RELATIVE ? here + value : value;
        return addressSize == 4 ? pointer & 0xFFFF_FFFFL : pointer;
    }
}
