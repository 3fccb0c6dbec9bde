package dev.hindsight.emulator.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hindsight.emulator.client.ClientEvent;
import dev.hindsight.emulator.machine.Input;
import dev.hindsight.emulator.timeline.CounterMachine;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PlaceCommandsTest {
    private final Words user = new Words(new CounterMachine());

    @AfterEach
    void close() {
        user.close();
    }

    private String when() {
        return user.say("when").split(", history")[0];
    }

    @Test
    void aBookmarkIsFoundAgainByItsNameAndItsNumber() {
        user.say("goto 400");
        assertThat(user.say("bookmark")).isEqualTo("Set: bookmark 1  step 400, branch 0");
        user.say("goto 700");
        assertThat(user.say("bookmark crash  it is \"here\""))
                .isEqualTo("Set: bookmark 2 (crash)  step 700, branch 0  it is \"here\"");
        assertThat(user.say("restart 1")).isEqualTo("step 400, branch 0");
        assertThat(user.say("goto crash")).isEqualTo("step 700, branch 0");
        assertThat(user.say("restart crash")).isEqualTo("step 700, branch 0");
        assertThat(user.say("bookmarks")).hasLineCount(2).endsWith("here\"");
        assertThatThrownBy(() -> user.say("checkpoint crash")).hasMessage("Bookmark 2 is already called 'crash'.");
        assertThatThrownBy(() -> user.say("restart 3")).hasMessage("There is no bookmark '3'; try: bookmarks");
    }

    @Test
    void aDeletedBookmarkIsGoneAndItsNumberIsNotGivenAgain() {
        assertThat(user.say("bookmarks")).isEqualTo("There are no bookmarks.");
        user.say("bookmark first");
        assertThat(user.say("delete-bookmark first")).isEqualTo("Deleted: bookmark 1 (first)");
        assertThatThrownBy(() -> user.say("goto first")).hasMessageContaining("is not a step");
        assertThat(user.say("checkpoint")).startsWith("Set: bookmark 2 ");
    }

    @Test
    void aBookmarkStaysWithItsBranchAndWithTheStateBeforeALaterInput() {
        user.say("goto 1000");
        user.say("bookmark live");
        user.client.write(new Input.WriteRegister(0, 0, 5));
        user.say("goto 400");
        user.client.write(new Input.WriteRegister(0, 0, 7));
        user.say("goto 600");
        user.say("bookmark branched");
        user.say("goto 300");
        user.say("bookmark shared");
        assertThat(user.say("goto end")).startsWith("step 600");
        assertThat(user.say("restart live")).isEqualTo("step 1000, branch 0");
        assertThat(user.client.<Long>read(now -> now.register(0, 0).orElseThrow()))
                .isNotEqualTo(5);
        assertThat(user.say("goto branched")).isEqualTo("step 600, branch 1");
        user.say("switch 0");
        assertThat(user.say("delete-branch 1")).isEqualTo("Deleted: branch 1, bookmark 2 (branched)");
        assertThat(user.say("goto shared")).as("branch 0 has that state too").isEqualTo("step 300, branch 0");
    }

    @Test
    void othersHearOfBookmarks() {
        user.say("bookmark here");
        user.say("delete-bookmark here");
        assertThat(user.heard.stream()
                        .filter(ClientEvent.News.class::isInstance)
                        .map(event -> ((ClientEvent.News) event).sentence()))
                .containsExactly("user: bookmark 1 (here) is at step 0.", "user: bookmark 1 (here) was deleted.");
    }

    @Test
    void backAndForwardGoThroughWhereTheUserWas() {
        user.say("goto 100");
        user.say("goto 300");
        user.say("goto 200");
        assertThat(user.say("back")).isEqualTo("step 300, branch 0");
        assertThat(user.say("back")).isEqualTo("step 100, branch 0");
        assertThat(user.say("forward")).isEqualTo("step 300, branch 0");
        assertThat(user.say("back")).isEqualTo("step 100, branch 0");
        user.say("goto 50");
        assertThatThrownBy(() -> user.say("forward")).hasRootCauseMessage("There is no later place to go forward to.");
        assertThat(user.say("back")).isEqualTo("step 100, branch 0");
        assertThat(user.say("back")).isEqualTo("step 0, branch 0");
        assertThatThrownBy(() -> user.say("back")).hasRootCauseMessage("There is no earlier place to go back to.");
        assertThat(when()).isEqualTo("step 0, branch 0");
    }

    @Test
    void backCrossesBranchesAndUndoesAWrite() {
        user.say("goto 1000");
        user.say("goto 400");
        long before = user.client.read(now -> now.register(0, 0).orElseThrow());
        user.client.write(new Input.WriteRegister(0, 0, 7));
        assertThat(user.say("back")).isEqualTo("step 400, branch 0");
        assertThat(user.client.<Long>read(now -> now.register(0, 0).orElseThrow()))
                .isEqualTo(before);
        assertThat(user.say("forward")).isEqualTo("step 400, branch 1");
        assertThat(user.client.<Long>read(now -> now.register(0, 0).orElseThrow()))
                .isEqualTo(7);
    }

    @Test
    void placesSayWhyTheUserWasThereAndDeletedBranchesAreSkipped() {
        user.say("goto 1000");
        user.say("goto 400");
        user.client.write(new Input.WriteRegister(0, 0, 7));
        user.say("switch 0 900");
        user.say("bookmark");
        assertThat(user.say("places")).isEqualTo("""
                          step 0, branch 0
                          step 1000, branch 0
                          step 400, branch 0
                          step 400, branch 1  after a write
                        * step 900, branch 0  [bookmark 1]""");
        user.say("delete-branch 1");
        assertThat(user.say("back")).isEqualTo("step 400, branch 0");
    }

    @Test
    void consoleShowsTheLastLinesWithTheirSteps() {
        assertThat(user.say("console")).isEqualTo("The guest has printed nothing yet.");
        user.say("goto 100000");
        String[] lines = user.say("console 3").split("\n");
        assertThat(lines).hasSize(3).allMatch(line -> line.matches("step \\d+  .+"));
        assertThatThrownBy(() -> user.say("console many")).hasMessage("'many' is not a number of lines.");
    }
}
