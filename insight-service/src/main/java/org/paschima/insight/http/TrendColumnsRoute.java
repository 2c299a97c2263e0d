package org.paschima.insight.http;

import java.util.ArrayList;
import org.paschima.contract.MemberId;
import org.paschima.http.Answer;
import org.paschima.http.Call;
import org.paschima.http.QueryParameters;
import org.paschima.http.Route;
import org.paschima.insight.domain.statistics.Pace;
import org.paschima.insight.domain.trend.DailyBuckets;
import org.paschima.insight.domain.trend.LevelCurve;
import org.paschima.insight.store.MemberHistory;
import org.paschima.insight.store.Snapshot;

/** Trends as a chart takes them: by day, in columns, without level and slope of the whole (docs/adr/0072). */
final class TrendColumnsRoute {

    static final String PATH = TrendsRoute.PATH + "/columns";

    private final MemberHistory history;
    private final Slices slices;

    TrendColumnsRoute(MemberHistory history, Slices slices) {
        this.history = history;
        this.slices = slices;
    }

    Route route(FreshRoute fresh) {
        return fresh.get(PATH, this::columns);
    }

    private FreshRoute.Query columns(MemberId member, QueryParameters parameters, Call call) {
        var range = DayRange.of(parameters);
        var asked = TrendQuestion.of(range, TrendSeries.of(parameters), true, parameters);
        return FreshRoute.Query.over(range, () -> {
            var seen = asked.read(history, member, call);
            return slices.of(call, pace -> answer(member, asked, seen, pace));
        });
    }

    private static Answer answer(MemberId member, TrendQuestion asked, Snapshot<TrendQuestion.Known> seen, Pace pace) {
        var read = seen.content().days().days();
        var days = asked.range().of(read);
        var columns = new TrendColumns(asked.range());
        var found = new ArrayList<TrendColumns.Series>();
        for (var named : asked.series().named()) {
            found.add(new TrendColumns.Series(
                    named,
                    DailyBuckets.of(named.subject(), days),
                    LevelCurve.of(named.subject(), read, asked.range().from(), pace)));
            pace.sliceDone();
        }
        return FreshRoute.ok(seen, json -> {
            asked.writeHead(json, member);
            columns.series(json, found);
            if (asked.practices()) {
                columns.practices(json, days);
            }
            if (asked.plan()) {
                seen.content().plan().write(json);
            }
        });
    }
}
