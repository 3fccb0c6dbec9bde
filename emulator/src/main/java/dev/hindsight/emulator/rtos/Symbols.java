package dev.hindsight.emulator.rtos;

import dev.hindsight.emulator.machine.MachineInfo;
import dev.hindsight.emulator.machine.MachineInfo.Symbol;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The guest's symbols by name. */
final class Symbols {
    private final Map<String, Symbol> byName = new HashMap<>();

    Symbols(MachineInfo info) {
        info.symbols().forEach(symbol -> byName.putIfAbsent(symbol.name(), symbol));
    }

    Optional<Symbol> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
