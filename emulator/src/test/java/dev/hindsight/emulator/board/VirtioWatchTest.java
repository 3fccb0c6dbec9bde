package dev.hindsight.emulator.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.isa.Isa;
import dev.hindsight.emulator.isa.Op;
import dev.hindsight.emulator.machine.Snapshot;
import dev.hindsight.emulator.machine.StopPoints;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A guest for the other version of virtio-mmio earns its user a sentence. */
class VirtioWatchTest {
    private static final int SLOT = 0x10008000; // the entropy source
    private static final int LONG = 21_000_000;

    @ParameterizedTest
    @CsvSource({
        "virt, 0x28, version 1 (legacy), version 2 (modern), virt-legacy, legacy",
        "virt, 0x40, version 1 (legacy), version 2 (modern), virt-legacy, legacy",
        "virt-legacy, 0x44, version 2 (modern), version 1 (legacy), virt, modern",
        "virt-legacy, 0x80, version 2 (modern), version 1 (legacy), virt, modern",
    })
    void aRegisterThatOnlyTheOtherVersionHasTellsAtOnce(
            String board, String register, String guest, String machine, String other, String line) {
        Board ran = board(
                board,
                new Assembly()
                        .li(5, SLOT)
                        .store(Op.SW, 5, 5, Integer.decode(register))
                        .word(0x6f));
        List<String> heard = heard(ran, 1000);
        assertThat(heard)
                .containsExactly(
                        "The guest uses a virtio device as one of %s, but the board has devices of %s; use --board %s "
                                        .formatted(guest, machine, other)
                                + "(in a board file, the line virtio %s).".formatted(line));
    }

    @Test
    void aGuestThatReadsTheVersionAndGoesAwayIsToldOnceAndChangesNothing() {
        Board board = board("virt", look());
        Board deaf = board("virt", look());
        List<String> heard = new ArrayList<>();
        board.onNotice(heard::add);
        Snapshot start = board.capture();
        board.run(1000, StopPoints.NONE);
        assertThat(heard).as("it may still come back").isEmpty();
        board.run(LONG, StopPoints.NONE);
        board.run(LONG + 1, StopPoints.NONE);
        assertThat(heard)
                .singleElement()
                .asString()
                .contains(
                        "did not use it, as guests for version 1 (legacy) do", "--board virt-legacy", "virtio legacy");
        board.restore(start);
        board.run(LONG + 1, StopPoints.NONE);
        deaf.run(LONG + 1, StopPoints.NONE);
        assertThat(heard).hasSize(1);
        assertThat(board.hash()).isEqualTo(deaf.hash());
    }

    @Test
    void aDriverThatBeginsAndAGuestThatWantedAnotherDeviceAreNot() {
        Assembly driver = look().li(6, 1).store(Op.SW, 6, 5, 0x70).word(0x6f);
        Assembly seeker =
                new Assembly().li(5, SLOT).i(Op.LW, 6, 5, 4).i(Op.LW, 6, 5, 8).word(0x6f);
        assertThat(heard(board("virt", driver), LONG)).isEmpty();
        assertThat(heard(board("virt", seeker), LONG)).isEmpty();
    }

    private static Assembly look() {
        return new Assembly().li(5, SLOT).i(Op.LW, 6, 5, 4).i(Op.ADDI, 0, 0, 0);
    }

    private static List<String> heard(Board board, long steps) {
        List<String> heard = new ArrayList<>();
        board.onNotice(heard::add);
        board.run(1000, StopPoints.NONE);
        board.run(steps, StopPoints.NONE);
        board.run(steps + 1, StopPoints.NONE);
        return heard;
    }

    private static Board board(String name, Assembly program) {
        Guest guest = Guest.program(Image.data("program", program.word(0x6f).toBytes()));
        BoardDescription board = BoardDescription.bundled(name).withMemory(1 << 20);
        return GuestLoader.load(guest, new Hardware(board, Optional.of(Isa.VIRT64), 1, 0, 1_000_000_000, List.of()));
    }
}
