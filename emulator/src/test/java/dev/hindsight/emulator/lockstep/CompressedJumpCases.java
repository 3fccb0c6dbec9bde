package dev.hindsight.emulator.lockstep;

import dev.hindsight.emulator.isa.Decoder;
import dev.hindsight.emulator.isa.Instruction;
import dev.hindsight.emulator.isa.Op;
import dev.hindsight.emulator.isa.OperandFormat;
import java.util.List;
import java.util.stream.IntStream;

/** The compressed branches and jumps over one instruction, which leaves a witness if it ran. */
final class CompressedJumpCases implements Cases {
    private static final int OVER_ONE = 2 + 4;

    private final Decoder decoder;
    private final List<Integer> jumps;

    CompressedJumpCases(Decoder decoder) {
        this.decoder = decoder;
        this.jumps = IntStream.range(0, 1 << 16)
                .filter(bits -> Decoder.length(bits) == 2)
                .filter(bits ->
                        decoder.decode(bits).filter(CompressedJumpCases::jumps).isPresent())
                .boxed()
                .toList();
    }

    @Override
    public void add(LoggingProgram to, Dice dice) {
        int bits = dice.of(jumps);
        Instruction jump = decoder.decode(bits).orElseThrow();
        int witness = dice.registerBut(jump.rs1(), 1);
        to.begin().operand(witness, dice.integer());
        if (jump.op() == Op.JALR) {
            to.code().i(Op.AUIPC, jump.rs1(), 0, 0).i(Op.ADDI, jump.rs1(), jump.rs1(), 8 + OVER_ONE + dice.below(2));
        } else {
            to.operand(jump.rs1(), dice.oneIn(2) ? 0 : dice.integer());
        }
        to.code().half(bits).i(Op.XORI, witness, witness, 1);
        to.log(witness).log(1);
    }

    private static boolean jumps(Instruction of) {
        boolean direct = of.op().format() == OperandFormat.JUMP || of.op().format() == OperandFormat.BRANCH;
        return direct && of.imm() == OVER_ONE && Dice.isFree(of.rs1()) || of.op() == Op.JALR && Dice.isFree(of.rs1());
    }
}
