package dev.hindsight.adapter.dap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BranchingTest {
    private final Debugging debugging = Debugging.atEntry("calls-rv64-O0");

    @BeforeEach
    void recordAndGoBack() {
        travel("goto 400");
        travel("goto 100");
    }

    @AfterEach
    void close() {
        debugging.close();
    }

    /** A command that moves: its answer, after the client was told of the stop. */
    private String travel(String command) {
        String answer = debugging.console(command);
        assertThat(debugging.client.await("stopped").get("reason").getAsString())
                .isEqualTo("goto");
        return answer;
    }

    @Test
    void whatIsTypedInThePastOpensABranchAndTheUserIsTold() {
        debugging.console("input x");
        debugging.outputUntil("console", "Branch 1 begins here, at step 100 of branch 0, which is kept.\n");
        assertThat(debugging.console("when")).startsWith("step 100, branch 1, history ends at step 100");
    }

    @Test
    void aWriteInThePastOpensABranchAndTheUserIsTold() {
        debugging.console("$a5 = 77");
        debugging.outputUntil("console", "Branch 1 begins here, at step 100 of branch 0, which is kept.\n");
        assertThat(travel("switch 0 end")).isEqualTo("step 400, branch 0");
        assertThat(travel("diff 0 1")).contains("first differ at step 100.", "hart 0 a5: ", " -> 0x4d");
    }

    @Test
    void aResetStopsBeforeTheFirstInstructionAndOneCanGoBackAcrossIt() {
        travel("goto 400");
        String pc = debugging.evaluate("$pc");
        assertThat(travel("reset")).isEqualTo("step 400: reset");
        assertThat(debugging.evaluate("$pc")).startsWith("0x1000");
        assertThat(travel("goto +3")).isEqualTo("step 403");
        assertThat(travel("goto 399")).isEqualTo("step 399");
        assertThat(travel("goto +1")).isEqualTo("step 400");
        assertThat(debugging.evaluate("$pc"))
                .as("after the reset")
                .startsWith("0x1000")
                .isNotEqualTo(pc);
        assertThat(debugging.console("when")).contains("branch 0, history ends at step 403");
        assertThat(debugging.console("help reset")).startsWith("reset [halt|init|run]  ");
    }

    @Test
    void oneComesBackToBookmarksAndToWhereOneWas() {
        assertThat(debugging.console("bookmark here why not"))
                .isEqualTo("Set: bookmark 1 (here)  step 100, branch 0  why not");
        travel("goto 50%");
        assertThat(debugging.step()).isEqualTo(200);
        assertThat(travel("goto here")).isEqualTo("step 100, branch 0");
        assertThat(travel("back")).isEqualTo("step 200, branch 0");
        travel("forward");
        assertThat(debugging.step()).isEqualTo(100);
    }

    @Test
    void aCommandThatMakesNoSenseIsRefusedWithASentence() {
        assertThatThrownBy(() -> debugging.console("switch 7")).hasMessage("There is no branch '7'; try: branches");
        assertThatThrownBy(() -> debugging.console("branch 0 start")).hasMessageContaining("is not a valid name");
        assertThatThrownBy(() -> debugging.console("restart")).hasMessage("Usage: restart BOOKMARK");
    }
}
