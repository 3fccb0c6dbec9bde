package dev.hindsight.emulator.engine;

import dev.hindsight.emulator.fp.FloatFormat;
import dev.hindsight.emulator.fp.IntegerType;
import dev.hindsight.emulator.isa.Op;
import java.util.Map;
import java.util.Optional;

/**
 * What a floating-point instruction does, as its name says: {@code fadd.s}, {@code fcvt.w.d}.
 *
 * @param format of what is calculated with, or converted from
 * @param to what a conversion between formats ends in
 * @param integer what a conversion has on its other side
 */
record FloatOp(Kind kind, FloatFormat format, FloatFormat to, IntegerType integer) {
    /** Operations that calculate in one format are called as they are written. */
    enum Kind {
        FADD,
        FSUB,
        FMUL,
        FDIV,
        FSQRT,
        FMADD,
        FMSUB,
        FNMSUB,
        FNMADD,
        FSGNJ,
        FSGNJN,
        FSGNJX,
        FMIN,
        FMAX,
        FEQ,
        FLT,
        FLE,
        FCLASS,
        CONVERT,
        TO_INTEGER,
        FROM_INTEGER,
        MOVE_TO_X,
        MOVE_FROM_X
    }

    private static final Map<String, IntegerType> INTEGERS =
            Map.of("W", IntegerType.INT32, "WU", IntegerType.UINT32, "L", IntegerType.INT64, "LU", IntegerType.UINT64);

    static FloatOp of(Op op) {
        String[] parts = op.name().split("_");
        return switch (parts[0]) {
            case "FMV" -> parts[1].equals("X") ? plain(Kind.MOVE_TO_X, parts[2]) : plain(Kind.MOVE_FROM_X, parts[1]);
            case "FCVT" -> conversion(parts[1], parts[2]);
            default -> plain(Kind.valueOf(parts[0]), parts[1]);
        };
    }

    private static FloatOp conversion(String to, String from) {
        if (INTEGERS.containsKey(to)) {
            return new FloatOp(Kind.TO_INTEGER, format(from), format(from), integer(to));
        }
        if (INTEGERS.containsKey(from)) {
            return new FloatOp(Kind.FROM_INTEGER, format(to), format(to), integer(from));
        }
        return new FloatOp(Kind.CONVERT, format(from), format(to), IntegerType.INT64);
    }

    private static FloatOp plain(Kind kind, String letter) {
        return new FloatOp(kind, format(letter), format(letter), IntegerType.INT64);
    }

    private static IntegerType integer(String letters) {
        return Optional.ofNullable(INTEGERS.get(letters)).orElseThrow();
    }

    /** FMV.X.W calls a single a word. */
    private static FloatFormat format(String letter) {
        return switch (letter) {
            case "H" -> FloatFormat.HALF;
            case "S", "W" -> FloatFormat.SINGLE;
            case "D" -> FloatFormat.DOUBLE;
            default -> throw new IllegalArgumentException(letter);
        };
    }
}
