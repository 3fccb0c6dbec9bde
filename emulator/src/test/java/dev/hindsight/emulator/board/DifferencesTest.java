package dev.hindsight.emulator.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.isa.Op;
import dev.hindsight.emulator.machine.Bytes;
import dev.hindsight.emulator.machine.Difference;
import dev.hindsight.emulator.machine.Input;
import dev.hindsight.emulator.machine.Inspector;
import dev.hindsight.emulator.machine.Snapshot;
import dev.hindsight.emulator.machine.StopPoints;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class DifferencesTest {
    private static final long RAM = BoardConfig.RAM;
    private static final int A0 = 10;

    private final Board board = new Assembly().i(Op.ADDI, A0, A0, 1).board(64);
    private final Snapshot before = board.capture();

    private List<String> differences(int most) {
        Snapshot now = board.capture();
        List<Difference> found = board.differences(before, now, most);
        assertThat(board.differences(now, before, most)).hasSameSizeAs(found);
        now.release();
        return found.stream().map(Difference::text).toList();
    }

    private void write(long address, int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) values[i];
        }
        board.deliver(new Input.WriteMemory(0, address, Bytes.of(bytes)));
    }

    @Test
    void equalStatesDoNotDiffer() {
        assertThat(differences(10)).isEmpty();
        write(RAM + 0x1000, 1);
        write(RAM + 0x1000, 0);
        assertThat(differences(10)).as("written, but with what was there").isEmpty();
    }

    @Test
    void registersHaveTheNamesThatPeopleKnow() {
        board.deliver(new Input.WriteRegister(0, A0, 0x1f));
        board.deliver(new Input.WriteRegister(0, Inspector.CSR0 + 0x340, 5));
        assertThat(differences(10)).containsExactly("hart 0 a0: 0x0 -> 0x1f", "hart 0 mscratch: 0x0 -> 0x5");
    }

    @Test
    void memoryDiffersInRangesThatMayHaveAFewEqualBytesWithin() {
        write(RAM + 0x1000, 1, 2, 0, 0, 5);
        write(RAM + 0x1100, 0xff);
        assertThat(differences(10))
                .containsExactly(
                        "ram 0x80001000, 5 bytes: 00 00 00 00 00 -> 01 02 00 00 05",
                        "ram 0x80001100, 1 byte: 00 -> ff");
    }

    @Test
    void aRangeGoesOnOverTheEndOfAPage() {
        int[] ones = new int[40];
        Arrays.fill(ones, 1);
        write(RAM + 0x2000 - 4, ones);
        assertThat(differences(10))
                .singleElement()
                .asString()
                .startsWith("ram 0x80001ffc, 40 bytes: 00 00")
                .endsWith("01 ...");
    }

    @Test
    void devicesNameTheirFields() {
        board.deliver(new Input.Serial(Bytes.utf8("ab")));
        assertThat(differences(10)).containsExactly("console arrived: 0 bytes -> 2 bytes: 61 62");
    }

    @Test
    void stepsThatWereMadeAreDifferencesToo() {
        board.run(7, StopPoints.NONE);
        assertThat(differences(20)).contains("clock steps: 0x0 -> 0x7", "hart 0 a0: 0x0 -> 0x1");
    }

    @Test
    void noMoreAreToldThanAskedFor() {
        for (int i = 0; i < 50; i++) {
            write(RAM + 0x1000 + i * 0x100, 1);
        }
        board.deliver(new Input.WriteRegister(0, A0, 0x1f));
        assertThat(differences(10)).hasSize(10).startsWith("hart 0 a0: 0x0 -> 0x1f");
        assertThat(differences(1)).containsExactly("hart 0 a0: 0x0 -> 0x1f");
        assertThat(differences(1000)).hasSize(51);
    }

    @Test
    void lookingForDifferencesChangesNothing() {
        long hash = board.hash();
        write(RAM + 0x1000, 1);
        write(RAM + 0x1000, 0);
        differences(10);
        assertThat(board.hash()).isEqualTo(hash);
    }
}
