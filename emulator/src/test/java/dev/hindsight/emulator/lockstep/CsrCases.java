package dev.hindsight.emulator.lockstep;

import dev.hindsight.emulator.isa.Csr;
import dev.hindsight.emulator.isa.Isa;
import dev.hindsight.emulator.isa.Op;
import dev.hindsight.emulator.isa.OperandFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * CSR instructions in machine mode: what a register was, what it becomes, and its old value put back. Many registers
 * exist, and any address is tried now and then.
 */
final class CsrCases implements Cases {
    private static final List<Op> OPS = Stream.of(Op.values())
            .filter(op -> op.format() == OperandFormat.CSR || op.format() == OperandFormat.CSRI)
            .toList();
    private static final long EVERY_BYTE = 0x0101_0101_0101_0101L;

    /** Without those of the hypervisor and the call from machine mode. */
    private static final long EXCEPTIONS = 0xb3ff;

    private static final long INTERRUPTS = 0xaaa;

    private static final int VSTIMECMP = 0x24d;
    private static final int VSTIMECMPH = 0x25d;
    private static final int TRIGGERS = 0x7a0;
    private static final int MPP = 3 << 11;
    private static final int NO_MODE = 2 << 11;
    private static final int SV57 = 10;
    /** Without VS, and without what lies above. */
    private static final long STATUS = 0xffff_f9ffL;

    private final List<Csr> known;

    CsrCases(Isa isa) {
        known = Csr.all(isa);
    }

    @Override
    public void add(LoggingProgram to, Dice dice) {
        int any = dice.below(4096);
        boolean alike = any >>> 4 != TRIGGERS >>> 4 && any != VSTIMECMP && any != VSTIMECMPH;
        int csr = alike && dice.oneIn(4) ? any : dice.of(known).address();
        boolean protects = csr >>> 4 == Csr.PMPCFG0 >>> 4;
        Op op = protects ? Op.CSRRW : dice.of(OPS);
        int rd = dice.register();
        int now = dice.registerBut(rd);
        int saved = dice.registerBut(rd, now);
        int rs1 = dice.oneIn(3) ? 0 : dice.registerBut(saved);
        if (op.format() == OperandFormat.CSRI) {
            rs1 = (int) value(csr, rs1);
        }
        if (counts(csr)) {
            Op touch = Csr.isReadOnly(csr) ? op : Op.CSRRS;
            to.begin().operand(10, 1).code().op(touch, 0, Csr.isReadOnly(csr) && rs1 != 0 ? 10 : 0, 0, csr);
            return;
        }
        to.begin().operand(now, 0).operand(saved, 0);
        to.operand(op.format() == OperandFormat.CSRI ? 0 : rs1, value(csr, dice.integer() | 2));
        to.code().csr(Op.CSRRS, saved, csr, 0);
        to.code().op(op, rd, rs1, 0, csr).csr(Op.CSRRW, now, csr, saved);
        to.log(rd).log(now);
    }

    /** What both sides take alike; see DIFFERENCES.md. */
    private static long value(int csr, long value) {
        if (csr >>> 4 == Csr.PMPCFG0 >>> 4) {
            return unlocked(value);
        }
        if (csr >= Csr.PMPADDR0 && csr < Csr.PMPADDR0 + 64) {
            return value & (1L << 54) - 1;
        }
        return switch (csr) {
            case Csr.SENVCFG -> value & 1;
            case Csr.SATP -> value >>> 60 == SV57 ? value ^ value & 2L << 60 : value;
            case Csr.MSTATUSH -> value & 0x3f;
            case Csr.MEDELEG -> value & EXCEPTIONS;
            case Csr.MIE, Csr.MIP, Csr.SIE, Csr.SIP, Csr.MIDELEG -> value & INTERRUPTS;
            case Csr.MSTATUS, Csr.SSTATUS -> value & STATUS | ((value & MPP) == NO_MODE ? MPP : 0);
            case Csr.MEPC, Csr.SEPC -> value & -2;
            case Csr.MCOUNTEREN, Csr.SCOUNTEREN -> value & 0x7fff_ffff;
            default -> Csr.isReadOnly(csr) && value != 0 ? value | 1 : value;
        };
    }

    /** No locks, which would stay, and writable only what is readable. */
    static long unlocked(long pmpConfigs) {
        long unlocked = pmpConfigs & 0x1f * EVERY_BYTE;
        return unlocked | unlocked >>> 1 & EVERY_BYTE;
    }

    /** Whether it shows time, or has other fields than QEMU's. */
    private static boolean counts(int csr) {
        if (List.of(Csr.MENVCFG, Csr.MENVCFGH, Csr.STIMECMP, Csr.STIMECMPH).contains(csr)) {
            return true;
        }
        if (csr >>> 4 == TRIGGERS >>> 4) {
            return true;
        }
        boolean counter = csr >>> 8 == 0xc || csr >>> 8 == 0xb;
        return counter || csr >= Csr.MCOUNTINHIBIT && csr <= Csr.MHPMEVENT31;
    }
}
