package dev.hindsight.emulator.elf;

import dev.hindsight.emulator.elf.Symbol.Binding;
import dev.hindsight.emulator.elf.Symbol.Kind;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import net.fornwall.jelf.ElfSection;
import net.fornwall.jelf.ElfSegment;
import net.fornwall.jelf.ElfSymbol;
import net.fornwall.jelf.ElfSymbolTableSection;

/** What the ELF library found in a file, in our words: unsigned addresses, everything within the file. */
record Headers(int machine, long entry, List<Segment> segments, List<Section> sections, List<Symbol> symbols) {
    private static final int PT_LOAD = 1;
    private static final int STT_OBJECT = 1;
    private static final int STT_FUNC = 2;
    private static final int STT_SECTION = 3;
    private static final int STT_FILE = 4;
    private static final int STT_TLS = 6;
    private static final int STB_GLOBAL = 1;
    private static final int STB_WEAK = 2;

    /** Parses; the library answers damage with all kinds of exceptions, we with one. */
    static Headers parse(String name, byte[] bytes) {
        try {
            return of(name, bytes, net.fornwall.jelf.ElfFile.from(bytes));
        } catch (ElfException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) { // it believes every size that it reads
            throw new ElfException("%s is truncated or damaged.".formatted(name), e);
        }
    }

    private static Headers of(String name, byte[] bytes, net.fornwall.jelf.ElfFile elf) {
        ByteBuffer file = ByteBuffer.wrap(bytes).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
        long mask = elf.ei_class == net.fornwall.jelf.ElfFile.CLASS_32 ? 0xFFFF_FFFFL : -1L;
        List<Section> sections = sections(elf, mask);
        HeaderBytes headers = HeaderBytes.of(elf, sections);
        List<Segment> segments = elf.segmentsOfType(PT_LOAD).stream()
                .map(segment -> segment(name, file, segment, mask, headers))
                .toList();
        return new Headers(elf.e_machine & 0xFFFF, elf.e_entry & mask, segments, sections, symbols(elf, mask));
    }

    private static Segment segment(String name, ByteBuffer file, ElfSegment raw, long mask, HeaderBytes headers) {
        long offset = raw.p_offset & mask;
        ByteBuffer contents = slice(name, file, offset, raw.p_filesz & mask);
        long memory = Math.max(raw.p_memsz & mask, contents.limit());
        int leading = headers.leading(offset, contents);
        return new Segment(raw.p_vaddr & mask, raw.p_paddr & mask, contents, memory, raw.p_flags, leading);
    }

    static ByteBuffer slice(String name, ByteBuffer file, long offset, long size) {
        if (offset < 0 || size < 0 || offset > file.limit() || size > file.limit() - offset) {
            throw new ElfException(
                    "%s is truncated: it ends at byte %d, but a part of it should begin at byte %d and be %d bytes long."
                            .formatted(name, file.limit(), offset, size));
        }
        return file.slice((int) offset, (int) size).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static List<Section> sections(net.fornwall.jelf.ElfFile elf, long mask) {
        var sections = new ArrayList<Section>();
        int count = elf.e_shnum & 0xFFFF;
        for (int index = 1; index < count; index++) {
            ElfSection raw = elf.getSection(index);
            String name = raw.header.getName();
            sections.add(new Section(
                    index,
                    name == null ? "" : name,
                    raw.header.sh_type,
                    raw.header.sh_flags,
                    raw.header.sh_addr & mask,
                    raw.header.sh_offset & mask,
                    raw.header.sh_size & mask));
        }
        return List.copyOf(sections);
    }

    private static List<Symbol> symbols(net.fornwall.jelf.ElfFile elf, long mask) {
        ElfSymbolTableSection table = elf.getSymbolTableSection();
        if (table == null) {
            return List.of();
        }
        var symbols = new ArrayList<Symbol>();
        for (ElfSymbol raw : table.symbols) {
            String name = raw.getName();
            if (name != null && isUseful(raw, name)) {
                symbols.add(new Symbol(name, raw.st_value & mask, raw.st_size & mask, kind(raw), binding(raw)));
            }
        }
        return symbols;
    }

    /** Not undefined, not a section, file or thread-local offset, not a mapping symbol ($x, $d) or local label (.L4). */
    private static boolean isUseful(ElfSymbol raw, String name) {
        int type = raw.getType();
        return raw.st_shndx != 0
                && type != STT_SECTION
                && type != STT_FILE
                && type != STT_TLS
                && !name.isEmpty()
                && !name.startsWith("$")
                && !name.startsWith(".L");
    }

    private static Kind kind(ElfSymbol raw) {
        return switch (raw.getType()) {
            case STT_FUNC -> Kind.FUNCTION;
            case STT_OBJECT -> Kind.OBJECT;
            default -> Kind.OTHER;
        };
    }

    private static Binding binding(ElfSymbol raw) {
        return switch (raw.getBinding()) {
            case STB_GLOBAL -> Binding.GLOBAL;
            case STB_WEAK -> Binding.WEAK;
            default -> Binding.LOCAL;
        };
    }
}
