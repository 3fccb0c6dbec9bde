package dev.hindsight.emulator.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hindsight.emulator.timeline.CounterMachine;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CommandsTest {
    private final Words user = new Words(new CounterMachine());

    @AfterEach
    void close() {
        user.close();
    }

    @Test
    void whenSaysWhereOneStands() {
        user.say("goto 1000");
        user.say("goto 250");
        assertThat(user.say("when"))
                .isEqualTo("step 250, branch 0, history ends at step 1000, guest time 0.000000250 s");
    }

    @Test
    void gotoUnderstandsStepsDistancesPartsAndBothEnds() {
        assertThat(user.say("goto 1000")).isEqualTo("step 1000");
        assertThat(user.say("goto -10")).isEqualTo("step 990");
        assertThat(user.say("goto +4")).isEqualTo("step 994");
        assertThat(user.say("goto 50%")).isEqualTo("step 500");
        assertThat(user.say("goto 12.5%")).isEqualTo("step 125");
        assertThat(user.say("goto end")).isEqualTo("step 1000");
        assertThat(user.say("goto start")).isEqualTo("step 0");
        assertThat(user.say("goto -1")).isEqualTo("step 0: Start of recorded history");
    }

    @Test
    void whatIsNoStepIsToldSo() {
        for (String place : List.of("", "nowhere", "5 6", "1e3", "9223372036854775808", "x%", "%")) {
            assertThatThrownBy(() -> user.say("goto " + place))
                    .isInstanceOf(CommandException.class)
                    .hasMessage("'" + place
                            + "' is not a step; try a number, +N, -N, N%, start, end or a bookmark's name.");
        }
        for (String part : List.of("101%", "-1%", "NaN%")) {
            assertThatThrownBy(() -> user.say("goto " + part)).hasMessage("'" + part + "' is not between 0% and 100%.");
        }
    }

    @Test
    void statsCountsAsOneCounts() {
        assertThat(user.say("stats")).startsWith("step 0 of history 0 to 0, 1 branch, 1 checkpoint, ");
        user.say("goto 3000000");
        assertThat(user.say("stats")).matches("step 3000000 of history 0 to 3000000, 1 branch, \\d+ checkpoints, .*");
    }

    @Test
    void statsSaysWhereHistoryHasNoRoomForTwoStates() {
        String tight = "; history has no room for two checkpoints: give it more with history MIB";
        try (Words other = new Words(new CounterMachine(), 5000)) {
            other.say("goto 3000000");
            assertThat(other.say("stats")).contains(", 1 checkpoint, ").endsWith(tight);
            assertThat(other.say("history 1")).doesNotContain(tight);
        }
        assertThat(user.say("stats")).doesNotContain(tight);
    }

    @Test
    void everyHelpOnGotoSaysTheSameOfItsPlaces() {
        assertThat(user.say("help goto")).endsWith(": " + Destination.PLACES);
        assertThatThrownBy(() -> user.say("goto nowhere")).hasMessageEndingWith("try " + Destination.PLACES + ".");
    }

    @Test
    void helpListsEveryCommandWithItsUse() {
        assertThat(user.say("help"))
                .contains("goto PLACE", "when ", "stats ", "help [COMMAND]")
                .doesNotContain("quit");
        assertThat(user.say("help stats"))
                .isEqualTo("stats  show how much history there is, and how much memory it takes");
        assertThatThrownBy(() -> user.say("help jump")).hasMessageStartingWith("There is no command 'jump'");
    }

    @Test
    void anUnknownWordAndTooManyArgumentsAreToldSo() {
        assertThatThrownBy(() -> user.say("jump 5")).hasMessage("There is no command 'jump'; try: help");
        assertThatThrownBy(() -> user.say("when now")).hasMessage("Usage: when");
    }
}
