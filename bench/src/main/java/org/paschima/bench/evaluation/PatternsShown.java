package org.paschima.bench.evaluation;

import java.util.ArrayList;
import java.util.List;
import org.paschima.bench.evaluation.Tellers.Telling;
import org.paschima.insight.domain.day.PrimaryRegions;
import org.paschima.insight.domain.pattern.Patterns;
import org.paschima.insight.domain.trend.SideFilter;
import org.paschima.insight.domain.trend.Trend;

/**
 * How often a pattern of time is shown (domain.md §2.8), of members who have one or none, however they tell how a moment is.
 *
 * @param ofHours members shown a daily wave
 * @param ofWeekdays members shown a pattern of weekdays
 */
public record PatternsShown(Share ofHours, Share ofWeekdays) {

    private static final Trend.Subject PRIMARY = new Trend.Subject.Regions(false, PrimaryRegions.ALL, SideFilter.ANY);
    private static final double MOST_WRONG = 0.05;

    static PatternsShown of(Tellers how, Seeds seeds) {
        var hours = new Share.Count();
        var weekdays = new Share.Count();
        for (long seed = seeds.first(); seed <= seeds.last(); seed++) {
            for (int number = 1; number <= seeds.members(); number++) {
                var days = ReportedDays.of(how.records(seed, number));
                var found = Patterns.of(Trend.observations(PRIMARY, days));
                hours.add(found.blocks().reason().isEmpty());
                weekdays.add(found.weekdays().reason().isEmpty());
            }
        }
        return new PatternsShown(hours.share(), weekdays.share());
    }

    static List<Row> rows(Seeds seeds) {
        var rows = new ArrayList<Row>();
        for (double phi : new double[] {0.3, 0.5}) {
            for (var telling : Telling.values()) {
                var found = of(new Tellers(telling, phi, 0, 0), seeds);
                var where = telling.words() + ", φ " + (phi == 0.3 ? ".3" : ".5");
                rows.add(Row.atMost("pattern of hours where none is", where, found.ofHours(), MOST_WRONG, ""));
                rows.add(Row.atMost("pattern of weekdays where none is", where, found.ofWeekdays(), MOST_WRONG, ""));
            }
        }
        for (var telling : List.of(Telling.ONE_RATING, Telling.FOUR_CELLS, Telling.BURST_OF_TEN)) {
            var found = of(new Tellers(telling, 0.3, 1.2, 2), seeds.tripled());
            var where = telling.words() + ", φ .3";
            rows.add(Row.plain(
                    "found, a daily wave of ±1.2",
                    where,
                    found.ofHours(),
                    "",
                    found.ofHours().of()));
            rows.add(Row.plain(
                    "found, Tuesdays higher by 2",
                    where,
                    found.ofWeekdays(),
                    "",
                    found.ofWeekdays().of()));
        }
        return List.copyOf(rows);
    }
}
