package dev.hindsight.adapter.stepping;

import dev.hindsight.adapter.symbols.Memory;
import dev.hindsight.adapter.symbols.Registers;
import dev.hindsight.emulator.machine.Inspector;
import java.util.OptionalLong;

/** One hart where the machine stands, as debug information wants to see it; valid as long as the inspector is. */
public record HartAt(Inspector now, int hart) implements Registers, Memory {
    @Override
    public long pc() {
        return now.pc(hart);
    }

    @Override
    public OptionalLong read(int number) {
        return exists(number) ? now.register(hart, machineNumber(number)) : OptionalLong.empty();
    }

    @Override
    public byte[] read(long address, int length) {
        return now.read(hart, address, length);
    }

    /** Between the floating-point registers and the CSRs DWARF has columns that are no registers. */
    static boolean exists(int number) {
        return number < F0 + 32 || number >= CSR0;
    }

    /** The machine's number of a register that DWARF calls {@code number}. */
    public static int machineNumber(int number) {
        if (number >= CSR0) {
            return Inspector.CSR0 + number - CSR0;
        }
        return number < F0 ? number : Inspector.F0 + number - F0;
    }
}
