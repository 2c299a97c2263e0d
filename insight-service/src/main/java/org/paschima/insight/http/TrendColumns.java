package org.paschima.insight.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.paschima.http.JsonText;
import org.paschima.insight.domain.day.DayCells;
import org.paschima.insight.domain.trend.LevelCurve;
import org.paschima.insight.domain.trend.TrendBucket;

/**
 * Columns of a chart: each has one entry for each day of a range, the first of them for its first day. Numbers are rounded to
 * hundredths, which is finer than a chart can show, and what is not known is null.
 */
final class TrendColumns {

    private static final byte[] UNKNOWN = {'n', 'u', 'l', 'l'};
    private static final byte[] NONE = {'0'};

    private final DayRange range;
    private final JsonText text = new JsonText();

    TrendColumns(DayRange range) {
        this.range = range;
    }

    /** What was reported, and how the level went; days on which nothing was reported have nothing. */
    record Series(TrendSeries.Named named, List<TrendBucket> buckets, List<LevelCurve.Point> curve) {}

    void series(JsonGenerator json, List<Series> all) throws IOException {
        json.writeArrayFieldStart("series");
        for (var each : all) {
            var subject = each.named().subject();
            json.writeStartObject();
            each.named().write(json);
            column(json, "n", each.buckets(), TrendBucket::localDate, bucket -> (double) bucket.n(), NONE);
            column(json, "mean", each.buckets(), TrendBucket::localDate, TrendBucket::mean, UNKNOWN);
            curve(json, "value", each.curve(), point -> point.level().value());
            curve(json, "low", each.curve(), point -> LevelCurveJson.low(point, subject));
            curve(json, "high", each.curve(), point -> LevelCurveJson.high(point, subject));
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void curve(
            JsonGenerator json,
            String name,
            List<LevelCurve.Point> points,
            Function<LevelCurve.Point, @Nullable Double> value)
            throws IOException {
        column(json, name, points, LevelCurve.Point::localDate, value, UNKNOWN);
    }

    /** Minutes of each practice of the range by day; without any it is 0. */
    void practices(JsonGenerator json, SortedMap<LocalDate, DayCells> days) throws IOException {
        var byPractice = new TreeMap<String, List<Practised>>();
        days.forEach((date, cells) -> TrendJson.minutes(cells)
                .forEach((practice, minutes) -> byPractice
                        .computeIfAbsent(practice, _ -> new ArrayList<>())
                        .add(new Practised(date, minutes))));
        json.writeArrayFieldStart("practices");
        for (var practice : byPractice.entrySet()) {
            json.writeStartObject();
            json.writeStringField("practice", practice.getKey());
            column(json, "minutes", practice.getValue(), Practised::localDate, Practised::minutes, NONE);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private record Practised(LocalDate localDate, double minutes) {}

    /**
     * One column.
     *
     * @param known in the order of days, none twice, all within the range
     * @param otherwise what a day has that is not among them
     */
    private <T> void column(
            JsonGenerator json,
            String name,
            List<T> known,
            Function<T, LocalDate> dayOf,
            Function<T, @Nullable Double> valueOf,
            byte[] otherwise)
            throws IOException {
        long first = range.from().toEpochDay();
        long day = first;
        text.clear().ascii('[');
        for (var each : known) {
            day = otherwise(day, dayOf.apply(each).toEpochDay(), first, otherwise);
            comma(day++, first);
            var value = valueOf.apply(each);
            if (value == null) {
                text.ascii(UNKNOWN);
            } else {
                text.hundredths(value);
            }
        }
        otherwise(day, range.to().toEpochDay() + 1, first, otherwise);
        json.writeFieldName(name);
        json.writeRawValue(text.ascii(']'));
    }

    private long otherwise(long from, long until, long first, byte[] otherwise) {
        for (long day = from; day < until; day++) {
            comma(day, first);
            text.ascii(otherwise);
        }
        return until;
    }

    private void comma(long day, long first) {
        if (day > first) {
            text.ascii(',');
        }
    }
}
