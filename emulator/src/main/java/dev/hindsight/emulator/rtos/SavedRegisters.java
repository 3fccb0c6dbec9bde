package dev.hindsight.emulator.rtos;

import dev.hindsight.emulator.machine.Inspector;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The registers of a task that does not run, by their numbers (see {@link Inspector}).
 *
 * @param slots the address where each one was stored that was
 * @param values those that follow from where the others are
 */
public record SavedRegisters(Map<Integer, Long> slots, Map<Integer, Long> values) {
    /** Nobody knows where they are. */
    public static final SavedRegisters UNKNOWN = new SavedRegisters(Map.of(), Map.of());

    public SavedRegisters {
        slots = Map.copyOf(slots);
        values = Map.copyOf(values);
    }

    /** The address where the register is kept; empty if a write there would not change it. */
    public OptionalLong slot(int number) {
        Long address = slots.get(number);
        return address == null ? OptionalLong.empty() : OptionalLong.of(address);
    }

    /** The register; empty if it was not saved. */
    public OptionalLong read(Inspector now, int hart, int number, int bytes) {
        Long value = values.get(number);
        if (value != null) {
            return OptionalLong.of(value);
        }
        OptionalLong slot = slot(number);
        return slot.isPresent() ? new GuestWords(now, hart, bytes).at(slot.getAsLong()) : OptionalLong.empty();
    }
}
