package org.paschima.insight.http;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.paschima.contract.LocalDays;
import org.paschima.contract.MemberId;
import org.paschima.http.Answer;
import org.paschima.http.AnswerJson;
import org.paschima.http.Call;
import org.paschima.http.QueryParameters;
import org.paschima.http.Route;
import org.paschima.insight.domain.day.Granularity;
import org.paschima.insight.domain.statistics.Pace;
import org.paschima.insight.domain.trend.LevelCurve;
import org.paschima.insight.domain.trend.Trend;
import org.paschima.insight.store.DayPart;
import org.paschima.insight.store.MemberHistory;
import org.paschima.insight.store.RecordedDays;
import org.paschima.insight.store.Snapshot;

/** Trends: what was reported on each local day, or week or month of them, the level, and the slope with its interval. */
final class TrendsRoute {

    static final String PATH = "/v1/members/{member}/trends";

    private static final Set<String> BOOLEANS = Set.of("true", "false");
    private static final String PRACTICES = "practices";
    private static final String PLAN = "plan";
    private static final Set<String> WITH = Set.of(PRACTICES, PLAN);

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
            Granularity granularity,
            boolean curve,
            boolean practices,
            boolean plan) {

        /** The level of the first days is of what was reported before them. */
        LocalDate readFrom() {
            return curve ? range.from().minusDays(LevelCurve.LOOKS_BACK_DAYS) : range.from();
        }

        /** A rating is no measure, and of checks nothing is read for it. */
        Set<DayPart> parts() {
            var parts = EnumSet.noneOf(DayPart.class);
            for (var each : series) {
                parts.add(
                        switch (each.subject()) {
                            case Trend.Subject.Regions _, Trend.Subject.Stress _ -> DayPart.RATINGS;
                            case Trend.Subject.Measure _ -> DayPart.MEASURES;
                        });
            }
            if (practices) {
                parts.add(DayPart.SESSIONS);
            }
            return parts;
        }

        /** Those that the series are of; none when they have no region. */
        Set<String> regions() {
            var regions = new HashSet<String>();
            for (var each : series) {
                if (each.subject() instanceof Trend.Subject.Regions(var _, var named, var _)) {
                    regions.addAll(named);
                }
            }
            return regions;
        }
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
        var with = parameters.texts("with", WITH.size(), WITH::contains, "must be practices or plan");
        var wanted = new Wanted(
                range,
                series.quantity(),
                series.named(),
                at,
                granularity,
                curve.filter("true"::equals).isPresent(),
                with.contains(PRACTICES),
                with.contains(PLAN));
        return FreshRoute.Query.over(range, () -> {
            var seen = known(member, wanted, call);
            return slices.of(call, pace -> answer(member, wanted, seen, pace));
        });
    }

    /** What is read, all as of one moment. */
    private record Known(RecordedDays days, PlanDays plan) {}

    /** Days alone are read in one round trip. */
    private Snapshot<Known> known(MemberId member, Wanted wanted, Call call) {
        var from = wanted.readFrom();
        var to = wanted.range().to();
        if (wanted.plan()) {
            return history.atOneMoment(member, asked -> {
                var days = Slices.whileAwaited(call, asked).days(from, to, wanted.parts());
                return new Known(days, PlanDays.of(wanted.range(), days.zone(), asked));
            });
        }
        var seen = history.days(member, from, to, wanted.parts(), wanted.regions());
        return new Snapshot<>(seen.asOf(), seen.revision(), new Known(seen.content(), PlanDays.NONE));
    }

    static Optional<Granularity> granularity(String name) {
        return Arrays.stream(Granularity.values())
                .filter(each -> each.wire().equals(name))
                .findFirst();
    }

    private Answer answer(MemberId member, Wanted wanted, Snapshot<Known> seen, Pace pace) {
        var read = seen.content().days();
        var zone = read.zone().orElse(ZoneOffset.UTC);
        var at = wanted.at().orElseGet(() -> defaultAt(wanted.range(), read));
        var days = wanted.range().of(read.days());
        var found = new ArrayList<Found>();
        var trends = Trend.ofEach(
                wanted.series().stream().map(TrendSeries.Named::subject).toList(),
                days,
                at,
                wanted.granularity(),
                pace);
        for (var trend : trends) {
            var named = wanted.series().get(found.size());
            Optional<List<LevelCurve.Point>> curve = wanted.curve()
                    ? Optional.of(LevelCurve.of(
                            named.subject(), read.days(), wanted.range().from(), pace))
                    : Optional.empty();
            found.add(new Found(named, trend, curve));
        }
        return FreshRoute.ok(seen, json -> {
            json.writeStringField("member", member.member());
            AnswerJson.days(json, wanted.range().from(), wanted.range().to());
            json.writeStringField("quantity", wanted.quantity());
            json.writeStringField("granularity", wanted.granularity().wire());
            json.writeArrayFieldStart("series");
            for (var each : found) {
                json.writeStartObject();
                if (each.named().subject() instanceof Trend.Subject.Regions(var _, var _, var side)) {
                    json.writeStringField("region", each.named().region());
                    json.writeStringField("side", side.wire());
                }
                TrendJson.write(json, each.trend(), wanted.granularity(), at, zone);
                if (each.curve().isPresent()) {
                    LevelCurveJson.write(json, each.curve().get(), each.named().subject());
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            if (wanted.practices()) {
                TrendJson.practices(json, days);
            }
            if (wanted.plan()) {
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
