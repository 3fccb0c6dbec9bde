package dev.hindsight.adapter.eval;

import dev.hindsight.adapter.frames.Frame;
import dev.hindsight.adapter.symbols.CType;
import dev.hindsight.adapter.symbols.Program;
import dev.hindsight.emulator.machine.Bytes;
import java.util.Optional;

/** What values are evaluated in: a frame of a program. */
record EvaluationContext(Program program, Frame frame) {
    Value inMemory(CType type, long address, Optional<String> name) {
        return new Value(this, type, new Storage.InMemory(frame, program.canonical(address)), name);
    }

    /** A calculated value. */
    Value known(CType type, byte[] bytes) {
        return new Value(this, type, new Storage.Fixed(Bytes.of(bytes)), Optional.empty());
    }

    Value integer(CType type, long value) {
        return known(type, Numbers.bytes(value, (int) Math.max(type.size(), 1)));
    }

    Value real(CType type, double value) {
        boolean single = type.size() == 4;
        return known(
                type,
                single
                        ? Numbers.bytes(Float.floatToRawIntBits((float) value), 4)
                        : Numbers.bytes(Double.doubleToRawLongBits(value), 8));
    }

    Value truth(boolean condition) {
        return integer(base("int"), condition ? 1 : 0);
    }

    CType base(String name) {
        return program.type(name).orElseThrow();
    }

    CType pointerTo(CType target) {
        return new CType.Pointer(() -> target, program.addressSize());
    }
}
