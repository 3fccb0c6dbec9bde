package dev.hindsight.emulator.lockstep;

import dev.hindsight.emulator.isa.Op;
import java.util.List;

/**
 * Atomics on few words, so that reservations hold now and then; one in eight is misaligned. Words and doublewords lie apart.
 * What writes without condition comes after an SC: a hart's own stores end QEMU's reservations, and not ours.
 */
record AtomicCases(List<Op> ops) implements Cases {
    @Override
    public void add(LoggingProgram to, Dice dice) {
        Op op = dice.of(ops);
        int address = dice.registerBut();
        int source = dice.registerBut(address);
        int rd = dice.register();
        long area = LoggingProgram.SCRATCH + (op.mnemonic().contains(".d") ? 64 : 0);
        long place = area + 8 * dice.below(4) + (dice.oneIn(8) && !op.mnemonic().startsWith("sc") ? dice.below(8) : 0);
        to.begin();
        if (op.mnemonic().startsWith("amo")) {
            to.operand(address, LoggingProgram.BASE + area).operand(source, 0);
            to.code().op(op.mnemonic().contains(".d") ? Op.SC_D : Op.SC_W, 0, address, source, 0);
        }
        to.operand(address, LoggingProgram.BASE + place).operand(source, dice.integer());
        to.code().op(op, rd, address, source, dice.below(4));
        to.log(rd);
    }
}
