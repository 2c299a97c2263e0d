package org.paschima.insight.http;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.paschima.contract.LocalDays;
import org.paschima.contract.MemberId;
import org.paschima.http.Answer;
import org.paschima.http.Call;
import org.paschima.http.QueryParameters;
import org.paschima.http.Route;
import org.paschima.insight.domain.day.Granularity;
import org.paschima.insight.domain.statistics.Pace;
import org.paschima.insight.domain.trend.LevelCurve;
import org.paschima.insight.domain.trend.Trend;
import org.paschima.insight.store.MemberHistory;
import org.paschima.insight.store.RecordedDays;
import org.paschima.insight.store.Snapshot;

/** Trends: what was reported on each local day, or week or month of them, the level, and the slope with its interval. */
final class TrendsRoute {

    static final String PATH = "/v1/members/{member}/trends";

    private static final Set<String> BOOLEANS = Set.of("true", "false");

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

    /** One series, and how its level went where that was asked for. */
    private record Found(TrendSeries.Named named, Trend trend, Optional<List<LevelCurve.Point>> curve) {}

    private FreshRoute.Query trends(MemberId member, QueryParameters parameters, Call call) {
        var range = DayRange.of(parameters);
        var series = TrendSeries.of(parameters);
        var at = parameters.instant("at");
        var granularity = parameters
                .text("granularity", text -> granularity(text).isPresent(), "must be day, week or month")
                .flatMap(TrendsRoute::granularity)
                .orElse(Granularity.DAY);
        var curve = parameters.text("curve", BOOLEANS::contains, "must be true or false");
        var asked = TrendQuestion.of(range, series, curve.filter("true"::equals).isPresent(), parameters);
        return FreshRoute.Query.over(range, () -> {
            var seen = asked.read(history, member, call);
            return slices.of(call, pace -> answer(member, asked, at, granularity, seen, pace));
        });
    }

    static Optional<Granularity> granularity(String name) {
        return Arrays.stream(Granularity.values())
                .filter(each -> each.wire().equals(name))
                .findFirst();
    }

    private Answer answer(
            MemberId member,
            TrendQuestion asked,
            Optional<Instant> wanted,
            Granularity granularity,
            Snapshot<TrendQuestion.Known> seen,
            Pace pace) {
        var read = seen.content().days();
        var zone = read.zone().orElse(ZoneOffset.UTC);
        var at = wanted.orElseGet(() -> defaultAt(asked.range(), read));
        var days = asked.range().of(read.days());
        var series = asked.series().named();
        var found = new ArrayList<Found>();
        var trends =
                Trend.ofEach(series.stream().map(TrendSeries.Named::subject).toList(), days, at, granularity, pace);
        for (var trend : trends) {
            var named = series.get(found.size());
            Optional<List<LevelCurve.Point>> curve = asked.curve()
                    ? Optional.of(LevelCurve.of(
                            named.subject(), read.days(), asked.range().from(), pace))
                    : Optional.empty();
            found.add(new Found(named, trend, curve));
        }
        return FreshRoute.ok(seen, json -> {
            asked.writeHead(json, member);
            json.writeStringField("granularity", granularity.wire());
            json.writeArrayFieldStart("series");
            for (var each : found) {
                json.writeStartObject();
                each.named().write(json);
                TrendJson.write(json, each.trend(), granularity, at, zone);
                if (each.curve().isPresent()) {
                    LevelCurveJson.write(json, each.curve().get(), each.named().subject());
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            if (asked.practices()) {
                TrendJson.practices(json, days);
            }
            if (asked.plan()) {
                seen.content().plan().write(json);
            }
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
}
