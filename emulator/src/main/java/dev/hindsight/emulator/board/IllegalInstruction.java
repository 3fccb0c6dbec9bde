package dev.hindsight.emulator.board;

import dev.hindsight.emulator.hart.Hart;
import dev.hindsight.emulator.hart.Trap;
import dev.hindsight.emulator.isa.Decoder;
import dev.hindsight.emulator.isa.Instruction;
import dev.hindsight.emulator.isa.Isa;
import dev.hindsight.emulator.isa.Missing;
import java.util.Optional;

/** What an illegal instruction is, for a user who wonders why. Its trap's value holds its bits. */
final class IllegalInstruction {
    private IllegalInstruction() {}

    /** Why it is illegal, where that is known. */
    static Optional<String> why(Trap trap, Hart hart) {
        int bits = (int) trap.tval();
        return Missing.of(bits, hart.isa())
                .map(IllegalInstruction::lacking)
                .or(() -> new Decoder(hart.isa())
                        .decode(bits)
                        .filter(instruction -> isFloat(instruction) && hart.floatsOff())
                        .map(instruction -> "%s, while mstatus.FS is off%s"
                                .formatted(
                                        instruction.op().mnemonic(),
                                        Missing.unsupported(bits, hart.isa())
                                                .map(other -> "; or " + lacking(other))
                                                .orElse(""))));
    }

    /** What the machine lacks for it, where the guest's own handler takes the trap. */
    static Optional<Missing> missing(Trap trap, Isa isa) {
        return Missing.of((int) trap.tval(), isa).filter(missing -> !missing.probed());
    }

    private static String lacking(Missing missing) {
        return missing.text() + ", which the machine does not have";
    }

    private static boolean isFloat(Instruction instruction) {
        return switch (instruction.op().extension()) {
            case F, D, ZFH, ZFHMIN -> true;
            default -> false;
        };
    }
}
