package dev.hindsight.emulator.lockstep;

import dev.hindsight.emulator.isa.Decoder;
import dev.hindsight.emulator.isa.Extension;
import dev.hindsight.emulator.isa.Instruction;
import dev.hindsight.emulator.isa.Op;
import dev.hindsight.emulator.isa.OperandFormat;
import java.util.Optional;

/** Any 16 bits that do not jump, reserved ones too. */
final class CompressedCases implements Cases {
    private final Decoder decoder;

    CompressedCases(Decoder decoder) {
        this.decoder = decoder;
    }

    @Override
    public void add(LoggingProgram to, Dice dice) {
        int bits = dice.bits() & 0xffff;
        Optional<Instruction> decoded = Decoder.length(bits) == 2 ? decoder.decode(bits) : Optional.empty();
        to.begin();
        if (decoded.isPresent()) {
            add(bits, decoded.get(), to, dice);
        } else if (Decoder.length(bits) == 2) {
            to.code().half(bits);
        }
    }

    private static void add(int bits, Instruction of, LoggingProgram to, Dice dice) {
        OperandFormat format = of.op().format();
        boolean ours = !Dice.isFree(of.rd()) || !Dice.isFree(of.rs1()) || !Dice.isFree(of.rs2());
        boolean jumps = format == OperandFormat.JUMP || format == OperandFormat.BRANCH || of.op() == Op.JALR;
        if (ours || jumps || of.op().extension() == Extension.F || of.op().extension() == Extension.D) {
            return;
        }
        boolean memory = format == OperandFormat.LOAD || format == OperandFormat.STORE;
        long address = LoggingProgram.BASE + LoggingProgram.SCRATCH + 4096 + dice.below(64);
        to.operand(of.rs2(), dice.integer()).operand(of.rs1(), memory ? address : dice.integer());
        to.code().half(bits);
        to.log(of.rd());
    }
}
