package dev.hindsight.emulator.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stock gdb's watchpoints: after every stop, not only the values but also pc and step must be right. */
@Tag("tools")
class GdbWatchTest extends GdbTests {
    private static final String[] SUMS = {"0", "1", "3", "6", "10"};

    @ParameterizedTest
    @ValueSource(strings = {"calls-rv32-O0", "calls-rv64-O0", "calls-rv32-Og", "calls-rv64-Og"})
    void aWriteIsMetOnItsOtherSideInBothDirections(String guest) {
        try (GdbDoor door = ofTestGuest(guest)) {
            Gdb gdb = door.gdb();
            gdb.ask("watch counter");
            gdb.ask("continue");
            long written = gdb.step();
            long after = gdb.value("$pc");
            assertThat(gdb.value("counter")).isEqualTo(1);
            gdb.ask("continue");

            assertThat(gdb.ask("reverse-continue")).contains("Old value = 3", "New value = 1");
            assertThat(gdb.ask("reverse-continue")).contains("Old value = 1", "New value = 0");
            assertThat(gdb.step()).as("backward it stands before the write").isEqualTo(written - 1);
            assertThat(gdb.ask("x/i $pc")).contains("\tsw\t");
            assertThat(gdb.value("counter")).isZero();

            assertThat(gdb.ask("continue")).contains("Old value = 0", "New value = 1");
            assertThat(gdb.step()).as("forward it stands after the write").isEqualTo(written);
            assertThat(gdb.value("$pc")).isEqualTo(after);

            assertThat(gdb.ask("reverse-continue"))
                    .as("even where that is here")
                    .contains("Old value = 1");
            assertThat(gdb.step()).isEqualTo(written - 1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"calls-rv32-O0", "calls-rv64-O0"})
    void everyWriteIsMetOnce(String guest) {
        try (GdbDoor door = ofTestGuest(guest)) {
            Gdb gdb = door.gdb();
            gdb.ask("watch counter");
            long step = 0;
            for (int i = 1; i < SUMS.length; i++) {
                assertThat(gdb.ask("continue")).contains("Old value = " + SUMS[i - 1], "New value = " + SUMS[i]);
                assertThat(gdb.step()).isGreaterThan(step);
                step = gdb.step();
            }
            for (int i = SUMS.length - 1; i > 0; i--) {
                assertThat(gdb.ask("reverse-continue"))
                        .contains("Old value = " + SUMS[i], "New value = " + SUMS[i - 1]);
                assertThat(gdb.step()).isLessThan(step);
                step = gdb.step();
            }
            assertThat(gdb.ask("reverse-continue")).contains(noMore());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"calls-rv32-O0", "calls-rv64-O0"})
    void singleStepsMeetWatchpointsToo(String guest) {
        try (GdbDoor door = ofTestGuest(guest)) {
            Gdb gdb = door.gdb();
            gdb.ask("watch counter");
            gdb.ask("continue");
            long written = gdb.step();
            assertThat(gdb.ask("reverse-stepi")).contains("Old value = 1", "New value = 0");
            assertThat(gdb.step()).isEqualTo(written - 1);
            assertThat(gdb.ask("stepi")).contains("Old value = 0", "New value = 1");
            assertThat(gdb.step()).isEqualTo(written);
            gdb.ask("reverse-stepi");
            assertThat(gdb.ask("step")).contains("Old value = 0", "New value = 1");
            assertThat(gdb.step()).isEqualTo(written);
            assertThat(gdb.ask("reverse-step")).contains("Old value = 1", "New value = 0");
            assertThat(gdb.step()).isEqualTo(written - 1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"calls-rv32-O0", "calls-rv64-O0"})
    void readsAreMetOnTheirOtherSideInBothDirections(String guest) {
        try (GdbDoor door = ofTestGuest(guest)) {
            Gdb gdb = door.gdb();
            gdb.ask("rwatch counter");
            assertThat(gdb.ask("continue")).contains("Hardware read watchpoint", "Value = 0");
            long read = gdb.step();
            gdb.ask("continue");
            gdb.ask("continue");
            long third = gdb.step();

            assertThat(gdb.ask("reverse-continue")).contains("Value = 1");
            assertThat(gdb.step()).isEqualTo(third - 1);
            assertThat(gdb.ask("x/i $pc")).contains("\tlw\t");
            assertThat(gdb.ask("reverse-continue")).contains("Value = 0");
            assertThat(gdb.ask("reverse-continue")).contains("Value = 0");
            assertThat(gdb.step()).isEqualTo(read - 1);
            assertThat(gdb.ask("continue")).contains("Value = 0");
            assertThat(gdb.step()).isEqualTo(read);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"calls-rv32-O0", "calls-rv64-O0"})
    void accessesAreMetAsReadsAndWrites(String guest) {
        try (GdbDoor door = ofTestGuest(guest)) {
            Gdb gdb = door.gdb();
            gdb.ask("break count_to");
            gdb.ask("continue");
            gdb.ask("next 4");
            gdb.ask("awatch counter");
            assertThat(gdb.ask("continue")).contains("Hardware access (read/write) watchpoint", "Value = 1");
            long read = gdb.step();
            assertThat(gdb.ask("continue")).contains("Old value = 1", "New value = 3");
            long written = gdb.step();
            assertThat(written).isGreaterThan(read);

            assertThat(gdb.ask("reverse-continue")).contains("Old value = 3", "New value = 1");
            assertThat(gdb.step()).isEqualTo(written - 1);
            assertThat(gdb.ask("reverse-continue")).contains("Value = 1");
            assertThat(gdb.step()).isEqualTo(read - 1);
        }
    }
}
