package org.paschima.insight.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.paschima.contract.codec.WireTime;
import org.paschima.http.AnswerJson;
import org.paschima.insight.domain.day.DayCells;
import org.paschima.insight.domain.day.Granularity;
import org.paschima.insight.domain.statistics.TheilSen;
import org.paschima.insight.domain.trend.Trend;

/** A trend as it is answered: its buckets, level and slope, and what was practised beside them. */
final class TrendJson {

    /** There are days enough, but the slope could be anything that the scale allows. */
    private static final String TOO_UNSURE = "TOO_UNSURE";

    private static final String NOT_ENOUGH_DATA = "NOT_ENOUGH_DATA";
    private static final int DAYS_A_WEEK = 7;

    private TrendJson() {}

    /**
     * Into the object that has been begun.
     *
     * @param zone of the offset that the level's instant is told with
     */
    static void write(JsonGenerator json, Trend trend, Granularity granularity, Instant at, ZoneId zone)
            throws IOException {
        json.writeArrayFieldStart("buckets");
        var text = new BucketText(granularity);
        for (var bucket : trend.buckets()) {
            json.writeRawValue(text.of(bucket));
        }
        json.writeEndArray();
        level(json, trend, at, zone);
        slope(json, trend.slope(), trend.days());
    }

    private static void level(JsonGenerator json, Trend trend, Instant at, ZoneId zone) throws IOException {
        json.writeObjectFieldStart("level");
        var level = trend.level();
        var value = level.value();
        if (value == null) {
            json.writeNullField("value");
        } else {
            AnswerJson.number(json, "value", value);
        }
        AnswerJson.number(json, "effectiveReports", level.effectiveReports());
        AnswerJson.number(json, "halfLifeDays", level.halfLifeDays());
        json.writeStringField("at", WireTime.of(at.atZone(zone).toOffsetDateTime()));
        if (!trend.levelOf().isEmpty()) {
            json.writeArrayFieldStart("regions");
            for (var region : trend.levelOf()) {
                json.writeString(region);
            }
            json.writeEndArray();
        }
        if (value == null) {
            json.writeStringField("reason", NOT_ENOUGH_DATA);
        }
        json.writeEndObject();
    }

    private static void slope(JsonGenerator json, Optional<TheilSen> slope, int days) throws IOException {
        json.writeObjectFieldStart("slope");
        if (slope.isPresent()) {
            var found = slope.get();
            AnswerJson.number(json, "perDay", found.slope());
            AnswerJson.number(json, "perWeek", DAYS_A_WEEK * found.slope());
            AnswerJson.number(json, "low", DAYS_A_WEEK * found.low());
            AnswerJson.number(json, "high", DAYS_A_WEEK * found.high());
            AnswerJson.number(json, "vif", found.inflation());
        } else {
            for (var name : List.of("perDay", "perWeek", "low", "high", "vif")) {
                json.writeNullField(name);
            }
        }
        json.writeNumberField("days", days);
        AnswerJson.number(json, "confidence", TheilSen.CONFIDENCE);
        json.writeStringField("method", "theil-sen");
        if (slope.isEmpty()) {
            json.writeStringField("reason", days < TheilSen.LEAST_DAYS ? NOT_ENOUGH_DATA : TOO_UNSURE);
        }
        json.writeEndObject();
    }

    /** Minutes of each day on which something was practised, and of each practice of it. */
    static void practices(JsonGenerator json, SortedMap<LocalDate, DayCells> days) throws IOException {
        json.writeArrayFieldStart("practices");
        for (var day : days.entrySet()) {
            var minutes = minutes(day.getValue());
            if (minutes.isEmpty()) {
                continue;
            }
            json.writeStartObject();
            AnswerJson.date(json, "localDate", day.getKey());
            AnswerJson.number(
                    json,
                    "minutes",
                    minutes.values().stream().mapToDouble(each -> each).sum());
            json.writeArrayFieldStart("practices");
            for (var each : minutes.entrySet()) {
                json.writeStartObject();
                json.writeStringField("practice", each.getKey());
                AnswerJson.number(json, "minutes", each.getValue());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** How long each practice of a day was done. */
    static SortedMap<String, Double> minutes(DayCells day) {
        var minutes = new TreeMap<String, Double>();
        day.practices().forEach(done -> minutes.merge(done.practice(), done.minutes(), Double::sum));
        return minutes;
    }
}
