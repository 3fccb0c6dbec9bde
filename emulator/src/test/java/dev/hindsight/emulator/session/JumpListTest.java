package dev.hindsight.emulator.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.client.VisitedPlace;
import dev.hindsight.emulator.timeline.Mark;
import dev.hindsight.emulator.timeline.Moment;
import org.junit.jupiter.api.Test;

class JumpListTest {
    private final JumpList jumps = new JumpList(at(0));

    private static Mark at(long step) {
        return new Mark(new Moment(0, step), 0);
    }

    private void jump(long step) {
        jumps.arrived(at(step), "", false, true);
    }

    private void part(long step, boolean atOnce) {
        jumps.arrived(at(step), "", true, atOnce);
    }

    @Test
    void partsThatFollowAtOnceAreOnePlaceAndAJumpIsAlwaysItsOwn() {
        jump(100);
        part(99, true);
        part(98, true);
        part(50, false);
        jump(7);
        assertThat(jumps.places())
                .extracting(place -> place.mark().moment().step())
                .containsExactly(0L, 100L, 98L, 50L, 7L);
    }

    @Test
    void whoWasMovedAwayByOthersComesBackToTheLastPlaceOfHisOwn() {
        jump(100);
        jump(200);
        assertThat(jumps.back(at(5))).contains(at(200));
        assertThat(jumps.back(at(200))).contains(at(100));
    }

    @Test
    void onlyTheLastThousandPlacesAreKept() {
        for (int step = 1; step <= 5000; step++) {
            jump(step);
        }
        assertThat(jumps.places()).hasSize(1000).last().isEqualTo(new VisitedPlace(at(5000), "", true));
        long bytes = jumps.bytes();
        jump(9);
        assertThat(jumps.bytes()).isEqualTo(bytes);
    }

    @Test
    void placesOnDeletedBranchesAreForgottenAndTheWayStays() {
        jump(100);
        jumps.arrived(new Mark(new Moment(1, 50), 1), "", false, false);
        jump(200);
        jumps.keep(mark -> mark.moment().branch() == 0, at(200));
        assertThat(jumps.back(at(200))).contains(at(100));
        assertThat(jumps.forward()).contains(at(200));
    }
}
