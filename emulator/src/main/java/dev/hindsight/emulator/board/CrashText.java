package dev.hindsight.emulator.board;

import dev.hindsight.emulator.hart.Cause;
import dev.hindsight.emulator.hart.Trap;

/** The sentence that tells a firmware engineer why the machine stopped before a trap. */
final class CrashText {
    private CrashText() {}

    static String of(Trap trap, int hart, long epc, long mtvec, boolean atHandler) {
        return "%s in hart %d; %s.".formatted(what(trap, epc), hart, why(mtvec, atHandler));
    }

    private static String what(Trap trap, long epc) {
        if (trap.interrupt()) {
            return "%s (mcause %d) at pc 0x%x".formatted(trap.text(), trap.cause(), epc);
        }
        return switch (trap.cause()) {
            case Cause.ILLEGAL_INSTRUCTION ->
                "Illegal instruction 0x%x (mcause 2) at pc 0x%x".formatted(trap.tval(), epc);
            case Cause.BREAKPOINT, Cause.ECALL_M ->
                "%s (mcause %d) at pc 0x%x".formatted(trap.text(), trap.cause(), epc);
            default -> "%s at 0x%x (mcause %d)".formatted(trap.text(), trap.tval(), trap.cause());
        };
    }

    private static String why(long mtvec, boolean atHandler) {
        if (atHandler) {
            return "it hit the first instruction of the trap handler itself (mtvec = 0x%x)".formatted(mtvec);
        }
        return mtvec == 0
                ? "no trap handler is installed (mtvec = 0x0)"
                : "the trap handler cannot be fetched (mtvec = 0x%x)".formatted(mtvec);
    }
}
