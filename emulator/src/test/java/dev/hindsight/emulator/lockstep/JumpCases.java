package dev.hindsight.emulator.lockstep;

import dev.hindsight.emulator.isa.Op;
import dev.hindsight.emulator.isa.OperandFormat;
import java.util.List;
import java.util.stream.Stream;

/** Branches and jumps over an instruction; whether it ran is logged, and the link. */
final class JumpCases implements Cases {
    private static final List<Op> OPS = Stream.of(Op.values())
            .filter(op -> op.format() == OperandFormat.BRANCH || op == Op.JAL || op == Op.JALR)
            .toList();

    @Override
    public void add(LoggingProgram to, Dice dice) {
        Op op = dice.of(OPS);
        int witness = dice.registerBut();
        int rd = dice.registerBut(witness);
        int rs1 = dice.registerBut(witness);
        int rs2 = dice.registerBut(witness);
        to.begin().operand(witness, dice.integer());
        switch (op) {
            case JAL -> to.code().i(op, rd, 0, 8);
            case JALR -> {
                int odd = dice.below(2);
                int far = dice.below(2000) & -4;
                to.code().i(Op.AUIPC, rs1, 0, 0).i(Op.ADDI, rs1, rs1, -far);
                to.code().i(op, dice.oneIn(4) ? rs1 : rd, rs1, far + 16 + odd);
            }
            default -> {
                long value = dice.integer();
                to.operand(rs1, value).operand(rs2, dice.oneIn(3) ? value : dice.integer());
                to.code().branch(op, rs1, rs2, 8);
            }
        }
        to.code().i(Op.XORI, witness, witness, 1);
        to.log(witness).log(op.format() == OperandFormat.BRANCH ? witness : dice.oneIn(2) ? rd : rs1);
    }
}
