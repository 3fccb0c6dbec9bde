package dev.hindsight.adapter.dwarf;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** One unit of .debug_info: a header and a tree of entries, which is read when asked for [DWARF5 7.5.1]. */
public final class CompilationUnit {
    static final String SECTION = ".debug_info";
    private static final int DW_UT_TYPE = 2;
    private static final int DW_UT_SKELETON = 4;
    private static final int DW_UT_SPLIT_TYPE = 6;

    private final Sections sections;
    private final DebugInfo info;
    private final int offset;
    private final int end;
    private final int version;
    private final boolean dwarf64;
    private final int addressSize;
    private final int abbreviationsOffset;
    private final int firstEntry;
    private final OptionalLong signature;
    private final int typeOffset;

    private @Nullable Map<Long, Abbreviation> abbreviations;
    private @Nullable Entry root;

    CompilationUnit(Sections sections, DebugInfo info, Cursor cursor) {
        this.sections = sections;
        this.info = info;
        this.offset = cursor.position();
        long length = cursor.u32();
        this.dwarf64 = length == 0xFFFF_FFFFL;
        if (dwarf64) {
            length = cursor.u64();
        }
        Cursor header = cursor.take(length);
        this.end = cursor.position();
        this.version = header.u16();
        if (version < 2 || version > 5) {
            throw header.fail("DWARF version %d is not supported".formatted(version));
        }
        int type = 0;
        if (version >= 5) {
            type = header.u8();
            this.addressSize = header.u8();
            this.abbreviationsOffset = header.offset(dwarf64);
        } else {
            this.abbreviationsOffset = header.offset(dwarf64);
            this.addressSize = header.u8();
        }
        boolean hasSignature = type == DW_UT_TYPE || type == DW_UT_SPLIT_TYPE;
        this.signature = hasSignature ? OptionalLong.of(header.u64()) : OptionalLong.empty();
        this.typeOffset = hasSignature ? header.offset(dwarf64) : 0;
        header.skip(type == DW_UT_SKELETON || type == DW_UT_SKELETON + 1 ? 8 : 0);
        this.firstEntry = header.position();
    }

    public int version() {
        return version;
    }

    public boolean isDwarf64() {
        return dwarf64;
    }

    public int addressSize() {
        return addressSize;
    }

    public int offset() {
        return offset;
    }

    int end() {
        return end;
    }

    public Sections sections() {
        return sections;
    }

    DebugInfo info() {
        return info;
    }

    /** The entry of the unit itself. */
    public Entry root() {
        if (root == null) {
            root = Entry.read(this, cursor(firstEntry), 0)
                    .orElseThrow(() -> cursor(firstEntry).fail("the unit has no entry"));
        }
        return root;
    }

    /** The entry at an offset in the section. */
    public Entry entryAt(long entryOffset) {
        Cursor cursor = cursor(entryOffset);
        return Entry.read(this, cursor, 0).orElseThrow(() -> cursor.fail("a reference does not point to an entry"));
    }

    /** The type that a type unit is there for. */
    Optional<Entry> typeOf(long wanted) {
        return signature.isPresent() && signature.getAsLong() == wanted
                ? Optional.of(entryAt((long) offset + typeOffset))
                : Optional.empty();
    }

    Cursor cursor(long entryOffset) {
        if (entryOffset < firstEntry || entryOffset >= end) {
            throw new DwarfException(SECTION, entryOffset, "a reference points outside its unit");
        }
        Cursor section = sections.at(SECTION, offset);
        return section.take(end - offset).at(entryOffset);
    }

    Abbreviation abbreviation(long code, Cursor place) {
        if (abbreviations == null) {
            abbreviations = Abbreviation.table(sections.at(".debug_abbrev", abbreviationsOffset));
        }
        Abbreviation found = abbreviations.get(code);
        if (found == null) {
            throw place.fail("the abbreviation %d does not exist".formatted(code));
        }
        return found;
    }

    /** The folder of the compilation, which relative file names start from. */
    public String folder() {
        return root().string(At.COMP_DIR).orElse("");
    }

    /** Where its line number program begins. */
    public OptionalLong lineProgram() {
        return root().number(At.STMT_LIST);
    }

    /** The addresses of its code. */
    public List<Range> ranges() {
        return root().ranges();
    }

    /** An address by its index: DW_FORM_addrx, DW_OP_addrx [DWARF5 7.27]. */
    long indexedAddress(long index) {
        long base = root().number(At.ADDR_BASE).orElse(dwarf64 ? 16 : 8);
        return sections.at(".debug_addr", base + index * addressSize).unsigned(addressSize);
    }

    /** A string by its index: DW_FORM_strx [DWARF5 7.26]. */
    String indexedString(long index) {
        int width = dwarf64 ? 8 : 4;
        long base = root().number(At.STR_OFFSETS_BASE).orElse(2L * width);
        int where = sections.at(".debug_str_offsets", base + index * width).offset(dwarf64);
        return sections.at(".debug_str", where).string();
    }
}
