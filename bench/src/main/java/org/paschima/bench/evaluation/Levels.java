package org.paschima.bench.evaluation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.paschima.insight.domain.day.DayCells;
import org.paschima.insight.domain.day.PrimaryRegions;
import org.paschima.insight.domain.trend.SideFilter;
import org.paschima.insight.domain.trend.Trend;
import org.paschima.insight.domain.trend.TrendBucket;
import org.paschima.simulator.Model;
import org.paschima.simulator.Scenario;
import org.paschima.simulator.SimulatedMember;

/**
 * How far the level (domain.md §2.2) and simpler ways to say the same are from the truth, at the end of each week in
 * which a level may be shown.
 *
 * @param level mean absolute error of the level
 * @param last of the last report
 * @param plain of the mean of all reports so far
 * @param week of the mean of the last seven days; of the last report when there is none in them
 */
public record Levels(Mean level, Mean last, Mean plain, Mean week) {

    private static final Trend.Subject PRIMARY = new Trend.Subject.Regions(false, PrimaryRegions.ALL, SideFilter.ANY);
    private static final int WEEK = 7;

    /** What the level is held against. */
    public enum Against {
        /** The usual waking tension on the day: what is lasting. */
        USUAL,
        /** The mean of the last seven days as they were, good days and bad: what was felt. */
        LIVED
    }

    public static Levels of(Model model, Seeds seeds, Against against) {
        var level = new Mean.Sum();
        var last = new Mean.Sum();
        var plain = new Mean.Sum();
        var week = new Mean.Sum();
        seeds.forEach(model, member -> {
            var days = ReportedDays.of(member.records());
            for (int number = Calendar.FIRST_LOOK; number <= Calendar.WEEKS; number++) {
                var sunday = Calendar.week(number).sunday();
                var trend = trend(member, days, sunday);
                var shown = trend.level().value();
                if (shown != null) {
                    double truth = truth(member, sunday, against);
                    level.add(Math.abs(shown - truth));
                    double lastReport = last(days.headMap(sunday.plusDays(1)));
                    last.add(Math.abs(lastReport - truth));
                    plain.add(Math.abs(mean(trend.buckets()) - truth));
                    week.add(Math.abs(week(trend, sunday, lastReport) - truth));
                }
            }
        });
        return new Levels(level.mean(), last.mean(), plain.mean(), week.mean());
    }

    private static Trend trend(SimulatedMember member, SortedMap<LocalDate, DayCells> days, LocalDate sunday) {
        var end = sunday.plusDays(1)
                .atTime(member.profile().dayStart())
                .atZone(member.profile().zone())
                .toInstant();
        return Trend.of(PRIMARY, days.headMap(sunday.plusDays(1)), end);
    }

    private static double truth(SimulatedMember member, LocalDate sunday, Against against) {
        var latent = member.truth().latent();
        return switch (against) {
            case USUAL -> latent.level(sunday);
            case LIVED -> {
                double sum = 0;
                for (int back = 0; back < WEEK; back++) {
                    sum += latent.dayMean(sunday.minusDays(back));
                }
                yield sum / WEEK;
            }
        };
    }

    private static double last(SortedMap<LocalDate, DayCells> days) {
        double last = Double.NaN;
        for (var cells : days.values()) {
            var reports = Trend.ratings(PRIMARY, cells).reports();
            last = reports.isEmpty() ? last : reports.getLast().value();
        }
        return last;
    }

    private static double mean(List<TrendBucket> buckets) {
        double sum = 0;
        double n = 0;
        for (var bucket : buckets) {
            sum += bucket.mean() * bucket.n();
            n += bucket.n();
        }
        return sum / n;
    }

    private static double week(Trend trend, LocalDate sunday, double last) {
        var recent = trend.buckets().stream()
                .filter(bucket -> bucket.localDate().isAfter(sunday.minusDays(WEEK)))
                .toList();
        return recent.isEmpty() ? last : mean(recent);
    }

    static List<Row> rows(Seeds seeds) {
        var rows = new ArrayList<Row>();
        for (var scenario : List.of(Scenario.STABLE, Scenario.STEP_DOWN_2, Scenario.FLARE_AND_RECOVER)) {
            for (var against : Against.values()) {
                var found = of(scenario.in(Model.claimRule(0.3)), seeds, against);
                rows.add(found.row(against, Names.of(scenario) + ", φ .3"));
            }
        }
        rows.add(of(Scenario.MISSING_NOT_AT_RANDOM.in(Model.claimRule(0.3)), seeds, Against.USUAL)
                .row(Against.USUAL, "reports when tense, φ .3"));
        rows.add(of(Scenario.STABLE.in(Model.full()), seeds, Against.USUAL).row(Against.USUAL, "stable, whole model"));
        return rows;
    }

    private Row row(Against against, String where) {
        boolean best = level.value() <= Math.min(last.value(), Math.min(plain.value(), week.value()));
        return new Row(
                "level: mean absolute error against "
                        + (against == Against.USUAL ? "the usual tension" : "the week as it was"),
                where,
                level.toString(),
                "",
                "",
                "last report " + short2(last) + "; mean of all " + short2(plain) + "; of 7 days " + short2(week)
                        + (best ? "" : " (level is not the best)"),
                level.n());
    }

    private static String short2(Mean mean) {
        return String.format(java.util.Locale.ROOT, "%.3f", mean.value());
    }
}
