package dev.hindsight.emulator.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.isa.Csr;
import dev.hindsight.emulator.isa.Isa;
import dev.hindsight.emulator.isa.Op;
import dev.hindsight.emulator.machine.Exit;
import dev.hindsight.emulator.machine.Snapshot;
import dev.hindsight.emulator.machine.StopPoints;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An illegal instruction is named: in the crash where no handler is, and once in a notice where one is. */
class IllegalInstructionTest {
    private static final int BOOT_STEPS = 6;
    private static final int VSETVLI = 0x0d0572d7;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0x0d0572d7 | vsetvli of the extension V, which the machine does not have",
                "0x7c0022f3 | the custom CSR 0x7c0, which the machine does not have",
                "0xfb0022f3 | CSR 0xfb0 of the extension Smaia, which the machine does not have",
                "0x00000053 | fadd.s, while mstatus.FS is off",
                "0x0000b842 | fsd, while mstatus.FS is off; or cm.push of the extension Zcmp, which the machine does not have",
            })
    void aCrashSaysWhatItIs(String bits, String what) {
        Board board = Boards.virt(
                Isa.VIRT64,
                1 << 20,
                new Assembly().word((int) (long) Long.decode(bits)).toBytes());
        Exit exit = board.run(1000, StopPoints.NONE.stoppingAtCrash(true, List.of()));
        assertThat(exit)
                .isInstanceOfSatisfying(
                        Exit.Crash.class,
                        crash -> assertThat(crash.text())
                                .startsWith("Illegal instruction " + bits.replaceFirst("0x0+", "0x") + " (mcause 2: "
                                        + what + ") at pc 0x80000000 in hart 0; no trap handler"));
    }

    @Test
    void aTrapThatTheGuestHandlesIsNoticedOnceAndChangesNothing() {
        Board board = Boards.virt(Isa.VIRT64, 1 << 20, probe());
        Board deaf = Boards.virt(Isa.VIRT64, 1 << 20, probe());
        List<String> heard = new ArrayList<>();
        board.onNotice(heard::add);
        Snapshot start = board.capture();
        board.run(2000, StopPoints.NONE);
        board.restore(start);
        board.run(2000, StopPoints.NONE);
        deaf.run(2000, StopPoints.NONE);
        assertThat(heard)
                .containsExactly("Illegal instruction at pc 0x80000018, step %d: vsetvli of the extension V, which the "
                                .formatted(BOOT_STEPS + 10)
                        + "machine does not have. The guest's trap handler takes the exception.");
        assertThat(board.hash()).isEqualTo(deaf.hash());
    }

    /** Tries a vector instruction and the CSR of an interrupt controller again and again; its handler steps over them. */
    private static byte[] probe() {
        return new Assembly()
                .ram(5, 32)
                .csr(Op.CSRRW, 0, Csr.MTVEC, 5)
                .word(0xfb0022f3)
                .word(VSETVLI)
                .word(0xff9ff06f)
                .csr(Op.CSRRS, 7, Csr.MEPC, 0)
                .i(Op.ADDI, 7, 7, 4)
                .csr(Op.CSRRW, 0, Csr.MEPC, 7)
                .plain(Op.MRET)
                .toBytes();
    }
}
