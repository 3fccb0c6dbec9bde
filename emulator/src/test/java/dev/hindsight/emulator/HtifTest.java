package dev.hindsight.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.client.TimelineClient;
import dev.hindsight.emulator.client.TimelineMover;
import dev.hindsight.emulator.elf.ElfFile;
import dev.hindsight.emulator.machine.Bytes;
import dev.hindsight.emulator.machine.Exit;
import dev.hindsight.emulator.machine.Input;
import dev.hindsight.emulator.machine.Machine;
import dev.hindsight.emulator.machine.Output;
import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.machine.Watch;
import dev.hindsight.emulator.recording.RecordingPlan;
import dev.hindsight.emulator.recording.Verification;
import dev.hindsight.emulator.session.TimelineSession;
import dev.hindsight.emulator.timeline.Stop;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A program for Spike: it prints and ends by storing to {@code tohost}. */
class HtifTest {
    private static final String PRINTED = "byte by byte\nwritten\nas an error\nx\n";
    private static final long ENOUGH = 1_000_000;

    @TempDir
    private Path folder;

    private static Path guest(String name) {
        return Path.of(System.getProperty("hindsight.root", ".."), "emulator/src/test/guests", name + ".elf");
    }

    private static Machine machine(String name) {
        return Emulator.machine(GuestConfig.of(guest(name)));
    }

    private static String printed(Machine machine) {
        StringBuilder text = new StringBuilder();
        for (Output output : machine.drain()) {
            text.append((char) output.value());
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {"htif-rv32", "htif-rv64", "htif-call-rv64"})
    void itPrintsReadsAndEnds(String guest) {
        Machine machine = machine(guest);
        machine.deliver(new Input.Serial(Bytes.utf8("x")));

        assertThat(machine.run(ENOUGH, StopPoints.NONE)).isEqualTo(new Exit.Halted(7));
        assertThat(printed(machine)).isEqualTo(PRINTED);
        long hash = machine.hash();
        assertThat(machine.run(ENOUGH, StopPoints.NONE))
                .as("it stands before its end")
                .isEqualTo(new Exit.Halted(7));
        assertThat(machine.hash()).isEqualTo(hash);
    }

    @ParameterizedTest
    @ValueSource(strings = {"htif-rv32", "htif-rv64"})
    void whoAsksForAByteGetsItWhenItIsTyped(String guest) {
        Machine machine = machine(guest);
        machine.run(50_000, StopPoints.NONE);
        assertThat(printed(machine)).isEqualTo("byte by byte\nwritten\nas an error\n");
        machine.deliver(new Input.Serial(Bytes.utf8("x")));

        assertThat(machine.run(ENOUGH, StopPoints.NONE)).isEqualTo(new Exit.Halted(7));
        assertThat(printed(machine)).isEqualTo("x\n");
    }

    @Test
    void aWatchSeesTheHostClearIt() {
        Machine machine = machine("htif-rv64");
        ElfFile elf = ElfFile.read(guest("htif-rv64"));
        long toHost = elf.symbol("tohost").orElseThrow().address();
        long main = elf.symbol("main").orElseThrow().address();
        machine.run(ENOUGH, StopPoints.of(List.of(main), List.of()));
        Exit exit = machine.run(ENOUGH, StopPoints.of(List.of(), List.of(Watch.write(toHost, 8))));

        assertThat(((Exit.Access) exit).hit().accesses()).hasSize(2);
        assertThat(machine.inspect().read(0, toHost, 8)).containsOnly(0);
    }

    @Test
    void withoutItTheSymbolIsAVariable() {
        GuestConfig config = GuestConfig.of(guest("htif-rv64")).on(MachineConfig.STANDARD.withoutHtif());
        Machine machine = Emulator.machine(config);

        assertThat(machine.run(100_000, StopPoints.NONE)).isEqualTo(new Exit.Limit(null));
        assertThat(machine.drain()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRecordingKnowsWhetherThereWasIt(boolean htif) {
        Path file = folder.resolve("recording");
        MachineConfig machine = MachineConfig.STANDARD.withMemory(1 << 20);
        GuestConfig config = GuestConfig.of(guest("htif-rv64"))
                .on(htif ? machine : machine.withoutHtif())
                .unpaced();
        try (TimelineSession session = Emulator.record(config, new RecordingPlan(file, false, 2, sentence -> {}))) {
            TimelineClient client = session.join("test", event -> {});
            client.type(Bytes.utf8("x"));
            client.travel(mover -> mover.seek(20_000)).join();
        }
        try (Replay replay = Replay.open(file, MovedFiles.NONE)) {
            assertThat(replay.config().machine().htif()).isEqualTo(htif);
            assertThat(new Verification(replay.recording(), replay.machine(), steps -> {})
                            .run(16 << 20)
                            .mismatch())
                    .isEmpty();
        }
    }

    @Test
    void oneCanGoBackFromItsEnd() {
        try (TimelineSession session =
                Emulator.start(GuestConfig.of(guest("htif-rv32")).unpaced())) {
            TimelineClient client = session.join("test", event -> {});
            client.type(Bytes.utf8("x"));
            Stop end = client.travel(mover -> mover.forward(StopPoints.NONE, TimelineMover.NO_LIMIT))
                    .join();
            assertThat(end.reason()).isEqualTo(Stop.Reason.EXIT);
            assertThat(end.status()).isEqualTo(7);
            assertThat(client.travel(mover -> mover.seek(end.step() - 1)).join().step())
                    .isEqualTo(end.step() - 1);
        }
    }

    /** The step would end the guest with a part of its effects made. */
    @Test
    void whatASemihostingCallReadsToThereIsNoCommand() {
        Machine machine = machine("htif-rv64");
        ElfFile elf = ElfFile.read(guest("htif-rv64"));
        long toHost = elf.symbol("tohost").orElseThrow().address();
        long main = elf.symbol("main").orElseThrow().address();
        long block = main + 0x40;
        machine.run(ENOUGH, StopPoints.of(List.of(main), List.of()));
        machine.deliver(new Input.WriteMemory(0, main, words(0x01f01013, 0x00100073, 0x40705013, 0x0000006f)));
        machine.deliver(new Input.WriteMemory(0, block, words(1, 0, (int) toHost, 0, 2, 0)));
        machine.deliver(new Input.WriteRegister(0, 10, 6)); // SYS_READ
        machine.deliver(new Input.WriteRegister(0, 11, block));
        machine.deliver(new Input.Serial(Bytes.of(new byte[] {1, 2})));
        long end = machine.steps() + 10;

        assertThat(machine.run(end, StopPoints.NONE)).isInstanceOf(Exit.Limit.class);
        assertThat(machine.inspect().read(0, toHost, 3)).containsExactly(1, 2, 0);
    }

    private static Bytes words(int... words) {
        var bytes = ByteBuffer.allocate(words.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asIntBuffer().put(words);
        return Bytes.of(bytes.array());
    }
}
