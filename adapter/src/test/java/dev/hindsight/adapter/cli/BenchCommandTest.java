package dev.hindsight.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class BenchCommandTest {
    private static final List<String> MOVES = List.of(
            "step_back_p50",
            "step_back_p99",
            "step_back_random_p50",
            "step_back_random_p99",
            "seek_p50",
            "seek_p99",
            "reverse_continue_p50",
            "reverse_continue_p99",
            "reverse_continue_cold",
            "reverse_continue_none",
            "last_write_p50",
            "last_write_p99");
    private static final List<String> OTHERS = List.of(
            "run_plain", "run_recording", "snapshot_bytes", "history_bytes", "longest_gap", "hot_breakpoint_ratio");

    private static final List<String> THROUGH_GDB = List.of(
            "gdb_stepi_p50",
            "gdb_stepi_p99",
            "gdb_next_p50",
            "gdb_next_p99",
            "gdb_reverse_next_p50",
            "gdb_reverse_next_p99",
            "gdb_live_next_p50",
            "gdb_live_next_p99",
            "next_steps",
            "next_plain",
            "gdb_memory_read",
            "constant_memory_read",
            "gdb_memory_read_ratio",
            "stub_memory_read_m",
            "stub_memory_read_x");
    private static final List<String> THROUGH_GDBSERVER =
            List.of("gdbserver_stepi_p50", "gdbserver_stepi_p99", "gdbserver_memory_read");

    @Test
    void everyMetricHasARowForEveryHistory() {
        JsonObject report = bench("--json", "--histories", "2e4,3e4");
        assertThat(report.get("machine").getAsString()).contains("Java");
        for (long history : new long[] {20_000, 30_000}) {
            assertThat(metrics(report, history)).containsAll(MOVES).containsAll(OTHERS);
        }
        rows(report).forEach(row -> {
            assertThat(row.keySet()).containsExactly("workload", "history", "metric", "unit", "value", "qemu");
            assertThat(row.get("workload").getAsString())
                    .isIn("integer.elf", "floating.elf", "memory.elf", "paging.elf");
            assertThat(row.get("qemu").isJsonNull()).isTrue();
        });
    }

    @Test
    void theHelpNamesAllThatIsMeasured() {
        String help = CommandRun.of(streams -> Main.commandLine(streams), "", "bench", "--help")
                .out();
        Stream.of(MOVES, OTHERS, THROUGH_GDB, THROUGH_GDBSERVER)
                .flatMap(List::stream)
                .map(metric -> metric.replaceAll("_p(50|99)", ""))
                .forEach(metric -> assertThat(help).containsPattern("\\s" + metric + "[, \n]"));
    }

    @Test
    void theHistoryEndsWhereTheProgramDoes() {
        JsonObject report = bench(guest(), "--json", "--histories", "1e9,2e9");
        assertThat(rows(report).map(row -> row.get("history").getAsLong()).distinct())
                .singleElement()
                .satisfies(steps -> assertThat(steps).isLessThan(100_000));
    }

    @Test
    void movesThroughDapHaveTheirOwnRows() {
        JsonObject report = bench("--json", "--dap", "--histories", "2e4");
        assertThat(metrics(report, 20_000))
                .containsAll(MOVES.stream().map("dap_"::concat).toList());
    }

    @Test
    void aHistoryMustBeANumberOfSteps() {
        CommandRun run = CommandRun.of(Main::commandLine, "", "bench", "--histories", "many");
        assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(run.err())
                .contains("\"many\" is not a number of steps, as in 1e6")
                .hasLineCount(1);
    }

    @Test
    @Tag("tools")
    void gdbStepsOverACallAndReadsMemoryBesideGdbserverAndAConstantStub() {
        JsonObject report =
                bench(bundled("paging.elf"), "--json", "--gdb", "--against", "qemu,gdbserver", "--histories", "4e6");
        Map<String, Double> values = values(report, "value");
        assertThat(values.keySet()).containsAll(THROUGH_GDB).containsAll(THROUGH_GDBSERVER);
        assertThat(values.get("next_steps")).isBetween(1e5, 1e7);
        assertThat(values.get("next_plain") * 1e3 * values.get("run_plain"))
                .isCloseTo(values.get("next_steps"), withinPercentage(0.1));
        assertThat(values.get("gdb_memory_read_ratio"))
                .isEqualTo(values.get("gdb_memory_read") / values.get("constant_memory_read"));
        assertThat(values(report, "qemu")).containsKeys("gdb_stepi_p50", "gdb_next_p50", "gdb_memory_read");
    }

    @Test
    @Tag("tools")
    void gdbAndQemuHaveTheirFigures() {
        JsonObject report = bench(guest(), "--json", "--gdb", "--against", "qemu", "--histories", "1e9");
        assertThat(rows(report).map(row -> row.get("metric").getAsString()))
                .containsAll(MOVES.stream().map("gdb_"::concat).toList());
        assertThat(rows(report)
                        .filter(row -> !row.get("qemu").isJsonNull())
                        .map(row -> row.get("metric").getAsString()))
                .contains("run_plain", "run_recording", "step_back_p50", "gdb_step_back_p50");
    }

    @Test
    void whatStandsBesideOursIsOneOfTheNames() {
        CommandRun run = CommandRun.of(Main::commandLine, "", "bench", "--against", "qemu,spike");
        assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
        assertThat(run.err()).contains("spike").contains("qemu, gdbserver").hasLineCount(1);
    }

    private static Map<String, Double> values(JsonObject report, String column) {
        return rows(report)
                .filter(row -> !row.get(column).isJsonNull())
                .collect(Collectors.toMap(
                        row -> row.get("metric").getAsString(),
                        row -> row.get(column).getAsDouble()));
    }

    private static String bundled(String name) {
        return Path.of(System.getProperty("hindsight.root"), "examples/bench", name)
                .toString();
    }

    private static String guest() {
        return Path.of(System.getProperty("hindsight.root"), "emulator/src/test/guests/calls-rv64-O0.elf")
                .toString();
    }

    private static JsonObject bench(String... arguments) {
        String[] line = Stream.concat(Stream.of("bench"), Stream.of(arguments)).toArray(String[]::new);
        CommandRun run = CommandRun.of(Main::commandLine, "", line);
        assertThat(run.status()).as(run.err()).isZero();
        return JsonParser.parseString(run.out()).getAsJsonObject();
    }

    private static List<String> metrics(JsonObject report, long history) {
        return rows(report)
                .filter(row -> row.get("history").getAsLong() == history)
                .map(row -> row.get("metric").getAsString())
                .toList();
    }

    private static Stream<JsonObject> rows(JsonObject report) {
        return StreamSupport.stream(report.getAsJsonArray("rows").spliterator(), false)
                .map(JsonElement::getAsJsonObject);
    }
}
