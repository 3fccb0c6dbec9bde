package dev.hindsight.adapter.symbols;

import dev.hindsight.adapter.dwarf.Location;
import dev.hindsight.adapter.dwarf.LocationContext;

/** A variable or parameter as the source declares it; where it lives depends on the frame. */
public final class Variable {
    /** What kind of storage the source asked for. */
    public enum Kind {
        PARAMETER,
        LOCAL,
        /** File scope or a static within a function. */
        STATIC
    }

    /** Finds the variable in a frame. */
    interface Locator {
        Location locate(LocationContext context);
    }

    private final String name;
    private final CType type;
    private final Kind kind;
    private final Locator locator;

    Variable(String name, CType type, Kind kind, Locator locator) {
        this.name = name;
        this.type = type;
        this.kind = kind;
        this.locator = locator;
    }

    public String name() {
        return name;
    }

    public CType type() {
        return type;
    }

    public Kind kind() {
        return kind;
    }

    /** Where the value is in that frame, or why it is nowhere. */
    public Location locate(LocationContext context) {
        return locator.locate(context);
    }

    @Override
    public String toString() {
        return type.declare(name);
    }
}
