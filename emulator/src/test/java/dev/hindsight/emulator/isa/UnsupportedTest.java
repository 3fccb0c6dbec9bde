package dev.hindsight.emulator.isa;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnsupportedTest {
    /** But for what the machine's own Zbb makes of {@code pack}, which is looked for first. */
    @ParameterizedTest
    @ValueSource(ints = {32, 64})
    void noPatternIsAlsoAnInstructionOfOurs(int xlen) {
        List<Unsupported> all = Unsupported.ALL.stream()
                .filter(each -> each.width().fits(xlen) && (each.pattern().match() & 3) == 3)
                .toList();
        for (Op op : Op.values()) {
            if (op.existsIn(Isa.everything(xlen)) && !op.mnemonic().equals("zext.h")) {
                assertThat(all).as(op.name()).noneMatch(each -> each.pattern().overlaps(op.pattern()));
            }
        }
    }
}
