package dev.hindsight.emulator.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.machine.AccessKind;
import dev.hindsight.emulator.machine.Footprint;
import dev.hindsight.emulator.machine.Hit;
import dev.hindsight.emulator.machine.Inspector;
import dev.hindsight.emulator.machine.StopPoints;
import java.util.HashSet;
import java.util.Set;

/** What single steps are seen to touch, each of which a footprint must name. */
final class TouchedBySteps {
    private final Set<Long> pcs = new HashSet<>();
    private final Set<Hit.Access> writes = new HashSet<>();
    private final Set<StopPoints> met = new HashSet<>();

    /** The machine is about to make a step. */
    void stands(Board board) {
        Inspector now = board.inspect();
        if (now.nextHart() >= 0) {
            pcs.add(now.pc(now.nextHart()));
        }
    }

    /** A step met one of {@code stops}. */
    void met(Hit hit, StopPoints stops) {
        met.add(stops);
        if (hit instanceof Hit.Data data && stops == RandomStops.EVERY_WRITE) {
            data.accesses().stream()
                    .filter(access -> access.kind() == AccessKind.WRITE)
                    .forEach(writes::add);
        }
    }

    /** Forgets all; the footprint is one of these steps. */
    void check(Footprint footprint) {
        for (long pc : pcs) {
            assertThat(footprint.mayHaveRun(pc)).as("0x%x ran", pc).isTrue();
        }
        for (Hit.Access write : writes) {
            assertThat(footprint.mayHaveWritten(write.address(), write.length()))
                    .as("%s", write)
                    .isTrue();
        }
        for (StopPoints stops : met) {
            assertThat(stops.mayBeMetIn(footprint)).as("%s", stops.events()).isTrue();
        }
        pcs.clear();
        writes.clear();
        met.clear();
    }
}
