package dev.hindsight.emulator.elf;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * What of a file is about the file: the ELF header and the program headers behind it. Linkers make them a part of the first
 * segment where its alignment leaves room for them.
 *
 * @param end the offset of the first byte behind them
 * @param program the offset of the first byte that is a part of the program for certain
 */
record HeaderBytes(long end, long program) {
    static HeaderBytes of(net.fornwall.jelf.ElfFile elf, List<Section> sections) {
        long size = elf.e_ehsize & 0xFFFF;
        long table = (long) (elf.e_phentsize & 0xFFFF) * (elf.e_phnum & 0xFFFF);
        long program = sections.stream()
                .filter(section -> section.isAllocated() && section.type() != Section.SHT_NOBITS && section.size() > 0)
                .mapToLong(Section::offset)
                .min()
                .orElse(Long.MAX_VALUE);
        return new HeaderBytes(elf.e_phoff == size ? size + table : size, program);
    }

    /** How many of {@code contents}, which lie at {@code offset}, are headers, with the zeros behind them. */
    int leading(long offset, ByteBuffer contents) {
        if (offset >= end) {
            return 0;
        }
        long most = Math.min(contents.limit(), program - offset);
        long count = end - offset;
        while (count < most && contents.get((int) count) == 0) {
            count++;
        }
        return (int) Math.max(0, Math.min(count, most));
    }
}
