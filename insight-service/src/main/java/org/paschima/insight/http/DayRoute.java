package org.paschima.insight.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.LocalDate;
import org.paschima.contract.MemberId;
import org.paschima.contract.json.JsonWriter;
import org.paschima.insight.domain.AxisCell;
import org.paschima.insight.domain.CellKey;
import org.paschima.insight.domain.DayCells;
import org.paschima.insight.domain.Quantity;
import org.paschima.insight.domain.TensionCell;
import org.paschima.insight.history.MemberHistory;
import org.paschima.runtime.http.Call;
import org.paschima.runtime.http.Problem;
import org.paschima.runtime.http.ProblemType;
import org.paschima.runtime.http.Route;

/** One local day: its cells, posture, practices, pairs, and which records it has. */
final class DayRoute {

    static final String PATH = "/v1/members/{member}/days/{localDate}";

    private final MemberHistory history;

    DayRoute(MemberHistory history) {
        this.history = history;
    }

    Route route(FreshRoute fresh) {
        return fresh.get(PATH, this::day);
    }

    private FreshRoute.Reading day(MemberId member, Parameters parameters, Call call) {
        var date = Parameters.dateIn(call.path("localDate"))
                .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND, "a day is a date, as 2026-03-02")
                        .asException());
        return () -> {
            var seen = history.day(member, date);
            return FreshRoute.ok(seen, json -> write(json, date, seen.content()));
        };
    }

    private static void write(JsonGenerator json, LocalDate date, DayCells day) throws IOException {
        json.writeStringField("localDate", date.toString());
        cells(json, "regions", Quantity.TENSION, day);
        cells(json, "pain", Quantity.PAIN, day);
        json.writeFieldName("stress");
        if (day.ratings().containsKey(CellKey.STRESS)) {
            json.writeStartObject();
            cell(json, day.cell(CellKey.STRESS));
            json.writeEndObject();
        } else {
            json.writeNull();
        }
        measures(json, day);
        json.writeObjectFieldStart("posture");
        axis(json, "frontBack", day.posture().frontBack());
        axis(json, "sideSide", day.posture().sideSide());
        json.writeBooleanField("oscillating", day.posture().isOscillating());
        json.writeEndObject();
        practices(json, day);
        json.writeArrayFieldStart("records");
        for (var record : day.records()) {
            json.writeStartObject();
            json.writeStringField("id", record.id());
            json.writeStringField("kind", record.kind().wire());
            json.writeNumberField("version", record.version());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void cells(JsonGenerator json, String name, Quantity quantity, DayCells day) throws IOException {
        json.writeArrayFieldStart(name);
        for (var key : day.ratings().keySet()) {
            if (key.quantity() == quantity) {
                json.writeStartObject();
                json.writeStringField("region", key.region());
                json.writeStringField("side", key.side().wire());
                cell(json, day.cell(key));
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }

    private static void cell(JsonGenerator json, TensionCell cell) throws IOException {
        json.writeNumberField("n", cell.n());
        json.writeNumberField("sum", cell.sum());
        json.writeNumberField("sumOfSquares", cell.sumOfSquares());
        number(json, "mean", cell.mean());
        json.writeNumberField("min", cell.min());
        json.writeNumberField("max", cell.max());
        array(json, "histogram", cell.histogram());
        array(json, "hourHistogram", cell.hours());
        json.writeNumberField("pairs", cell.pairs());
        json.writeNumberField("sumBefore", cell.sumBefore());
        json.writeNumberField("sumAfter", cell.sumAfter());
        var last = cell.last();
        if (last != null) {
            json.writeStringField("lastAt", last.toString());
        }
    }

    private static void array(JsonGenerator json, String name, int[] values) throws IOException {
        json.writeFieldName(name);
        json.writeArray(values, 0, values.length);
    }

    private static void measures(JsonGenerator json, DayCells day) throws IOException {
        json.writeArrayFieldStart("measures");
        for (var entry : day.measures().entrySet()) {
            var cell = entry.getValue();
            json.writeStartObject();
            json.writeStringField("measure", entry.getKey().measure());
            json.writeStringField("side", entry.getKey().side().wire());
            json.writeNumberField("n", cell.n());
            number(json, "mean", cell.mean());
            number(json, "min", cell.least());
            number(json, "max", cell.greatest());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void axis(JsonGenerator json, String name, AxisCell axis) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeNumberField("n", axis.n());
        if (axis.n() == 0) {
            for (var empty : new String[] {"mean", "meanAbsolute", "min", "max"}) {
                json.writeNullField(empty);
            }
        } else {
            number(json, "mean", axis.mean());
            number(json, "meanAbsolute", axis.meanAbsolute());
            number(json, "min", axis.min());
            number(json, "max", axis.max());
        }
        json.writeEndObject();
    }

    private static void practices(JsonGenerator json, DayCells day) throws IOException {
        json.writeArrayFieldStart("practices");
        for (var practised : day.practices()) {
            json.writeStartObject();
            json.writeStringField("id", practised.id());
            json.writeStringField("practice", practised.practice());
            number(json, "minutes", practised.minutes());
            json.writeStringField("context", practised.context());
            json.writeStringField("moment", practised.moment().wire());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("pairs");
        for (var pair : day.pairs()) {
            json.writeStartObject();
            json.writeStringField("region", pair.region());
            json.writeStringField("side", pair.side().wire());
            json.writeStringField("practice", pair.practice());
            json.writeNumberField("before", pair.before());
            json.writeNumberField("after", pair.after());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void number(JsonGenerator json, String name, double value) throws IOException {
        json.writeFieldName(name);
        JsonWriter.number(json, value);
    }
}
