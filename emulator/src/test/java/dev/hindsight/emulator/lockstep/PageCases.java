package dev.hindsight.emulator.lockstep;

import dev.hindsight.emulator.board.Assembly;
import dev.hindsight.emulator.isa.Csr;
import dev.hindsight.emulator.isa.Op;
import java.util.List;

/**
 * One access through page tables of one's own: an entry a level, mostly sensible, and then a load, a store or a jump in
 * supervisor or user mode. The leaf is logged afterwards, for accessed and dirty bits. No
 * address is that of the code: QEMU 7.2 would use what it knows of the page from fetching.
 */
final class PageCases implements Cases {
    private static final int VALID = 1;
    private static final int READABLE = 2;
    /** None of these: the next table. */
    private static final int POINTER = 0xe;

    private static final int ACCESSED = 0x40;
    /** W, X, U, D. */
    private static final int LEAF = 0x9c;

    private static final long TABLES = LoggingProgram.BASE + LoggingProgram.SCRATCH;
    private static final int DATA = 0x8000;
    /** Two bits beside, so that nobody writes there: what is fetched is no instruction. */
    private static final int NOTHING = 0xe000;

    private static final int MODES = 3 << 11;
    private static final int MPRV = 1 << 17;
    private static final int SUM_MXR = 3 << 18;
    private static final List<Op> ACCESSES = List.of(Op.LW, Op.LBU, Op.SW, Op.SH, Op.LH, Op.LR_W);

    @Override
    public void add(LoggingProgram to, Dice dice) {
        boolean wide = to.isa().xlen() == 64;
        int levels = wide ? 3 + dice.below(2) : 2;
        int leafLevel = dice.oneIn(3) ? dice.below(levels) : 0;
        int indexBits = wide ? 9 : 10;
        boolean jumps = dice.oneIn(4);
        int target = jumps ? NOTHING : DATA;
        to.begin();
        long virtual = 0;
        long place = 0;
        for (int level = levels - 1; level >= leafLevel; level--) {
            int index = dice.of(List.of(0, 1, (1 << indexBits - 1) - 1, 5 << indexBits - 3, (1 << indexBits) - 1));
            virtual |= (long) index << 12 + indexBits * level;
            long entry = level == leafLevel ? leaf(level, indexBits, target, dice) : table(level, jumps, dice);
            place = TABLES + 0x1000L * level + index * (wide ? 8 : 4);
            to.operand(10, place).operand(11, entry);
            to.code().store(wide ? Op.SD : Op.SW, 11, 10, 0);
        }
        int bits = 12 + indexBits * levels;
        long offset = leafLevel == 0 ? 0 : (TABLES + target) & (1L << 12 + indexBits * leafLevel) - 1;
        virtual |= offset + (dice.below(256) & -4);
        long extended = wide ? virtual << 64 - bits >> 64 - bits : virtual;
        if (wide && dice.oneIn(16)) {
            extended ^= 1L << 63 - dice.below(64 - bits);
        }
        long root = TABLES + 0x1000L * (levels - 1) >>> 12;
        long satp = wide ? (levels == 3 ? 8L : 9L) << 60 | root : 1L << 31 | root;
        access(to, extended, satp, jumps, dice);
        to.operand(10, place).operand(11, 0);
        to.code().op(wide ? Op.LD : Op.LW, 11, 10, 0, 0);
        to.log(11);
    }

    private static void access(LoggingProgram to, long virtual, long satp, boolean jumps, Dice dice) {
        int mode = dice.below(2) << 11;
        to.operand(10, satp).operand(11, MODES | MPRV | SUM_MXR);
        to.operand(12, mode | dice.bits() & SUM_MXR | (jumps ? 0 : MPRV)).operand(13, virtual);
        to.operand(14, dice.integer());
        Assembly code = to.code();
        code.csr(Op.CSRRW, 0, Csr.SATP, 10).op(Op.SFENCE_VMA, 0, 0, 0, 0).csr(Op.CSRRC, 0, Csr.MSTATUS, 11);
        int behind = jumps ? 5 * 4 : 4 * 4;
        code.i(Op.AUIPC, TrapHandler.CONTINUATION, 0, 0)
                .i(Op.ADDI, TrapHandler.CONTINUATION, TrapHandler.CONTINUATION, behind);
        if (jumps) {
            code.csr(Op.CSRRW, 0, Csr.MEPC, 13)
                    .csr(Op.CSRRS, 0, Csr.MSTATUS, 12)
                    .plain(Op.MRET);
        } else {
            code.csr(Op.CSRRS, 0, Csr.MSTATUS, 12).op(dice.of(ACCESSES), 14, 13, 14, 0);
        }
        code.csr(Op.CSRRC, 0, Csr.MSTATUS, 11);
        to.log(14);
    }

    /** A jump must not take a table for code. */
    private static long table(int level, boolean jumps, Dice dice) {
        long entry = TABLES + 0x1000L * (level - 1) >>> 2 | VALID;
        long odd = dice.oneIn(16) ? entry ^ 1L << dice.below(10) : entry;
        return jumps ? odd & ~POINTER : odd;
    }

    private static long leaf(int level, int indexBits, int target, Dice dice) {
        long page = level == 0 ? TABLES + target : TABLES & -(1L << 12 + indexBits * level);
        long flags = VALID | (dice.oneIn(3) ? dice.bits() & 0xff : dice.bits() & LEAF | ACCESSED | READABLE);
        long entry = page >>> 2 | flags;
        long odd = dice.oneIn(16) ? entry ^ oddBit(target == DATA ? 20 : 10, indexBits == 9, dice) : entry;
        boolean leads = level > 0 && (odd & POINTER) == 0;
        return leads ? odd | READABLE : odd;
    }

    /** One that leads no access into the program itself. */
    private static long oddBit(int harmless, boolean wide, Dice dice) {
        return 1L << (wide && dice.oneIn(2) ? 34 + dice.below(30) : dice.below(harmless));
    }
}
