package dev.hindsight.adapter.eval;

import dev.hindsight.adapter.symbols.Registers;
import dev.hindsight.emulator.isa.Csr;
import dev.hindsight.emulator.isa.Register;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of registers behind a dollar, to DWARF numbers. */
final class DwarfRegisterNames {
    private static final Pattern NUMBERED = Pattern.compile("([xf])(\\d|[12]\\d|3[01])");
    private static final Set<Integer> POINTERS = Set.of(Registers.RA, Registers.SP, 3, 4);
    private static final String[] FLOATING = {
        "ft0", "ft1", "ft2", "ft3", "ft4", "ft5", "ft6", "ft7", "fs0", "fs1", "fa0", "fa1", "fa2", "fa3", "fa4", "fa5",
        "fa6", "fa7", "fs2", "fs3", "fs4", "fs5", "fs6", "fs7", "fs8", "fs9", "fs10", "fs11", "ft8", "ft9", "ft10",
        "ft11"
    };

    private DwarfRegisterNames() {}

    static Optional<Integer> number(String name) {
        if (name.equals("pc")) {
            return Optional.of(Write.ToRegister.PC);
        }
        if (name.equals("fp")) {
            return Optional.of(Registers.FP);
        }
        Matcher numbered = NUMBERED.matcher(name);
        if (numbered.matches()) {
            int number = Integer.parseInt(numbered.group(2));
            return Optional.of(numbered.group(1).equals("f") ? Registers.F0 + number : number);
        }
        for (Register register : Register.values()) {
            if (register != Register.PC && register.abi().equals(name)) {
                return register.dwarf();
            }
        }
        for (int index = 0; index < FLOATING.length; index++) {
            if (FLOATING[index].equals(name)) {
                return Optional.of(Registers.F0 + index);
            }
        }
        return Csr.named(name).map(csr -> Registers.CSR0 + csr.address());
    }

    static boolean holdsAddress(int number) {
        return number == Write.ToRegister.PC || POINTERS.contains(number);
    }

    static boolean isFloating(int number) {
        return number >= Registers.F0 && number < Registers.F0 + 32;
    }
}
