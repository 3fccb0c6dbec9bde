package dev.hindsight.adapter.dwarf;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The shape of an entry: its tag, and the names and forms of its attributes [DWARF5 7.5.3]. */
final class Abbreviation {
    final int tag;
    final boolean hasChildren;
    private int[] names = new int[8];
    private int[] forms = new int[8];
    private long[] constants = new long[8];
    private int count;

    private Abbreviation(int tag, boolean hasChildren) {
        this.tag = tag;
        this.hasChildren = hasChildren;
    }

    int count() {
        return count;
    }

    int form(int index) {
        return forms[index];
    }

    /** The value that the abbreviation itself carries: DW_FORM_implicit_const. */
    long constant(int index) {
        return constants[index];
    }

    /** The place of an attribute, or -1. */
    int indexOf(int name) {
        for (int index = 0; index < count; index++) {
            if (names[index] == name) {
                return index;
            }
        }
        return -1;
    }

    private void add(int name, int form, long constant) {
        if (count == names.length) {
            names = Arrays.copyOf(names, 2 * count);
            forms = Arrays.copyOf(forms, 2 * count);
            constants = Arrays.copyOf(constants, 2 * count);
        }
        names[count] = name;
        forms[count] = form;
        constants[count++] = constant;
    }

    /** The abbreviations of one unit by their codes. */
    static Map<Long, Abbreviation> table(Cursor cursor) {
        var table = new HashMap<Long, Abbreviation>();
        for (long code = cursor.uleb(); code != 0; code = cursor.uleb()) {
            table.put(code, read(cursor));
        }
        return table;
    }

    private static Abbreviation read(Cursor cursor) {
        var abbreviation = new Abbreviation(cursor.ulebInt(), cursor.u8() != 0);
        while (true) {
            int name = cursor.ulebInt();
            int form = cursor.ulebInt();
            if (name == 0 && form == 0) {
                return abbreviation;
            }
            abbreviation.add(name, form, form == Form.IMPLICIT_CONST ? cursor.sleb() : 0);
        }
    }
}
