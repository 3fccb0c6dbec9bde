package dev.hindsight.adapter.eval;

import dev.hindsight.adapter.symbols.CType;
import java.util.List;

/** Turns "this value shall become that text" into writes. */
final class AssignmentPlan {
    private AssignmentPlan() {}

    static List<Write> of(Value target, String text) {
        Evaluator.requireShort(text);
        EvaluationContext setting = target.setting();
        Value source = new Evaluator(setting.program()).evaluate(withoutComment(text), setting.frame());
        CType type = target.type();
        if (!Kinds.isScalar(type)) {
            if (!type.text().equals(source.type().text()) || type.size() == 0) {
                throw new EvalException(
                        "A value of type %s cannot be set as a whole; set its members.".formatted(type.text()));
            }
            return target.storage().write(source.bytes());
        }
        Value converted = Calculation.convert(source, type);
        return target.bitSize() == 0
                ? target.storage().write(converted.bytes())
                : target.storage().write(intoBits(target, converted.bits()));
    }

    /** What we show behind a number ({@code 65 'A'}, {@code 0x80000010 <main>}) may come back with the edited number. */
    private static String withoutComment(String text) {
        return text.strip().replaceFirst("^(-?\\w+)\\s+('.*'|\".*\"(\\.\\.\\.)?|<.*>)(\\s+\".*\"(\\.\\.\\.)?)?$", "$1");
    }

    private static byte[] intoBits(Value field, long bits) {
        int size = (field.bitOffset() + field.bitSize() + 7) / 8;
        long before = Numbers.unsigned(field.storage().read(size));
        long mask = (field.bitSize() == 64 ? -1L : (1L << field.bitSize()) - 1) << field.bitOffset();
        return Numbers.bytes(before & ~mask | bits << field.bitOffset() & mask, size);
    }
}
