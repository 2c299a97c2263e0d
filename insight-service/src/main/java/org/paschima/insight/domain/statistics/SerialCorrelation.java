package org.paschima.insight.domain.statistics;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How alike the days are that follow each other, and how much less so many alike days say (domain.md §2.4). Observed on
 * adjacent calendar days after the slope is taken off, and shrunk towards what is usual, for there are few such pairs.
 *
 * @param observed null when there are no pairs, or nothing varies
 * @param pairs of adjacent calendar days
 * @param shrunk 0 to 0.8
 */
public record SerialCorrelation(@Nullable Double observed, int pairs, double shrunk) {

    /** What is taken for the likeness of days that are too few to tell it. */
    public static final double USUAL = 0.3;

    private static final double WEIGHT_OF_USUAL = 10;
    private static final double MOST = 0.8;
    private static final double NOTHING = 1e-12;
    private static final double NEGLIGIBLE = 1e-17;

    /** Of days in order. */
    public static SerialCorrelation of(List<TheilSen.Point> days) {
        return TheilSen.of(days, TheilSen.CONFIDENCE)
                .map(line -> of(days, line.slope()))
                .orElseGet(() -> new SerialCorrelation(null, 0, USUAL));
    }

    /** Of days in order, with the slope that is taken off them. */
    public static SerialCorrelation of(List<TheilSen.Point> days, double slope) {
        var residuals = residuals(days, slope);
        double squares = 0;
        double products = 0;
        int pairs = 0;
        for (int i = 0; i < residuals.length; i++) {
            squares += residuals[i] * residuals[i];
            if (i > 0 && days.get(i).t() - days.get(i - 1).t() == 1) {
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
    private static double[] residuals(List<TheilSen.Point> days, double slope) {
        double origin = days.getFirst().t();
        var residuals = days.stream()
                .mapToDouble(day -> day.y() - slope * (day.t() - origin))
                .toArray();
        double mean = Arrays.stream(residuals).average().orElseThrow();
        return Arrays.stream(residuals).map(residual -> residual - mean).toArray();
    }

    /** Whether the days themselves give no reason to take them for alike. */
    boolean isRuledOut() {
        return observed != null && observed <= 0;
    }

    /** By how much the variance of a mean of these days exceeds that of as many independent ones. */
    public double inflation(List<TheilSen.Point> days) {
        return inflation(shrunk, days.stream().mapToDouble(TheilSen.Point::t).toArray());
    }

    /** The same, of days in order and a correlation below 1. */
    public static double inflation(double r, double... days) {
        var likeness = new Likeness(r);
        double sum = 0;
        for (int i = 0; i < days.length; i++) {
            for (int j = i + 1; j < days.length; j++) {
                double alike = likeness.at(days[j] - days[i]);
                if (alike < NEGLIGIBLE) {
                    break; // later days are even less alike; a long history has very many of them
                }
                sum += alike;
            }
        }
        return days.length == 0 ? 1 : 1 + 2 * sum / days.length;
    }

    /** How alike two days are by their distance: of so many whole days it is raised to a power once, not for each pair. */
    private static final class Likeness {

        private static final int NEAR = 256; // with the greatest correlation all beyond 175 days is negligible

        private final double r;
        private final double[] near = new double[NEAR];

        Likeness(double r) {
            this.r = r;
        }

        double at(double distance) {
            int days = (int) distance;
            if (days != distance || days < 0 || days >= NEAR) {
                return Math.pow(r, distance);
            }
            if (near[days] == 0) {
                near[days] = Math.pow(r, distance);
            }
            return near[days];
        }
    }
}
