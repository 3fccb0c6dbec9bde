package dev.hindsight.emulator.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.elf.ElfFile;
import dev.hindsight.emulator.isa.Csr;
import dev.hindsight.emulator.isa.Op;
import dev.hindsight.emulator.machine.Bytes;
import dev.hindsight.emulator.machine.Exit;
import dev.hindsight.emulator.machine.Input;
import dev.hindsight.emulator.machine.Inspector;
import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.timeline.RunCallbacks;
import dev.hindsight.emulator.timeline.Stop;
import dev.hindsight.emulator.timeline.Timeline;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** A reset makes harts and devices new; memory, what was typed, steps and guest time stay. */
class ResetTest {
    private static final Path GUESTS = Path.of(System.getProperty("hindsight.root", ".."), "emulator/src/test/guests");
    private static final long MTIME = 0x200_bff8L;
    private static final long MTIMECMP = 0x200_4000L;
    private static final long RAM = BoardConfig.RAM;
    private static final int A0 = 10;

    private static byte[] read(Board board, long address, int length) {
        return board.inspect().read(0, address, length);
    }

    private static long csr(Board board, int hart, int csr) {
        return board.inspect().register(hart, Inspector.CSR0 + csr).orElseThrow();
    }

    @Test
    void hartsAndDevicesAreAsAtPowerOnAndMemoryStays() {
        Board board = load("harts-rv64.elf");
        Board fresh = load("harts-rv64.elf");
        board.run(30_000, StopPoints.NONE);
        board.deliver(new Input.WriteMemory(0, RAM + (4 << 20), Bytes.utf8("kept")));
        board.deliver(new Input.WriteDevice(MTIMECMP, Bytes.of(new byte[] {1, 2, 3, 4, 5, 6, 7, 8})));
        long nanos = board.inspect().nanos();

        board.deliver(new Input.Reset());

        assertThat(board.steps()).isEqualTo(30_000);
        assertThat(board.inspect().nanos()).as("guest time goes on").isEqualTo(nanos);
        assertThat(read(board, MTIME, 8)).as("mtime").isEqualTo(new byte[8]);
        assertThat(read(board, MTIMECMP, 8)).as("mtimecmp").isEqualTo(new byte[8]);
        assertThat(read(board, RAM + (4 << 20), 4)).isEqualTo("kept".getBytes(StandardCharsets.UTF_8));
        assertThat(board.inspect().nextHart()).isZero();
        for (int hart = 0; hart < board.info().harts(); hart++) {
            for (int number : board.info().registers()) {
                assertThat(board.inspect().register(hart, number))
                        .as("register %d of hart %d", number, hart)
                        .isEqualTo(fresh.inspect().register(hart, number));
            }
        }
        board.run(30_003, StopPoints.NONE);
        assertThat(csr(board, 0, Csr.MINSTRET)).as("counters begin anew").isEqualTo(3);
        assertThat(csr(board, 0, Csr.MCYCLE)).isEqualTo(3);
    }

    @Test
    void aGuestThatWasResetRunsAsItDidAtFirst() {
        Board board = load("fe310.elf");
        board.run(3_000, StopPoints.NONE);
        board.drain();
        board.deliver(new Input.Reset());
        assertThat(board.run(10_000_000, StopPoints.NONE)).isEqualTo(new Exit.Halted(0));
        StringBuilder console = new StringBuilder();
        board.drain().forEach(output -> console.append((char) output.value()));
        assertThat(console).hasToString("fe310: 1 2 3 4 5 ticks\n");
    }

    @Test
    void aGuestThatWasAboutToEndRunsAgain() {
        Board board = new Assembly()
                .li(A0, 0x100000)
                .li(11, 0x5555)
                .store(Op.SW, 11, A0, 0)
                .board(64);
        Timeline timeline = new Timeline(board, 16 << 20, output -> {});
        Stop end = timeline.forward(StopPoints.NONE, 1000, RunCallbacks.NONE);
        assertThat(end.reason()).isEqualTo(Stop.Reason.EXIT);
        timeline.input(new Input.Reset());
        assertThat(timeline.now().pc(0)).isEqualTo(0x1000);
        Stop again = timeline.forward(StopPoints.NONE, 1000, RunCallbacks.NONE);
        assertThat(again.reason()).isEqualTo(Stop.Reason.EXIT);
        assertThat(again.step()).isEqualTo(2 * end.step());
        timeline.seek(end.step() - 1, RunCallbacks.NONE);
        timeline.input(new Input.Reset());
        assertThat(timeline.branches()).hasSize(2);
    }

    @Test
    void aCrashIsToldAgainAfterAReset() {
        Timeline timeline = new Timeline(new Assembly().i(Op.LW, A0, 0, 0x12).board(64), 16 << 20, output -> {});
        Stop crash = timeline.forward(StopPoints.NONE, 1000, RunCallbacks.NONE);
        assertThat(crash.reason()).isEqualTo(Stop.Reason.EXCEPTION);
        timeline.input(new Input.Reset());
        Stop again = timeline.forward(StopPoints.NONE, 1000, RunCallbacks.NONE);
        assertThat(again.description()).isEqualTo(crash.description());
        assertThat(again.step()).isEqualTo(2 * crash.step());
    }

    /** Straight through several resets, and back and forth across them: the same states. */
    @Test
    void historyGoesOnAcrossResets() {
        for (String guest : List.of("fe310.elf", "harts-rv64.elf", "interrupts-rv64.elf")) {
            Timeline timeline = new Timeline(load(guest), 16 << 20, output -> {});
            Board straight = load(guest);
            Random random = new Random(3);
            SortedMap<Long, Long> hashes = new TreeMap<>();
            for (int i = 0; i < 20; i++) {
                straight.run(straight.steps() + 500 + random.nextInt(3000), StopPoints.NONE);
                long at = straight.steps();
                timeline.seek(at, RunCallbacks.NONE);
                if (i % 3 == 2) {
                    timeline.input(new Input.Reset());
                    straight.deliver(new Input.Reset());
                }
                hashes.put(at, straight.hash());
            }
            List<Long> steps = List.copyOf(hashes.keySet());
            for (int i = 0; i < 60; i++) {
                long step = steps.get(random.nextInt(steps.size()));
                timeline.seek(step, RunCallbacks.NONE);
                assertThat(timeline.hash()).as("%s, step %d", guest, step).isEqualTo(hashes.get(step));
            }
            assertThat(timeline.divergences()).isZero();
        }
    }

    private static Board load(String file) {
        ElfFile elf = ElfFile.read(GUESTS.resolve(file));
        return GuestLoader.load(Guest.program(Image.of(elf)), Boards.hardware(file));
    }
}
