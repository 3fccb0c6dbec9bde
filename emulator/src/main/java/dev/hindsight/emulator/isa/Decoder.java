package dev.hindsight.emulator.isa;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the instruction in its bits, for one instruction set. */
public final class Decoder {
    private static final List<Compressed> COMPRESSED = List.of(Compressed.values());

    private final Isa isa;
    private final List<List<Op>> byOpcode = new ArrayList<>();

    public Decoder(Isa isa) {
        this.isa = isa;
        for (int opcode = 0; opcode < 128; opcode++) {
            byOpcode.add(new ArrayList<>());
        }
        for (Op op : Op.values()) {
            if (op.existsIn(isa)) {
                byOpcode.get(op.pattern().match() & 127).add(op);
            }
        }
    }

    /** Bytes of the instruction that starts with this halfword. */
    public static int length(int bits) {
        return (bits & 3) == 3 ? 4 : 2;
    }

    /** The instruction, of which {@code bits} may hold more than needed; empty if there is none. */
    public Optional<Instruction> decode(int bits) {
        return length(bits) == 4 ? decodeFull(bits) : decodeCompressed(bits & 0xffff);
    }

    private Optional<Instruction> decodeFull(int bits) {
        for (Op op : byOpcode.get(bits & 127)) {
            if (op.pattern().matches(bits)) {
                return legal(op.format().decode(op, bits));
            }
        }
        return Optional.empty();
    }

    private Optional<Instruction> decodeCompressed(int bits) {
        for (Compressed form : COMPRESSED) {
            if (form.matches(bits, isa)) {
                return form.expand(bits).flatMap(this::legal);
            }
        }
        return Optional.empty();
    }

    /** A shift by 32 or more needs 64 bits. */
    private Optional<Instruction> legal(Instruction decoded) {
        boolean tooFar = isa.xlen() == 32 && decoded.op().format() == OperandFormat.SHIFT && decoded.imm() > 31;
        return tooFar ? Optional.empty() : Optional.of(decoded);
    }
}
