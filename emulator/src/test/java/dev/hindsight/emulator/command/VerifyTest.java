package dev.hindsight.emulator.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.client.ClientEvent;
import dev.hindsight.emulator.timeline.CounterMachine;
import org.junit.jupiter.api.Test;

class VerifyTest {
    private static final long END = 3_000_000;

    private final CounterMachine machine = new CounterMachine();

    @Test
    void aHistoryThatReplaysAsItWasIsFoundGoodAndNobodyHasMoved() {
        try (Words user = new Words(machine, 1 << 24)) {
            user.say("goto " + END);
            user.say("goto 1000");
            assertThat(user.say("verify"))
                    .isEqualTo(
                            "step 1000: all 3000000 steps of this branch were replayed, and every state matched the recorded one");
            assertThat(user.say("when")).startsWith("step 1000,");
        }
    }

    @Test
    void aMachineThatGoesAnotherWayIsFoundOut() {
        try (Words user = new Words(machine, 1 << 24)) {
            user.say("goto " + END);
            machine.disturbAt(1_500_000);
            assertThat(user.say("verify")).contains("differed from the recorded one");
            assertThat(user.heard).anySatisfy(event -> assertThat(event).isInstanceOf(ClientEvent.Diverged.class));
            assertThat(user.say("when")).startsWith("step " + END);
        }
    }
}
