package dev.hindsight.adapter.dap;

import dev.hindsight.adapter.symbols.Program;
import dev.hindsight.emulator.isa.Decoder;
import java.util.Locale;

/** An instruction as the assembler writes it. */
final class InstructionText {
    private final Decoder decoder;

    InstructionText(Program program) {
        this.decoder = new Decoder(8 * program.addressSize());
    }

    String of(long address, byte[] bytes) {
        int bits = 0;
        for (int i = bytes.length - 1; i >= 0; i--) {
            bits = bits << 8 | bytes[i] & 0xff;
        }
        return decoder.decode(bits)
                .map(instruction -> instruction.op().name().toLowerCase(Locale.ROOT))
                .orElse("0x%x".formatted(bits));
    }
}
