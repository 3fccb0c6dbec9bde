package dev.hindsight.adapter.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.Emulator;
import dev.hindsight.emulator.client.TimelineClient;
import dev.hindsight.emulator.machine.StopPoints;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class LandmarkFinderTest {
    private static final int RA = 1;
    private static final int SP = 2;

    private final Workload workload = new Workload(
            Path.of(System.getProperty("hindsight.root"), "examples/bench/integer.elf"), Emulator::machine);

    @Test
    void theCallIsFromTheCallingInstructionToItsReturn() {
        try (RecordedRun recording = workload.record(4_000_000)) {
            TimelineClient client = recording.client();
            Landmarks.Call call =
                    new LandmarkFinder(workload.elf()).survey(client).call().orElseThrow();
            assertThat(call.steps()).isBetween(300_000L, 3_000_000L);
            client.travel(mover -> mover.seek(call.step())).join();
            assertThat(client.<Long>read(now -> now.pc(0))).isEqualTo(call.address());
            long stack = register(client, SP);
            client.travel(mover -> mover.seek(call.step() + 1)).join();
            long back = register(client, RA);
            client.travel(mover -> mover.seek(call.step() + call.steps())).join();
            assertThat(client.<Long>read(now -> now.pc(0))).isEqualTo(back);
            assertThat(register(client, SP)).isEqualTo(stack);
        }
    }

    @Test
    void whereNoCallHasComeBackThereIsNone() {
        try (RecordedRun recording = workload.record(firstRun("make_crc_table") + 100)) {
            assertThat(new LandmarkFinder(workload.elf())
                            .survey(recording.client())
                            .call())
                    .isEmpty();
        }
    }

    private long firstRun(String function) {
        long address = workload.elf().symbols().stream()
                .filter(symbol -> symbol.name().equals(function))
                .findFirst()
                .orElseThrow()
                .address();
        try (RecordedRun recording = workload.record(1)) {
            return recording
                    .client()
                    .travel(mover -> mover.forward(StopPoints.NONE.withBreakpoints(List.of(address)), 1_000_000))
                    .join()
                    .step();
        }
    }

    private static long register(TimelineClient client, int number) {
        return client.read(now -> now.register(0, number).orElseThrow());
    }
}
