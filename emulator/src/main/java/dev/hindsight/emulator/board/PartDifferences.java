package dev.hindsight.emulator.board;

import dev.hindsight.emulator.hart.Hart;
import dev.hindsight.emulator.isa.FloatRegister;
import dev.hindsight.emulator.isa.Register;
import dev.hindsight.emulator.machine.Difference;
import dev.hindsight.emulator.state.StateFields;
import java.util.ArrayList;
import java.util.List;

/** Compares two sets of parts field by field. */
final class PartDifferences {
    private static final long ALL = -1;
    private static final long LOW_HALF = 0xffff_ffffL;

    private PartDifferences() {}

    static List<Difference> between(Parts first, Parts second, int xlen) {
        List<Difference> found = new ArrayList<>();
        for (int i = 0; i < first.named().size(); i++) {
            compare(first.named().get(i), second.named().get(i), xlen, found);
        }
        return found;
    }

    private static void compare(Parts.Named first, Parts.Named second, int xlen, List<Difference> to) {
        boolean registers = first.state() instanceof Hart;
        long mask = registers && xlen == 32 ? LOW_HALF : ALL;
        List<StateFields.Field> fields = StateFields.of(first.state());
        List<StateFields.Field> others = StateFields.of(second.state());
        for (int i = 0; i < fields.size(); i++) {
            StateFields.Field field = fields.get(i);
            StateFields.Field other = others.get(i);
            if (!field.hasValueOf(other)) {
                String name = registers ? register(field.name()) : field.name();
                to.add(new Difference.Field(first.name(), name, field.text(mask), other.text(mask)));
            }
        }
    }

    /** A hart keeps its registers by number; people know them by what they are for. */
    private static String register(String field) {
        if (field.matches("[xf]\\[\\d+]")) {
            int number = Integer.parseInt(field.substring(2, field.length() - 1));
            return field.startsWith("x")
                    ? Register.x(number).abi()
                    : FloatRegister.f(number).abi();
        }
        return field;
    }
}
