package dev.hindsight.adapter.dwarf;

/** The tables of offsets in front of range and location lists [DWARF5 7.28, 7.29]. */
final class ListTables {
    private ListTables() {}

    /** Where the list with an index begins: DW_FORM_rnglistx, DW_FORM_loclistx. */
    static long offset(CompilationUnit unit, String section, int baseAttribute, long index) {
        int width = unit.isDwarf64() ? 8 : 4;
        int header = unit.isDwarf64() ? 20 : 12;
        long base = unit.root().number(baseAttribute).orElse(header);
        return base + unit.sections().at(section, base + index * width).offset(unit.isDwarf64());
    }
}
