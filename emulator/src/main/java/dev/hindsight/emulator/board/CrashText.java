package dev.hindsight.emulator.board;

import dev.hindsight.emulator.hart.Cause;
import dev.hindsight.emulator.hart.Hart;
import dev.hindsight.emulator.hart.Mode;
import dev.hindsight.emulator.hart.Trap;

/** The sentence that tells a firmware engineer why the machine stopped before a trap. */
final class CrashText {
    private CrashText() {}

    static String of(Trap trap, Hart hart, long epc, long vector, boolean atHandler) {
        String register = hart.target(trap) == Mode.MACHINE ? "mtvec" : "stvec";
        String where = "%s = 0x%x".formatted(register, vector);
        return "%s in hart %d; %s.".formatted(what(trap, hart, epc), hart.id(), why(vector == 0, where, atHandler));
    }

    private static String what(Trap trap, Hart hart, long epc) {
        if (trap.interrupt()) {
            return "%s (mcause %d) at pc 0x%x".formatted(trap.text(), trap.cause(), epc);
        }
        return switch (trap.cause()) {
            case Cause.ILLEGAL_INSTRUCTION ->
                "Illegal instruction 0x%x (mcause 2%s) at pc 0x%x"
                        .formatted(
                                trap.tval(),
                                IllegalInstruction.why(trap, hart)
                                        .map(reason -> ": " + reason)
                                        .orElse(""),
                                epc);
            case Cause.BREAKPOINT, Cause.ECALL, Cause.ECALL + Mode.SUPERVISOR, Cause.ECALL + Mode.MACHINE ->
                "%s (mcause %d) at pc 0x%x".formatted(trap.text(), trap.cause(), epc);
            default -> "%s at 0x%x (mcause %d)".formatted(trap.text(), trap.tval(), trap.cause());
        };
    }

    private static String why(boolean unset, String where, boolean atHandler) {
        if (atHandler) {
            return "it hit the first instruction of the trap handler itself (%s)".formatted(where);
        }
        return unset
                ? "no trap handler is installed (%s)".formatted(where)
                : "the trap handler cannot be fetched (%s)".formatted(where);
    }
}
