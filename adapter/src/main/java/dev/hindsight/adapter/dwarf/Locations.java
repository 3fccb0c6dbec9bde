package dev.hindsight.adapter.dwarf;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Finds where a variable is: DW_AT_location or DW_AT_const_value [DWARF5 2.6, 4.1]. */
public final class Locations {
    private Locations() {}

    /** Whether the entry itself says where the variable is. */
    public static boolean describes(Entry variable) {
        return variable.has(At.LOCATION) || variable.has(At.CONST_VALUE);
    }

    /** Whether the variable is always at one address, whatever the frame. */
    public static boolean isStatic(Entry variable) {
        return variable.block(At.LOCATION)
                .filter(Cursor::hasMore)
                .map(Cursor::u8)
                .filter(op -> op == DwarfOp.ADDR || op == DwarfOp.ADDRX)
                .isPresent();
    }

    /** @param function the entry with code of its own that holds the variable, for its frame base */
    public static Location of(Entry variable, Optional<Entry> function, LocationContext context) {
        if (!variable.has(At.LOCATION)) {
            return constant(variable);
        }
        return LocationLists.expressionAt(variable, At.LOCATION, context.pc())
                .map(code -> Expression.locate(code, variable.unit(), context, Expression.frameBase(function, context)))
                .orElse(Location.Nowhere.OPTIMIZED_OUT);
    }

    private static Location constant(Entry variable) {
        if (variable.number(At.CONST_VALUE).isPresent()) {
            return new Location.Computed(variable.number(At.CONST_VALUE).getAsLong());
        }
        return variable.block(At.CONST_VALUE)
                .map(Cursor::rest)
                .or(() -> variable.string(At.CONST_VALUE).map(text -> (text + "\0").getBytes(StandardCharsets.UTF_8)))
                .<Location>map(Location.Bytes::new)
                .orElse(Location.Nowhere.OPTIMIZED_OUT);
    }
}
