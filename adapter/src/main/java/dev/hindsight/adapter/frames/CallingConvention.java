package dev.hindsight.adapter.frames;

import dev.hindsight.adapter.symbols.Registers;
import dev.hindsight.emulator.elf.ElfFile;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** Which registers a call may overwrite [RISC-V psABI, Integer and Floating-point Register Convention]. */
final class CallingConvention {
    private static final int REGISTERS = 64;

    private final List<Integer> temporary;

    CallingConvention(ElfFile elf) {
        IntPredicate isTemporary =
                register -> register < Registers.F0 ? !isSaved(register) : elf.isSoftFloat() || !isSavedFloat(register);
        this.temporary =
                IntStream.range(0, REGISTERS).filter(isTemporary).boxed().toList();
    }

    /** Those that a function need not leave as they were for its caller, the return address among them. */
    List<Integer> temporary() {
        return temporary;
    }

    /** zero, sp, gp and tp, s0 and s1, s2 to s11. */
    private static boolean isSaved(int register) {
        return register == 0
                || register >= Registers.SP && register <= 4
                || register == Registers.FP
                || register == 9
                || register >= 18 && register <= 27;
    }

    /** fs0 and fs1, fs2 to fs11. */
    private static boolean isSavedFloat(int register) {
        int number = register - Registers.F0;
        return number == 8 || number == 9 || number >= 18 && number <= 27;
    }
}
