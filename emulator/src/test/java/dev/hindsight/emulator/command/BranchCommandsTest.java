package dev.hindsight.emulator.command;

import static dev.hindsight.emulator.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hindsight.emulator.client.ClientEvent;
import dev.hindsight.emulator.machine.Bytes;
import dev.hindsight.emulator.machine.Input;
import dev.hindsight.emulator.timeline.BranchInfo;
import dev.hindsight.emulator.timeline.CounterMachine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BranchCommandsTest {
    private final Words user = new Words(new CounterMachine());

    /** History to step 1000, and a branch from step 400 to 600. */
    @BeforeEach
    void branchOff() {
        user.say("goto 1000");
        user.say("goto 400");
        user.client.write(new Input.WriteRegister(0, 0, 7));
        user.say("goto 600");
    }

    @AfterEach
    void close() {
        user.close();
    }

    @Test
    void branchesAreListedWithTheirNames() {
        assertThat(user.say("branch fixed")).isEqualTo("Branch 1 is now called 'fixed'.");
        user.say("branch 0 recorded");
        assertThat(user.say("branches"))
                .isEqualTo(
                        "  0  from step 0 to step 1000  recorded\n* 1  from step 400 of branch 0 to step 600  fixed");
        assertThat(user.say("branch")).isEqualTo("* 1  from step 400 of branch 0 to step 600  fixed");
        assertThatThrownBy(() -> user.say("branch recorded")).hasMessageContaining("already");
    }

    @Test
    void switchGoesToTheSameStepOrAsFarAsTheBranchGoes() {
        assertThat(user.say("switch 0")).isEqualTo("step 600, branch 0");
        assertThat(user.say("switch 0 900")).isEqualTo("step 900, branch 0");
        assertThat(user.say("switch 1")).isEqualTo("step 600, branch 1");
        assertThat(user.say("switch 0 end")).isEqualTo("step 1000, branch 0");
        assertThat(user.say("switch 1 -500")).isEqualTo("step 500, branch 1");
        assertThatThrownBy(() -> user.say("switch nowhere")).hasMessage("There is no branch 'nowhere'; try: branches");
        assertThatThrownBy(() -> user.say("switch")).hasMessage("Usage: switch BRANCH [STEP]");
    }

    @Test
    void diffSaysWhereAndWhat() {
        assertThat(user.say("diff 0"))
                .startsWith("branch 0 and branch 1 first differ at step 400.\nAt step 400:\ncounter number: ")
                .endsWith(" -> 7");
        assertThat(user.say("when")).as("it moves nothing").startsWith("step 600, branch 1");
        assertThat(user.say("diff 1 0 at 300")).endsWith("At step 300 they are equal.");
        assertThat(user.say("diff 0 at 500")).contains("At step 500:\ncounter number");
        assertThatThrownBy(() -> user.say("diff 1")).hasMessageContaining("name two different branches");
        assertThatThrownBy(() -> user.say("diff 0 1 500")).hasMessageContaining("Only 'at STEP' can follow");
        assertThatThrownBy(() -> user.say("diff 0 at x")).hasMessageContaining("'x' is not a valid step");
    }

    @Test
    void deleteBranchSaysWhatIsGone() {
        assertThatThrownBy(() -> user.say("delete-branch 1")).hasMessageContaining("You are on branch 1");
        user.say("switch 0");
        assertThatThrownBy(() -> user.say("delete-branch 1 now")).hasMessageContaining("Only 'all'");
        assertThat(user.say("delete-branch 1")).isEqualTo("Deleted: branch 1");
        assertThat(user.say("branches")).doesNotContain("1  from");
    }

    @Test
    void everyoneLearnsOfANewBranchAlsoOfOneThatWasTyped() {
        user.say("goto 500");
        user.client.type(Bytes.utf8("x"));
        assertThat(user.say("when")).startsWith("step 500, branch 2");
        assertThat(user.heard)
                .contains(
                        new ClientEvent.Branched(new BranchInfo(1, 0, 400, 400, "")),
                        new ClientEvent.Branched(new BranchInfo(2, 1, 500, 500, "")));
        user.say("branch typed");
        eventually()
                .untilAsserted(() -> assertThat(user.heard)
                        .contains(new ClientEvent.BranchesChanged("user: branch 2 is now called 'typed'.")));
    }
}
