package dev.hindsight.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DemoCommandTest {
    private static final String STEP = "step (\\d+) -> (\\d+)  ";
    private static final String TIME = "  \\([0-9.]+ ms\\)";

    @Test
    void theDemoWalksFromTheCrashBackToItsCause() {
        CommandRun run = CommandRun.of(Main::commandLine, "", "demo");

        assertThat(run.status()).as(run.err()).isZero();
        List<String> moves =
                run.out().lines().filter(line -> line.startsWith("step ")).toList();
        assertThat(moves).hasSize(4);
        assertThat(moves.get(0))
                .matches(STEP + "corruption.c:85  zones\\[2].limits  0x\\w+ <warm> -> 0x7265746e6563202c" + TIME);
        assertThat(moves.get(1))
                .matches(STEP + "corruption.c:71  zones\\[2].limits  0x7265746e6563202c -> 0x65746e6563202c" + TIME);
        assertThat(moves.get(2))
                .matches(STEP + "corruption.c:70  zones\\[2].label  \"tomatoes, hall 2\" -> \"tomatoes\"" + TIME);
        assertThat(moves.get(3))
                .matches(STEP + "corruption.c:75  \\$pc  0x\\w+ <copy> -> 0x\\w+ <rename_zone\\+12>" + TIME);
        assertThat(run.out())
                .contains("| Greenhouse control", "|   zone 1 ok: spinach")
                .contains("71 | to[i] = from[i];", "i = 23, count = 25, from = ")
                .contains("75 | copy(zone->label, label, length(label) + 1);");
    }

    @Test
    void eachMoveStartsWhereTheLastOneEnded() {
        List<String> moves = CommandRun.of(Main::commandLine, "", "demo")
                .out()
                .lines()
                .filter(line -> line.startsWith("step "))
                .toList();
        for (int i = 1; i < moves.size(); i++) {
            assertThat(moves.get(i).split(" ")[1]).isEqualTo(moves.get(i - 1).split(" ")[3]);
        }
    }

    @Test
    void theTranscriptHasTheMessagesOfTheProtocol() {
        assertThat(CommandRun.of(Main::commandLine, "", "demo", "--transcript")
                        .out()
                        .lines())
                .anyMatch(line -> line.startsWith("-> {") && line.contains("\"reverseContinue\""))
                .anyMatch(line -> line.startsWith("<- {") && line.contains("\"stopped\""));
    }
}
