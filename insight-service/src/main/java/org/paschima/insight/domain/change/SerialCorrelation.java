package org.paschima.insight.domain.change;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.paschima.insight.domain.TheilSen;

/**
 * How alike the days are that follow each other, and how much less so many alike days say (domain.md §2.4). Observed on
 * adjacent calendar days after the slope is taken off, and shrunk towards what is usual, for there are few such pairs.
 *
 * @param observed null when there are no pairs, or nothing varies
 * @param pairs of adjacent calendar days
 * @param shrunk 0 to 0.8
 */
public record SerialCorrelation(@Nullable Double observed, int pairs, double shrunk) {

    private static final double USUAL = 0.3;
    private static final double WEIGHT_OF_USUAL = 10;
    private static final double MOST = 0.8;
    private static final double NOTHING = 1e-12;

    /** Of days in order. */
    public static SerialCorrelation of(List<DayMean> days) {
        var slope = TheilSen.of(points(days), TheilSen.CONFIDENCE);
        if (slope.isEmpty()) {
            return new SerialCorrelation(null, 0, USUAL);
        }
        var residuals = residuals(days, slope.get());
        double squares = 0;
        double products = 0;
        int pairs = 0;
        for (int i = 0; i < residuals.length; i++) {
            squares += residuals[i] * residuals[i];
            if (i > 0 && days.get(i).day() - days.get(i - 1).day() == 1) {
                products += residuals[i] * residuals[i - 1];
                pairs++;
            }
        }
        double meanSquare = squares / days.size();
        if (pairs == 0 || meanSquare < NOTHING) {
            return new SerialCorrelation(null, pairs, USUAL);
        }
        double observed = products / pairs / meanSquare;
        double shrunk = (pairs * observed + WEIGHT_OF_USUAL * USUAL) / (pairs + WEIGHT_OF_USUAL);
        return new SerialCorrelation(observed, pairs, Math.clamp(shrunk, 0, MOST));
    }

    /** What the slope leaves, about its own mean: the median line need not pass through the means. */
    private static double[] residuals(List<DayMean> days, TheilSen line) {
        double origin = days.getFirst().day();
        var residuals = days.stream()
                .mapToDouble(day -> day.mean() - line.slope() * (day.day() - origin))
                .toArray();
        double mean = Arrays.stream(residuals).average().orElseThrow();
        return Arrays.stream(residuals).map(residual -> residual - mean).toArray();
    }

    /** Days counted from the first of them. */
    private static List<TheilSen.Point> points(List<DayMean> days) {
        return days.stream()
                .map(day -> new TheilSen.Point(day.day() - days.getFirst().day(), day.mean()))
                .toList();
    }

    /** By how much the variance of a mean of these days exceeds that of as many independent ones. */
    public double inflation(List<DayMean> days) {
        return inflation(shrunk, days.stream().mapToLong(DayMean::day).toArray());
    }

    static double inflation(double r, long... days) {
        double sum = 0;
        for (int i = 0; i < days.length; i++) {
            for (int j = i + 1; j < days.length; j++) {
                sum += Math.pow(r, (double) (days[j] - days[i]));
            }
        }
        return days.length == 0 ? 1 : 1 + 2 * sum / days.length;
    }
}
