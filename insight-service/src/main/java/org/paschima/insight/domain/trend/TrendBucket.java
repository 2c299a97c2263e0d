package org.paschima.insight.domain.trend;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.paschima.contract.Tension;
import org.paschima.insight.domain.day.MeasureCell;
import org.paschima.insight.domain.day.Reported;
import org.paschima.insight.domain.day.TensionCell;

/**
 * What was reported on one local day, or in a week or month of them. Without reports there is no bucket.
 *
 * @param localDate the day, or the first day of the week or month
 * @param histogram counts of 0 to 10; null for measured quantities
 * @param meanEpochSecond the mean instant, for weights
 */
public record TrendBucket(
        LocalDate localDate,
        long n,
        double sum,
        double sumOfSquares,
        double mean,
        double min,
        double max,
        @Nullable List<Integer> histogram,
        double meanEpochSecond) {

    /** The histograms of one rating, by its value. */
    private static final List<List<Integer>> ALONE = IntStream.rangeClosed(0, Tension.MAX)
            .mapToObj(
                    value -> TensionCell.of(List.of(new Reported(0, 0, value))).histogram())
            .toList();

    static TrendBucket of(LocalDate date, MeasureCell cell) {
        var min = cell.least();
        var max = cell.greatest();
        if (min == null || max == null) {
            throw new IllegalArgumentException("an empty cell has no bucket");
        }
        return new TrendBucket(
                date,
                cell.n(),
                cell.total(),
                cell.totalOfSquares(),
                cell.mean(),
                min,
                max,
                null,
                cell.meanEpochSecond());
    }

    /** Of one rating alone, as most are. */
    static TrendBucket of(LocalDate date, long epochSecond, int value) {
        return new TrendBucket(
                date, 1, value, (double) value * value, value, value, value, ALONE.get(value), epochSecond);
    }

    static TrendBucket of(LocalDate date, TensionCell cell) {
        var min = cell.min();
        var max = cell.max();
        if (min == null || max == null) {
            throw new IllegalArgumentException("an empty cell has no bucket");
        }
        double seconds = 0;
        for (var report : cell.reports()) {
            seconds += report.epochSecond();
        }
        return new TrendBucket(
                date,
                cell.n(),
                cell.sum(),
                cell.sumOfSquares(),
                cell.mean(),
                min,
                max,
                cell.histogram(),
                seconds / cell.n());
    }
}
