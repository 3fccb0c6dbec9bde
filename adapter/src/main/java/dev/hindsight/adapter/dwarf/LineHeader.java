package dev.hindsight.adapter.dwarf;

import java.util.ArrayList;
import java.util.List;

/** The header of a line number program: its constants and its files [DWARF5 6.2.4, DWARF4 6.2.4]. */
final class LineHeader {
    private static final String SECTION = ".debug_line";
    private static final int DW_LNCT_PATH = 1;
    private static final int DW_LNCT_DIRECTORY_INDEX = 2;

    final int version;
    final boolean dwarf64;
    final int addressSize;
    final int minimumInstructionLength;
    final boolean defaultIsStatement;
    final int lineBase;
    final int lineRange;
    final int[] operandCounts;
    final int opcodeBase;
    final Cursor program;

    private final Sections sections;
    private final List<String> folders = new ArrayList<>();
    private final List<String> files = new ArrayList<>();

    LineHeader(CompilationUnit unit, long offset) {
        this.sections = unit.sections();
        Cursor start = sections.at(SECTION, offset);
        long length = start.u32();
        this.dwarf64 = length == 0xFFFF_FFFFL;
        Cursor cursor = start.take(dwarf64 ? start.u64() : length);
        this.version = cursor.u16();
        if (version < 2 || version > 5) {
            throw cursor.fail("line number version %d is not supported".formatted(version));
        }
        if (version >= 5) {
            this.addressSize = cursor.u8();
            cursor.skip(1); // segment selectors: RISC-V has none
        } else {
            this.addressSize = unit.addressSize();
        }
        int headerLength = cursor.offset(dwarf64);
        this.program = cursor.at((long) cursor.position() + headerLength);
        this.minimumInstructionLength = cursor.u8();
        cursor.skip(version >= 4 ? 1 : 0); // operations per instruction: only VLIW machines have several
        this.defaultIsStatement = cursor.u8() != 0;
        this.lineBase = cursor.s8();
        this.lineRange = cursor.u8();
        this.opcodeBase = cursor.u8();
        this.operandCounts = new int[Math.max(opcodeBase, 1)];
        for (int opcode = 1; opcode < opcodeBase; opcode++) {
            operandCounts[opcode] = cursor.u8();
        }
        if (version >= 5) {
            readTables(cursor, unit);
        } else {
            readOldTables(cursor, unit);
        }
    }

    /** The path of a file by its number in this program; empty if there is none. */
    String file(int number) {
        return number >= 0 && number < files.size() ? files.get(number) : "";
    }

    List<String> files() {
        return List.copyOf(files);
    }

    /** Another file, by DW_LNE_define_file. */
    void define(Cursor cursor, CompilationUnit unit) {
        String name = cursor.string();
        int folder = cursor.ulebInt();
        cursor.uleb(); // time of modification
        cursor.uleb(); // length
        addFile(unit, folder, name);
    }

    private void addFile(CompilationUnit unit, int folder, String name) {
        String base = folder < folders.size() ? folders.get(folder) : unit.folder();
        files.add(SourcePath.join(base, name));
    }

    private void readOldTables(Cursor cursor, CompilationUnit unit) {
        folders.add(unit.folder());
        for (String folder = cursor.string(); !folder.isEmpty(); folder = cursor.string()) {
            folders.add(SourcePath.join(unit.folder(), folder));
        }
        // Files count from 1; number 0 stands for the unit's own source.
        files.add(SourcePath.join(unit.folder(), unit.root().string(At.NAME).orElse("")));
        for (String name = cursor.string(); !name.isEmpty(); name = cursor.string()) {
            int folder = cursor.ulebInt();
            cursor.uleb();
            cursor.uleb();
            addFile(unit, folder, name);
        }
    }

    private record Column(int content, int form) {}

    private record Name(String path, int folder) {}

    private void readTables(Cursor cursor, CompilationUnit unit) {
        for (Name folder : readTable(cursor, unit)) {
            folders.add(SourcePath.join(folders.isEmpty() ? unit.folder() : folders.get(0), folder.path()));
        }
        for (Name file : readTable(cursor, unit)) {
            addFile(unit, file.folder(), file.path());
        }
    }

    private List<Name> readTable(Cursor cursor, CompilationUnit unit) {
        int columnCount = cursor.u8();
        var columns = new ArrayList<Column>();
        for (int index = 0; index < columnCount; index++) {
            columns.add(new Column(cursor.ulebInt(), cursor.ulebInt()));
        }
        int count = cursor.ulebInt();
        if (count > 0 && columns.isEmpty()) {
            throw cursor.fail("a table of files has rows without columns");
        }
        var names = new ArrayList<Name>();
        for (int index = 0; index < count; index++) {
            names.add(readName(cursor, unit, columns));
        }
        return names;
    }

    private Name readName(Cursor cursor, CompilationUnit unit, List<Column> columns) {
        String path = "";
        int folder = 0;
        for (Column column : columns) {
            if (column.content == DW_LNCT_PATH) {
                path = string(cursor, unit, column.form);
            } else {
                long value = FormReader.read(cursor, unit, column.form, 0);
                folder = column.content == DW_LNCT_DIRECTORY_INDEX ? (int) value : folder;
            }
        }
        return new Name(path, folder);
    }

    private String string(Cursor cursor, CompilationUnit unit, int form) {
        return switch (form) {
            case Form.STRING -> cursor.string();
            case Form.LINE_STRP ->
                sections.at(".debug_line_str", cursor.offset(dwarf64)).string();
            case Form.STRP -> sections.at(".debug_str", cursor.offset(dwarf64)).string();
            case Form.STRX, Form.STRX1, Form.STRX2, Form.STRX3, Form.STRX4 ->
                unit.indexedString(FormReader.read(cursor, unit, form, 0));
            default -> throw cursor.fail("a file name cannot have the form 0x%x".formatted(form));
        };
    }
}
