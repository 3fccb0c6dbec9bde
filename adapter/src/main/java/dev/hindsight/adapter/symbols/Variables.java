package dev.hindsight.adapter.symbols;

import dev.hindsight.adapter.dwarf.Entry;
import dev.hindsight.adapter.dwarf.Location;
import dev.hindsight.adapter.dwarf.LocationContext;
import dev.hindsight.adapter.dwarf.Locations;
import dev.hindsight.adapter.dwarf.Tag;
import dev.hindsight.adapter.symbols.Variable.Kind;
import java.util.Optional;

/** Makes variables of the entries that describe them. */
final class Variables {
    private static final Location NULL = new Location.InMemory(0);
    private static final Location DISCARDED = new Location.Nowhere("discarded by the linker");
    private static final Location DAMAGED = new Location.Nowhere("its debug information is damaged");

    private final Types types;
    private final Warnings warnings;
    private final boolean usesAddressZero;

    /** @param usesAddressZero whether anything of the program is at 0, where linkers put what they discard */
    Variables(Types types, Warnings warnings, boolean usesAddressZero) {
        this.types = types;
        this.warnings = warnings;
        this.usesAddressZero = usesAddressZero;
    }

    /** The variable, if it has a name; {@code function} is the one with code of its own around it. */
    Optional<Variable> of(Entry entry, Optional<Entry> function) {
        return Origins.name(entry).map(name -> {
            Entry described = Origins.find(entry, it -> Optional.of(it).filter(Locations::describes))
                    .orElse(entry);
            return new Variable(
                    name, types.typeOf(entry), kind(entry, function), context -> locate(described, function, context));
        });
    }

    private Location locate(Entry entry, Optional<Entry> function, LocationContext context) {
        Location location = warnings.guard(() -> Locations.of(entry, function, context), DAMAGED);
        return location.equals(NULL) && !usesAddressZero && Locations.isStatic(entry) ? DISCARDED : location;
    }

    private static Kind kind(Entry entry, Optional<Entry> function) {
        if (entry.tag() == Tag.FORMAL_PARAMETER) {
            return Kind.PARAMETER;
        }
        return function.isEmpty() || Locations.isStatic(entry) ? Kind.STATIC : Kind.LOCAL;
    }
}
