package dev.hindsight.adapter.cli.bench;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.List;

/** All figures of one run of the bench, and the machine that they were taken on. */
public record Report(String machine, List<Row> rows) {
    private static final Gson GSON =
            new GsonBuilder().serializeNulls().setPrettyPrinting().create();

    public Report {
        rows = List.copyOf(rows);
    }

    public String json() {
        JsonArray array = new JsonArray();
        rows.forEach(row -> array.add(json(row)));
        JsonObject report = new JsonObject();
        report.addProperty("machine", machine);
        report.add("rows", array);
        return GSON.toJson(report);
    }

    private static JsonObject json(Row row) {
        JsonObject object = new JsonObject();
        object.addProperty("workload", row.workload());
        object.addProperty("history", row.history());
        object.addProperty("metric", row.metric());
        object.addProperty("unit", row.unit().toString());
        object.addProperty("value", row.value());
        object.add("qemu", row.qemu().isPresent() ? new JsonPrimitive(row.qemu().get()) : JsonNull.INSTANCE);
        return object;
    }
}
