package dev.hindsight.emulator.rtos;

import dev.hindsight.emulator.machine.MachineInfo;
import dev.hindsight.emulator.machine.MachineInfo.Symbol;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** The guest's symbols by name, and its objects by address. */
final class Symbols {
    private final Map<String, Symbol> byName = new HashMap<>();
    private final NavigableMap<Long, Symbol> byAddress = new TreeMap<>(Long::compareUnsigned);

    Symbols(MachineInfo info) {
        info.symbols().forEach(symbol -> byName.putIfAbsent(symbol.name(), symbol));
        info.symbols().stream()
                .filter(symbol -> symbol.size() > 0)
                .forEach(symbol -> byAddress.put(symbol.address(), symbol));
    }

    Optional<Symbol> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The object that holds the address. */
    Optional<Symbol> around(long address) {
        return Optional.ofNullable(byAddress.floorEntry(address))
                .map(Map.Entry::getValue)
                .filter(symbol -> Long.compareUnsigned(address - symbol.address(), symbol.size()) < 0);
    }
}
