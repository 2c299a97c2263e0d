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

    /** With the greatest correlation all beyond 175 days is negligible. */
    private static final int NEAR = 256;

    /** Of days in order. */
    public static SerialCorrelation of(List<TheilSen.Point> days) {
        return TheilSen.of(days, TheilSen.CONFIDENCE)
                .map(line -> of(days, line.slope()))
                .orElseGet(() -> new SerialCorrelation(null, 0, USUAL));
    }

    /** Of days in order, with the slope that is taken off them. */
    public static SerialCorrelation of(List<TheilSen.Point> days, double slope) {
        return of(
                days.stream().mapToDouble(TheilSen.Point::t).toArray(),
                days.stream().mapToDouble(TheilSen.Point::y).toArray(),
                slope);
    }

    /** The same of days by themselves, and of what each of them has. */
    static SerialCorrelation of(double[] days, double[] values, double slope) {
        var residuals = residuals(days, values, slope);
        double squares = 0;
        double products = 0;
        int pairs = 0;
        for (int i = 0; i < residuals.length; i++) {
            squares += residuals[i] * residuals[i];
            if (i > 0 && days[i] - days[i - 1] == 1) {
                products += residuals[i] * residuals[i - 1];
                pairs++;
            }
        }
        double meanSquare = squares / days.length;
        if (pairs == 0 || meanSquare < NOTHING) {
            return new SerialCorrelation(null, pairs, USUAL);
        }
        double observed = products / pairs / meanSquare;
        double shrunk = (pairs * observed + WEIGHT_OF_USUAL * USUAL) / (pairs + WEIGHT_OF_USUAL);
        return new SerialCorrelation(observed, pairs, Math.clamp(shrunk, 0, MOST));
    }

    /** What the slope leaves, about its own mean: the median line need not pass through the means. */
    private static double[] residuals(double[] days, double[] values, double slope) {
        var residuals = new double[days.length];
        for (int i = 0; i < days.length; i++) {
            residuals[i] = values[i] - slope * (days[i] - days[0]);
        }
        double mean = Arrays.stream(residuals).average().orElseThrow();
        for (int i = 0; i < days.length; i++) {
            residuals[i] -= mean;
        }
        return residuals;
    }

    /** Whether the days themselves give no reason to take them for alike. */
    boolean isRuledOut() {
        return observed != null && observed <= 0;
    }

    /** By how much the variance of a mean of these days exceeds that of as many independent ones. */
    public double inflation(List<TheilSen.Point> days) {
        return inflation(days.stream().mapToDouble(TheilSen.Point::t).toArray());
    }

    double inflation(double[] days) {
        return inflation(shrunk, days);
    }

    /** The same, of days in order and a correlation below 1. */
    public static double inflation(double r, double... days) {
        double sum = r >= 0 && r <= MOST && areWhole(days) ? alikeOfWhole(r, days) : alike(r, days);
        return days.length == 0 ? 1 : 1 + 2 * sum / days.length;
    }

    private static boolean areWhole(double[] days) {
        for (double day : days) {
            if (day != (int) day) {
                return false;
            }
        }
        return true;
    }

    /** Of whole days, whose likeness falls with their distance: those that are near enough are in a table. */
    private static double alikeOfWhole(double r, double[] days) {
        var near = near(r);
        double sum = 0;
        for (int i = 0; i < days.length; i++) {
            int day = (int) days[i];
            for (int j = i + 1; j < days.length; j++) {
                int distance = (int) days[j] - day;
                if (distance >= near.length) {
                    break;
                }
                sum += near[distance];
            }
        }
        return sum;
    }

    /** By distance, up to where it is negligible. */
    private static double[] near(double r) {
        var near = new double[NEAR];
        int count = 0;
        for (double alike = 1; alike >= NEGLIGIBLE; alike = Math.pow(r, count)) {
            near[count++] = alike;
        }
        return Arrays.copyOf(near, count);
    }

    private static double alike(double r, double[] days) {
        double sum = 0;
        for (int i = 0; i < days.length; i++) {
            for (int j = i + 1; j < days.length; j++) {
                double alike = Math.pow(r, days[j] - days[i]);
                if (alike < NEGLIGIBLE) {
                    break; // later days are even less alike; a long history has very many of them
                }
                sum += alike;
            }
        }
        return sum;
    }
}
