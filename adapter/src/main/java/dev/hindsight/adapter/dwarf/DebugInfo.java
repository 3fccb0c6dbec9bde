package dev.hindsight.adapter.dwarf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The units of .debug_info; only their headers are read here. */
public final class DebugInfo {
    private final List<CompilationUnit> units = new ArrayList<>();
    private final List<DwarfException> damage = new ArrayList<>();

    public DebugInfo(Sections sections) {
        if (!sections.has(CompilationUnit.SECTION)) {
            return;
        }
        Cursor cursor = sections.at(CompilationUnit.SECTION, 0);
        try {
            while (cursor.hasMore()) {
                int start = cursor.position();
                try {
                    units.add(new CompilationUnit(sections, this, cursor));
                } catch (DwarfException e) {
                    damage.add(e);
                    if (cursor.position() <= start + 12) {
                        return; // the length itself is damaged: there is no next unit to be found
                    }
                }
            }
        } catch (DwarfException e) {
            damage.add(e);
        }
    }

    public List<CompilationUnit> units() {
        return List.copyOf(units);
    }

    /** What was wrong with units that are not among {@link #units()}. */
    public List<DwarfException> damage() {
        return List.copyOf(damage);
    }

    /** The entry at an offset in the section, in whichever unit. */
    Entry entryAt(long offset) {
        int low = 0;
        int high = units.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (units.get(middle).end() <= offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        if (low == units.size()) {
            throw new DwarfException(CompilationUnit.SECTION, offset, "a reference points outside the section");
        }
        return units.get(low).entryAt(offset);
    }

    /** The type with a signature: DW_FORM_ref_sig8. */
    Optional<Entry> typeOf(long signature) {
        return units.stream().flatMap(unit -> unit.typeOf(signature).stream()).findFirst();
    }
}
