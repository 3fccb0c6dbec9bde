package dev.hindsight.adapter.dwarf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A debugging information entry: a tag, attributes and children [DWARF5 2.1]. */
public final class Entry {
    private static final int MAX_DEPTH = 200;

    private final CompilationUnit unit;
    private final int offset;
    private final int end;
    private final int depth;
    private final Abbreviation shape;
    private final long[] values;
    private final int @Nullable [] indirectForms;
    private @Nullable List<Entry> children;

    private Entry(CompilationUnit unit, int offset, Cursor cursor, int depth, Abbreviation shape) {
        this.unit = unit;
        this.offset = offset;
        this.depth = depth;
        this.shape = shape;
        this.values = new long[shape.count()];
        int[] indirect = null;
        for (int index = 0; index < values.length; index++) {
            int form = shape.form(index);
            if (form == Form.INDIRECT) {
                form = cursor.ulebInt();
                indirect = indirect == null ? new int[values.length] : indirect;
                indirect[index] = form;
            }
            values[index] = FormReader.read(cursor, unit, form, shape.constant(index));
        }
        this.indirectForms = indirect;
        this.end = cursor.position();
    }

    /** Reads the entry at the cursor; empty for the null entry that ends a list of siblings. */
    static Optional<Entry> read(CompilationUnit unit, Cursor cursor, int depth) {
        int offset = cursor.position();
        long code = cursor.uleb();
        if (code == 0) {
            return Optional.empty();
        }
        return Optional.of(new Entry(unit, offset, cursor, depth, unit.abbreviation(code, cursor)));
    }

    public CompilationUnit unit() {
        return unit;
    }

    /** In .debug_info; identifies the entry. */
    public int offset() {
        return offset;
    }

    public int tag() {
        return shape.tag;
    }

    /** The entries below this one, in their order. Read at the first call. */
    public List<Entry> children() {
        if (children == null) {
            children = shape.hasChildren ? readChildren() : List.of();
        }
        return children;
    }

    private List<Entry> readChildren() {
        if (depth > MAX_DEPTH) {
            throw new DwarfException(CompilationUnit.SECTION, offset, "entries are nested too deeply");
        }
        var found = new ArrayList<Entry>();
        int next = end;
        while (next < unit.end()) {
            Optional<Entry> child = read(unit, unit.cursor(next), depth + 1);
            if (child.isEmpty()) {
                break;
            }
            found.add(child.get());
            next = child.get().next();
        }
        return List.copyOf(found);
    }

    /** The offset behind this entry and all that is below it. */
    private int next() {
        if (!shape.hasChildren) {
            return end;
        }
        OptionalLong sibling = referenceOffset(At.SIBLING);
        if (sibling.isPresent() && sibling.getAsLong() > offset && sibling.getAsLong() < unit.end()) {
            return (int) sibling.getAsLong();
        }
        Cursor cursor = unit.cursor(end);
        for (int open = 1; open > 0 && cursor.hasMore(); ) {
            Optional<Entry> inner = read(unit, cursor, depth);
            open += inner.isEmpty() ? -1 : inner.get().shape.hasChildren ? 1 : 0;
        }
        return cursor.position();
    }

    public boolean has(int name) {
        return shape.indexOf(name) >= 0;
    }

    /** The form of an attribute that exists. */
    public int form(int name) {
        return formOf(shape.indexOf(name));
    }

    private int formOf(int index) {
        return indirectForms != null && indirectForms[index] != 0 ? indirectForms[index] : shape.form(index);
    }

    public boolean flag(int name) {
        return number(name).orElse(0) != 0;
    }

    /** A constant or section offset. */
    public OptionalLong number(int name) {
        int index = shape.indexOf(name);
        if (index < 0) {
            return OptionalLong.empty();
        }
        return switch (formOf(index)) {
            case Form.DATA1,
                    Form.DATA2,
                    Form.DATA4,
                    Form.DATA8,
                    Form.SDATA,
                    Form.UDATA,
                    Form.IMPLICIT_CONST,
                    Form.FLAG,
                    Form.FLAG_PRESENT,
                    Form.SEC_OFFSET,
                    Form.RNGLISTX,
                    Form.LOCLISTX -> OptionalLong.of(values[index]);
            default -> OptionalLong.empty();
        };
    }

    public OptionalLong address(int name) {
        int index = shape.indexOf(name);
        if (index < 0) {
            return OptionalLong.empty();
        }
        return switch (formOf(index)) {
            case Form.ADDR -> OptionalLong.of(values[index]);
            case Form.ADDRX, Form.ADDRX1, Form.ADDRX2, Form.ADDRX3, Form.ADDRX4 ->
                OptionalLong.of(unit.indexedAddress(values[index]));
            default -> OptionalLong.empty();
        };
    }

    public Optional<String> string(int name) {
        int index = shape.indexOf(name);
        if (index < 0) {
            return Optional.empty();
        }
        Sections sections = unit.sections();
        return switch (formOf(index)) {
            case Form.STRING ->
                Optional.of(sections.at(CompilationUnit.SECTION, values[index]).string());
            case Form.STRP ->
                Optional.of(sections.at(".debug_str", values[index]).string());
            case Form.LINE_STRP ->
                Optional.of(sections.at(".debug_line_str", values[index]).string());
            case Form.STRX, Form.STRX1, Form.STRX2, Form.STRX3, Form.STRX4 ->
                Optional.of(unit.indexedString(values[index]));
            default -> Optional.empty();
        };
    }

    /** A block or expression. */
    public Optional<Cursor> block(int name) {
        int index = shape.indexOf(name);
        if (index < 0) {
            return Optional.empty();
        }
        return switch (formOf(index)) {
            case Form.BLOCK, Form.BLOCK1, Form.BLOCK2, Form.BLOCK4, Form.EXPRLOC, Form.DATA16 ->
                Optional.of(FormReader.block(values[index], unit.sections().at(CompilationUnit.SECTION, 0)));
            default -> Optional.empty();
        };
    }

    /** The entry that an attribute refers to. */
    public Optional<Entry> reference(int name) {
        int index = shape.indexOf(name);
        if (index >= 0 && formOf(index) == Form.REF_SIG8) {
            return unit.info().typeOf(values[index]);
        }
        OptionalLong target = referenceOffset(name);
        return target.isEmpty() ? Optional.empty() : Optional.of(unit.info().entryAt(target.getAsLong()));
    }

    private OptionalLong referenceOffset(int name) {
        int index = shape.indexOf(name);
        if (index < 0) {
            return OptionalLong.empty();
        }
        return switch (formOf(index)) {
            case Form.REF1, Form.REF2, Form.REF4, Form.REF8, Form.REF_UDATA ->
                OptionalLong.of(unit.offset() + values[index]);
            case Form.REF_ADDR -> OptionalLong.of(values[index]);
            default -> OptionalLong.empty();
        };
    }

    /** The addresses of the entry's code: DW_AT_ranges, or DW_AT_low_pc and DW_AT_high_pc [DWARF5 2.17]. */
    public List<Range> ranges() {
        if (has(At.RANGES)) {
            return RangeLists.of(this);
        }
        OptionalLong low = address(At.LOW_PC);
        if (low.isEmpty()) {
            return List.of();
        }
        OptionalLong end = address(At.HIGH_PC);
        OptionalLong length = number(At.HIGH_PC);
        if (end.isEmpty() && length.isEmpty()) {
            return List.of();
        }
        long high = end.orElse(low.getAsLong() + length.orElse(0));
        return high == low.getAsLong() ? List.of() : List.of(new Range(low.getAsLong(), high));
    }
}
