package org.paschima.insight.domain.change;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.paschima.insight.domain.statistics.Cusum;
import org.paschima.insight.domain.statistics.DayMean;
import org.paschima.insight.domain.statistics.PageHinkley;
import org.paschima.insight.domain.statistics.Pettitt;
import org.paschima.insight.domain.statistics.Welch;

/**
 * Why there is a look (domain.md §2.7). The week is always reason enough, and the only one that the claim rule knows;
 * detectors that spoke up are named beside it, so that whoever looks sees that something was noticed that week. They add no
 * look, and no look depends on them: a look more for each alarm would be the daily looking that the rule exists to prevent.
 */
public enum Occasion {
    /** The member's week has ended. */
    WEEK,
    /** Days of the second half had drifted from the first half's level for the first time in this week. */
    CUSUM,
    /** The days had drifted from their mean so far for the first time in this week. */
    PAGE_HINKLEY,
    /** A break somewhere in the window. */
    PETTITT;

    private static final double PETTITT_ALPHA = 0.05;
    private static final double LEAST_SD = Math.sqrt(1 / 12.0);

    /** The reasons for the look that ends with this window, a week after the one before. */
    static Set<Occasion> of(DayMeans means, Window window) {
        var occasions = EnumSet.of(WEEK);
        var days = means.days();
        var first = means.first(window);
        var weekBegins = window.last().minusDays(6);
        if (first.size() >= Welch.LEAST_DAYS) {
            var second = means.second(window);
            if (isIn(weekBegins, second, baseline(first).firstAlarm(values(second)))) {
                occasions.add(CUSUM);
            }
        }
        if (isIn(weekBegins, days, PageHinkley.firstAlarm(values(days)))) {
            occasions.add(PAGE_HINKLEY);
        }
        if (Pettitt.of(values(days)).p() <= PETTITT_ALPHA) {
            occasions.add(PETTITT);
        }
        return occasions;
    }

    private static Cusum baseline(List<DayMean> days) {
        double mean = days.stream().mapToDouble(DayMean::mean).average().orElseThrow();
        double squares = 0;
        for (var day : days) {
            squares += (day.mean() - mean) * (day.mean() - mean);
        }
        return new Cusum(mean, Math.max(Math.sqrt(squares / (days.size() - 1)), LEAST_SD));
    }

    private static boolean isIn(LocalDate weekBegins, List<DayMean> days, OptionalInt alarm) {
        return alarm.isPresent() && !days.get(alarm.getAsInt()).date().isBefore(weekBegins);
    }

    private static List<Double> values(List<DayMean> days) {
        return days.stream().map(DayMean::mean).toList();
    }
}
