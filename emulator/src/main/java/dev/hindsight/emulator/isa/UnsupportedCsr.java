package dev.hindsight.emulator.isa;

import java.util.List;

/**
 * Ranges of CSRs that this machine never has, to name one that turns up. Where two hold an address, the earlier does.
 */
record UnsupportedCsr(String extension, int first, int last) {
    static final String CUSTOM = "custom";

    static final List<UnsupportedCsr> ALL = List.of(
            new UnsupportedCsr("V", 0x008, 0x00f),
            new UnsupportedCsr("V", 0xc20, 0xc22),
            new UnsupportedCsr("Zicfiss", 0x011, 0x011),
            new UnsupportedCsr("Zkr", 0x015, 0x015),
            new UnsupportedCsr("Zcmt", 0x017, 0x017),
            new UnsupportedCsr("Smstateen", 0x10c, 0x10f),
            new UnsupportedCsr("Smstateen", 0x30c, 0x30f),
            new UnsupportedCsr("Smstateen", 0x31c, 0x31f),
            new UnsupportedCsr("Smaia", 0x350, 0x357),
            new UnsupportedCsr("Ssaia", 0x150, 0x157),
            new UnsupportedCsr("Ssaia", 0xdb0, 0xdb0),
            new UnsupportedCsr("Smaia", 0xfb0, 0xfb0),
            new UnsupportedCsr("Sscofpmf", 0xda0, 0xda0),
            new UnsupportedCsr("Smepmp", 0x747, 0x747),
            new UnsupportedCsr("Smepmp", 0x757, 0x757),
            new UnsupportedCsr("Smrnmi", 0x740, 0x744),
            new UnsupportedCsr("Sdtrig", 0x7a0, 0x7af),
            new UnsupportedCsr("Sdext", 0x7b0, 0x7b3),
            new UnsupportedCsr("H", 0x200, 0x2bf),
            new UnsupportedCsr("H", 0x600, 0x6bf),
            new UnsupportedCsr("H", 0x34a, 0x34b),
            new UnsupportedCsr("H", 0xe12, 0xe12),
            custom(0x5c0, 0x5ff),
            custom(0x6c0, 0x6ff),
            custom(0x7c0, 0x7ff),
            custom(0x800, 0x8ff),
            custom(0x9c0, 0x9ff),
            custom(0xac0, 0xaff),
            custom(0xbc0, 0xbff),
            custom(0xcc0, 0xcff),
            custom(0xdc0, 0xdff),
            custom(0xec0, 0xeff),
            custom(0xfc0, 0xfff));

    /** Of a chip's maker. [Priv 1.12 §2.1] */
    private static UnsupportedCsr custom(int first, int last) {
        return new UnsupportedCsr(CUSTOM, first, last);
    }

    boolean contains(int address) {
        return address >= first && address <= last;
    }
}
