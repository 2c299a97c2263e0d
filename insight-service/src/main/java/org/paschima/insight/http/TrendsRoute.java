package org.paschima.insight.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.paschima.contract.LocalDays;
import org.paschima.contract.MemberId;
import org.paschima.contract.codec.WireTime;
import org.paschima.http.Answer;
import org.paschima.http.AnswerJson;
import org.paschima.http.Call;
import org.paschima.http.QueryParameters;
import org.paschima.http.Route;
import org.paschima.insight.domain.day.Granularity;
import org.paschima.insight.domain.statistics.Pace;
import org.paschima.insight.domain.statistics.TheilSen;
import org.paschima.insight.domain.trend.Trend;
import org.paschima.insight.domain.trend.TrendBucket;
import org.paschima.insight.store.DayPart;
import org.paschima.insight.store.MemberHistory;
import org.paschima.insight.store.RecordedDays;
import org.paschima.insight.store.Snapshot;

/** Trends: what was reported on each local day, or week or month of them, the level, and the slope with its interval. */
final class TrendsRoute {

    static final String PATH = "/v1/members/{member}/trends";

    /** There are days enough, but the slope could be anything that the scale allows. */
    private static final String TOO_UNSURE = "TOO_UNSURE";

    private static final String NOT_ENOUGH_DATA = "NOT_ENOUGH_DATA";
    private static final int DAYS_A_WEEK = 7;

    private final MemberHistory history;
    private final Slices slices;
    private final InstantSource clock;

    TrendsRoute(MemberHistory history, Slices slices, InstantSource clock) {
        this.history = history;
        this.slices = slices;
        this.clock = clock;
    }

    Route route(FreshRoute fresh) {
        return fresh.get(PATH, this::trends);
    }

    /** What was asked for, beside the member. */
    private record Wanted(
            DayRange range,
            String quantity,
            List<TrendSeries.Named> series,
            Optional<Instant> at,
            Granularity granularity) {}

    private FreshRoute.Query trends(MemberId member, QueryParameters parameters, Call call) {
        var range = DayRange.of(parameters);
        var series = TrendSeries.of(parameters);
        var at = parameters.instant("at");
        var granularity = parameters
                .text("granularity", text -> granularity(text).isPresent(), "must be day, week or month")
                .flatMap(TrendsRoute::granularity)
                .orElse(Granularity.DAY);
        var wanted = new Wanted(range, series.quantity(), series.named(), at, granularity);
        return FreshRoute.Query.over(range, () -> {
            var seen = history.days(member, range.from(), range.to(), DayPart.TRENDS);
            return slices.of(call, pace -> answer(member, wanted, seen, pace));
        });
    }

    static Optional<Granularity> granularity(String name) {
        return Arrays.stream(Granularity.values())
                .filter(each -> each.wire().equals(name))
                .findFirst();
    }

    private Answer answer(MemberId member, Wanted wanted, Snapshot<RecordedDays> seen, Pace pace) {
        var zone = seen.content().zone().orElse(ZoneOffset.UTC);
        var at = wanted.at().orElseGet(() -> defaultAt(wanted.range(), seen.content()));
        Map<TrendSeries.Named, Trend> trends = new LinkedHashMap<>();
        for (var named : wanted.series()) {
            trends.put(named, Trend.of(named.subject(), seen.content().days(), at, wanted.granularity(), pace));
            pace.sliceDone();
        }
        return FreshRoute.ok(seen, json -> {
            json.writeStringField("member", member.member());
            AnswerJson.days(json, wanted.range().from(), wanted.range().to());
            json.writeStringField("quantity", wanted.quantity());
            json.writeStringField("granularity", wanted.granularity().wire());
            json.writeArrayFieldStart("series");
            for (var entry : trends.entrySet()) {
                json.writeStartObject();
                if (entry.getKey().subject() instanceof Trend.Subject.Regions(var _, var _, var side)) {
                    json.writeStringField("region", entry.getKey().region());
                    json.writeStringField("side", side.wire());
                }
                write(json, entry.getValue(), wanted.granularity(), at, zone);
                json.writeEndObject();
            }
            json.writeEndArray();
        });
    }

    /** When the last day is over where the member was by then, or now if that is earlier. */
    private Instant defaultAt(DayRange range, RecordedDays seen) {
        var end = seen.last()
                .map(last -> last.endOf(range.to()))
                .orElseGet(() -> LocalDays.endOf(range.to(), ZoneOffset.UTC, LocalTime.MIDNIGHT));
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        return now.isBefore(end) ? now : end;
    }

    private static void write(JsonGenerator json, Trend trend, Granularity granularity, Instant at, ZoneId zone)
            throws IOException {
        json.writeArrayFieldStart("buckets");
        for (var bucket : trend.buckets()) {
            write(json, bucket, granularity);
        }
        json.writeEndArray();
        level(json, trend, at, zone);
        slope(json, trend.slope(), trend.days());
    }

    private static void write(JsonGenerator json, TrendBucket bucket, Granularity granularity) throws IOException {
        json.writeStartObject();
        json.writeStringField(granularity.field(), granularity.label(bucket.localDate()));
        json.writeNumberField("n", bucket.n());
        AnswerJson.number(json, "sum", bucket.sum());
        AnswerJson.number(json, "sumOfSquares", bucket.sumOfSquares());
        AnswerJson.number(json, "mean", bucket.mean());
        AnswerJson.number(json, "min", bucket.min());
        AnswerJson.number(json, "max", bucket.max());
        var histogram = bucket.histogram();
        if (histogram != null) {
            json.writeFieldName("histogram");
            json.writeArray(histogram.stream().mapToInt(count -> count).toArray(), 0, histogram.size());
        }
        json.writeEndObject();
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
}
