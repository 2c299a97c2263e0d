package org.paschima.insight.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.paschima.contract.MemberId;
import org.paschima.http.AnswerJson;
import org.paschima.http.Call;
import org.paschima.http.Problem;
import org.paschima.http.ProblemType;
import org.paschima.http.QueryParameters;
import org.paschima.http.Route;
import org.paschima.insight.domain.balance.BalanceOverTime;
import org.paschima.insight.domain.day.AxisCell;
import org.paschima.insight.domain.day.CellKey;
import org.paschima.insight.domain.day.DayCells;
import org.paschima.insight.domain.day.TensionCell;
import org.paschima.insight.store.MemberHistory;

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

    private FreshRoute.Query day(MemberId member, QueryParameters parameters, Call call) {
        var date = QueryParameters.dateIn(call.path("localDate"))
                .orElseThrow(() -> Problem.of(ProblemType.NOT_FOUND, "a day is a date, as 2026-03-02")
                        .asException());
        return () -> {
            var seen = history.day(member, date);
            return FreshRoute.ok(seen, json -> write(json, date, seen.content()));
        };
    }

    private static void write(JsonGenerator json, LocalDate date, DayCells day) throws IOException {
        AnswerJson.date(json, "localDate", date);
        cells(json, "regions", day.tension());
        cells(json, "pain", day.pain());
        if (day.stress().isEmpty()) {
            json.writeNullField("stress");
        } else {
            json.writeObjectFieldStart("stress");
            cell(json, day.stress());
            json.writeEndObject();
        }
        measures(json, day);
        json.writeObjectFieldStart("posture");
        axis(json, "frontBack", day.frontBack());
        axis(json, "sideSide", day.sideSide());
        json.writeBooleanField("oscillating", BalanceOverTime.of(List.of(day)).isOscillating());
        json.writeEndObject();
        practices(json, day);
        pairs(json, day);
        json.writeArrayFieldStart("records");
        for (var record : day.records()) {
            json.writeStartObject();
            json.writeStringField("id", record.id().id());
            json.writeStringField("kind", record.kind().wire());
            json.writeNumberField("version", record.version());
            if (record.sameAs() != null) {
                json.writeStringField("sameAs", record.sameAs().id());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void cells(JsonGenerator json, String name, Map<CellKey, TensionCell> cells) throws IOException {
        json.writeArrayFieldStart(name);
        for (var entry : cells.entrySet()) {
            json.writeStartObject();
            json.writeStringField("region", entry.getKey().region());
            json.writeStringField("side", entry.getKey().side().wire());
            cell(json, entry.getValue());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void cell(JsonGenerator json, TensionCell cell) throws IOException {
        json.writeNumberField("n", cell.n());
        json.writeNumberField("sum", cell.sum());
        json.writeNumberField("sumOfSquares", cell.sumOfSquares());
        AnswerJson.number(json, "mean", cell.mean());
        AnswerJson.whole(json, "min", cell.min());
        AnswerJson.whole(json, "max", cell.max());
        counts(json, "histogram", cell.histogram());
        counts(json, "hourHistogram", cell.hours());
        json.writeNumberField("pairs", cell.pairs());
        json.writeNumberField("sumBefore", cell.sumBefore());
        json.writeNumberField("sumAfter", cell.sumAfter());
        var last = cell.lastEpochSecond();
        if (last != null) {
            AnswerJson.instant(json, "lastAt", Instant.ofEpochSecond(last));
        }
    }

    private static void counts(JsonGenerator json, String name, List<Integer> counts) throws IOException {
        json.writeFieldName(name);
        json.writeArray(counts.stream().mapToInt(count -> count).toArray(), 0, counts.size());
    }

    private static void measures(JsonGenerator json, DayCells day) throws IOException {
        json.writeArrayFieldStart("measures");
        for (var entry : day.measures().entrySet()) {
            var cell = entry.getValue();
            json.writeStartObject();
            json.writeStringField("measure", entry.getKey());
            json.writeNumberField("n", cell.n());
            AnswerJson.number(json, "mean", cell.mean());
            AnswerJson.number(json, "min", cell.least());
            AnswerJson.number(json, "max", cell.greatest());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void axis(JsonGenerator json, String name, AxisCell axis) throws IOException {
        boolean isThere = axis.n() > 0;
        json.writeObjectFieldStart(name);
        json.writeNumberField("n", axis.n());
        AnswerJson.number(json, "mean", isThere ? (Double) axis.meanSigned() : null);
        AnswerJson.number(json, "meanAbsolute", isThere ? (Double) axis.meanAbsolute() : null);
        AnswerJson.number(json, "min", isThere ? (Double) axis.least() : null);
        AnswerJson.number(json, "max", isThere ? (Double) axis.greatest() : null);
        json.writeEndObject();
    }

    /** What was practised on the day, in the order of time. */
    static void practices(JsonGenerator json, DayCells day) throws IOException {
        json.writeArrayFieldStart("practices");
        for (var done : day.practices()) {
            json.writeStartObject();
            json.writeStringField("id", done.id().id());
            json.writeStringField("practice", done.practice());
            if (done.activity() != null) {
                json.writeStringField("activity", done.activity());
            }
            AnswerJson.number(json, "minutes", done.minutes());
            json.writeStringField("context", done.context());
            json.writeStringField("moment", done.moment().wire());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** The practice is null when several share the session. */
    private static void pairs(JsonGenerator json, DayCells day) throws IOException {
        json.writeArrayFieldStart("pairs");
        for (var pair : day.pairs()) {
            json.writeStartObject();
            json.writeStringField("id", pair.id().id());
            json.writeStringField("region", pair.region());
            json.writeStringField("side", pair.side().wire());
            json.writeStringField("practice", pair.practice());
            json.writeNumberField("before", pair.before());
            json.writeNumberField("after", pair.after());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
