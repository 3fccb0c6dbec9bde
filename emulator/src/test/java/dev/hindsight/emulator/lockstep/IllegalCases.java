package dev.hindsight.emulator.lockstep;

import dev.hindsight.emulator.isa.Decoder;
import dev.hindsight.emulator.isa.Instruction;
import dev.hindsight.emulator.isa.Op;
import java.util.List;

/** 32 bits that are no instruction, most of them a bit or two beside one. */
final class IllegalCases implements Cases {
    private final Decoder decoder;
    private final List<Op> ops = List.of(Op.values());

    IllegalCases(Decoder decoder) {
        this.decoder = decoder;
    }

    @Override
    public void add(LoggingProgram to, Dice dice) {
        int bits = dice.bits();
        if (!dice.oneIn(3)) {
            bits = new Instruction(dice.of(ops), dice.below(32), dice.below(32), dice.below(32), dice.bits(), 4)
                    .encode();
            bits ^= 1 << dice.below(32) | (dice.oneIn(2) ? 1 << dice.below(32) : 0);
        }
        boolean longer = (bits & 0x1f) == 0x1f;
        if (Decoder.length(bits) == 4 && !longer && decoder.decode(bits).isEmpty()) {
            to.begin();
            to.code().word(bits);
        }
    }
}
