package dev.hindsight.adapter.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final Report REPORT = new Report(
            "2 x some processor",
            List.of(
                    new Row("a.elf", 1000, "run_plain", FigureUnit.SPEED, 200, Optional.of(400.0)),
                    new Row("a.elf", 1000, "seek_p50", FigureUnit.TIME, 0.5, Optional.of(50.0)),
                    new Row("a.elf", 2000, "seek_p50", FigureUnit.TIME, 0.25, Optional.empty())));

    @Test
    void jsonHasTheAgreedNamesAndNullWhereQemuCannotTell() {
        JsonObject json = JsonParser.parseString(REPORT.json()).getAsJsonObject();
        assertThat(json.keySet()).containsExactly("machine", "rows");
        assertThat(json.get("rows").getAsJsonArray().get(0).toString())
                .isEqualTo("{\"workload\":\"a.elf\",\"history\":1000,\"metric\":\"run_plain\","
                        + "\"unit\":\"million steps/s\",\"value\":200.0,\"qemu\":400.0}");
        JsonObject last = json.get("rows").getAsJsonArray().get(2).getAsJsonObject();
        assertThat(last.has("qemu")).isTrue();
        assertThat(last.get("qemu").isJsonNull()).isTrue();
    }

    @Test
    void theTableHasALineForAMetricAndAColumnForAHistory() {
        assertThat(new Table(REPORT).lines())
                .containsExactly(
                        "2 x some processor",
                        "",
                        "a.elf                       1,000 steps          2,000 steps",
                        "run_plain  million steps/s  200 (400, x0.5000)",
                        "seek_p50   ms               0.5000 (50.0, x100)  0.2500",
                        "",
                        "In brackets: QEMU's figure, and how many times better Hindsight's is.");
    }

    @Test
    void aRatioSaysHowManyTimesBetterOursIs() {
        assertThat(REPORT.rows().get(0).ratio()).contains(0.5);
        assertThat(REPORT.rows().get(1).ratio()).contains(100.0);
        assertThat(REPORT.rows().get(2).ratio()).isEmpty();
    }

    @Test
    void qemusMovesStandBesideOursWithAndWithoutGdb() {
        Figures figures = new Figures("a.elf", 1000, Map.of("seek_p50", 50.0));
        figures.add("seek_p50", FigureUnit.TIME, 1);
        figures.add("gdb_seek_p50", FigureUnit.TIME, 2);
        figures.add("dap_seek_p50", FigureUnit.TIME, 3);
        assertThat(figures.rows())
                .extracting(Row::qemu)
                .containsExactly(Optional.of(50.0), Optional.of(50.0), Optional.empty());
    }
}
