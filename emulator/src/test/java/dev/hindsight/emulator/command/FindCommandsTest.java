package dev.hindsight.emulator.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hindsight.emulator.Emulator;
import dev.hindsight.emulator.GuestConfig;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On a guest that takes twenty timer interrupts, counts them in {@code ticks}, and prints how many there were. */
class FindCommandsTest {
    private static final Path GUEST =
            Path.of(System.getProperty("hindsight.root"), "emulator/src/test/guests/interrupts-rv64.elf");

    private final Words user = new Words(Emulator.machine(GuestConfig.of(GUEST)));

    @BeforeEach
    void runToTheEnd() {
        user.say("goto 1000000");
    }

    @AfterEach
    void close() {
        user.close();
    }

    private long step() {
        return user.client.view().step();
    }

    private long ticks() {
        return user.client.read(now -> now.read(0, 0x80001008L, 4)[0]);
    }

    @Test
    void interruptsAreFoundInBothDirectionsAndByNumber() {
        long end = step();
        assertThat(user.say("find back interrupt 7")).endsWith(": Timer interrupt");
        assertThat(ticks()).isEqualTo(19);
        user.say("goto 0");
        assertThat(user.say("find #3 interrupt")).endsWith(": Timer interrupt");
        assertThat(ticks()).isEqualTo(2);
        assertThat(user.say("find exception")).contains("Nothing was found up to step " + end);
        assertThat(user.say("find #21 trap")).contains("Nothing was found");
        assertThat(ticks()).isEqualTo(2);
    }

    @Test
    void aTextOnTheConsoleIsFoundAcrossItsBytes() {
        assertThat(user.say("find back output \"ks 20\\n\"")).endsWith(": \"ks 20\n\" on the console");
        assertThat(user.say("find back output ticks")).endsWith(": \"ticks\" on the console");
        assertThat(user.say("find back output ticks")).contains("Nothing was found");
    }

    @Test
    void functionsAreFoundByTheirNames() {
        user.say("goto 0");
        assertThat(user.say("find call on_trap")).endsWith(": Call of 0x80000074");
        assertThat(ticks()).isZero();
        assertThat(user.say("find return on_trap")).endsWith(": Return from the function at 0x80000074");
        assertThat(ticks()).isEqualTo(1);
        assertThat(user.say("find back call 0x80000074..0x800000de")).endsWith(": Call of 0x80000074");
        assertThat(ticks()).isZero();
    }

    @Test
    void writesAreFoundWhateverTheyAreCalled() {
        long end = step();
        assertThat(user.say("last-write ticks")).contains(": write of 4 bytes at 0x80001008 by the instruction at 0x");
        assertThat(ticks()).isEqualTo(19);
        long last = step();
        user.say("goto " + end);
        user.say("find back changed ticks");
        assertThat(step()).isEqualTo(last);
        user.say("find back write 0x80001008 4 or exec on_trap");
        assertThat(ticks()).isEqualTo(19);
        user.say("find #5 changed ticks");
        assertThat(ticks()).isEqualTo(5);
        user.say("first-write ticks");
        assertThat(ticks()).isLessThan(2);
        assertThat(user.say("last-exec _start")).endsWith(": at 0x80000000");
    }

    @Test
    void aRangeOfStepsLimitsTheSearch() {
        user.say("goto 0");
        user.say("find #10 interrupt");
        long tenth = step() - 1;
        user.say("goto 0");
        user.say("find interrupt in %d %d".formatted(tenth, tenth + 1));
        assertThat(step()).isEqualTo(tenth + 1);
        assertThat(user.say("find interrupt in 0 " + tenth)).contains("Nothing was found");
        assertThat(step()).isEqualTo(tenth + 1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "find | The event to find (trap, exception [CAUSE], interrupt [CAUSE], mode [M|S|U], output TEXT,",
                "find back sense | 'sense' is not a kind of event; try: trap,",
                "find call | The function is missing.",
                "find call nobody | 'nobody' is not an address: enter a number, decimal or with 0x, or a symbol of the program.",
                "find call 0x20..0x10 | '0x20..0x10' is not a range: its end must be after its start.",
                "find interrupt seven | 'seven' is not a valid cause.",
                "find mode X | 'X' is not a mode: enter M, S or U.",
                "find output a b in 0 9 | Put a text of several words in quotes: output \"a b\".",
                "find output a b c or trap | Put a text of several words in quotes: output \"a b\".",
                "find changed 0x80000000 4097 | A search for changes can cover at most 4096 bytes.",
                "find output \"\" | A text to find must have 1 to 128 bytes.",
                "find output \"\\q\" | \"\\q\" contains an escape sequence that C does not have.",
                "find write 0x80001000 0 | The length must be at least 1 byte.",
                "find #0 trap | Hits are numbered from 1.",
                "find trap in 5 | Last step is missing.",
                "find trap trap | 'trap' cannot be part of a search; try: help find"
            })
    void whatMakesNoSenseIsSaidInASentence(String line, String sentence) {
        assertThatThrownBy(() -> user.say(line))
                .isInstanceOf(CommandException.class)
                .hasMessageStartingWith(sentence);
    }
}
