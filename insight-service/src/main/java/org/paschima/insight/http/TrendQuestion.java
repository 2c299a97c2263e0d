package org.paschima.insight.http;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.paschima.contract.MemberId;
import org.paschima.http.AnswerJson;
import org.paschima.http.Call;
import org.paschima.http.QueryParameters;
import org.paschima.insight.domain.trend.LevelCurve;
import org.paschima.insight.domain.trend.Trend;
import org.paschima.insight.store.DayPart;
import org.paschima.insight.store.MemberHistory;
import org.paschima.insight.store.RecordedDays;
import org.paschima.insight.store.Snapshot;

/**
 * What a trend is asked for, whatever the form of its answer.
 *
 * @param curve whether the level is told by day
 * @param practices whether what was practised is told beside it
 * @param plan whether the days on which the nudge plan changed are
 */
record TrendQuestion(DayRange range, TrendSeries series, boolean curve, boolean practices, boolean plan) {

    private static final String PRACTICES = "practices";
    private static final String PLAN = "plan";
    private static final Set<String> WITH = Set.of(PRACTICES, PLAN);

    static TrendQuestion of(DayRange range, TrendSeries series, boolean curve, QueryParameters parameters) {
        var with = parameters.texts("with", WITH.size(), WITH::contains, "must be practices or plan");
        return new TrendQuestion(range, series, curve, with.contains(PRACTICES), with.contains(PLAN));
    }

    /** What is read, all as of one moment. */
    record Known(RecordedDays days, PlanDays plan) {}

    /** Days alone are read in one round trip. */
    Snapshot<Known> read(MemberHistory history, MemberId member, Call call) {
        if (plan) {
            return history.atOneMoment(member, asked -> {
                var days = Slices.whileAwaited(call, asked).days(readFrom(), range.to(), parts());
                return new Known(days, PlanDays.of(range, days.zone(), asked));
            });
        }
        var seen = history.days(member, readFrom(), range.to(), parts(), regions());
        return new Snapshot<>(seen.asOf(), seen.revision(), new Known(seen.content(), PlanDays.NONE));
    }

    /** Whose it is, and of what. */
    void writeHead(JsonGenerator json, MemberId member) throws IOException {
        json.writeStringField("member", member.member());
        AnswerJson.days(json, range.from(), range.to());
        json.writeStringField("quantity", series.quantity());
    }

    /** The level of the first days is of what was reported before them. */
    private LocalDate readFrom() {
        return curve ? range.from().minusDays(LevelCurve.LOOKS_BACK_DAYS) : range.from();
    }

    /** A rating is no measure, and of checks nothing is read for it. */
    private Set<DayPart> parts() {
        var parts = EnumSet.noneOf(DayPart.class);
        for (var each : series.named()) {
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
    private Set<String> regions() {
        var regions = new HashSet<String>();
        for (var each : series.named()) {
            if (each.subject() instanceof Trend.Subject.Regions(var _, var named, var _)) {
                regions.addAll(named);
            }
        }
        return regions;
    }
}
