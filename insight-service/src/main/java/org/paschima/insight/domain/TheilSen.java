package org.paschima.insight.domain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Theil–Sen slope with its interval (domain.md §2.3): the median of the slopes between all pairs of days.
 *
 * @param slope per day
 * @param low lower end of the interval, per day
 * @param high upper end of the interval, per day
 */
public record TheilSen(double slope, double intercept, double low, double high, int days, double confidence) {

    public static final double CONFIDENCE = 0.95;

    /** Fewer days have no slope worth showing. */
    public static final int LEAST_DAYS = 4;

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    /** A daily mean; {@code t} in days. */
    public record Point(double t, double y) {}

    /** Of points in the order of time; empty below {@value #LEAST_DAYS}. */
    public static Optional<TheilSen> of(List<Point> points, double confidence) {
        if (points.size() < LEAST_DAYS) {
            return Optional.empty();
        }
        var slopes = new ArrayList<Double>(points.size() * (points.size() - 1) / 2);
        for (int i = 0; i < points.size(); i++) {
            for (int j = i + 1; j < points.size(); j++) {
                double run = points.get(j).t() - points.get(i).t();
                if (run > 0) {
                    slopes.add((points.get(j).y() - points.get(i).y()) / run);
                }
            }
        }
        Collections.sort(slopes);
        double slope = median(slopes);
        double intercept = median(sorted(points.stream().map(Point::y).toList()))
                - slope * median(sorted(points.stream().map(Point::t).toList()));
        double variance = MannKendall.of(points.stream().map(Point::y).toList()).variance();
        double c = NORMAL.inverseCumulativeProbability(1 - (1 - confidence) / 2) * Math.sqrt(variance);
        int n = slopes.size();
        double low = slopes.get(clamp(Math.rint((n - c) / 2), n) - 1);
        double high = slopes.get(clamp(Math.rint((n + c) / 2) + 1, n) - 1);
        return Optional.of(new TheilSen(slope, intercept, low, high, points.size(), confidence));
    }

    /** A 1-based rank. */
    private static int clamp(double rank, int n) {
        return (int) Math.max(1, Math.min(n, rank));
    }

    private static List<Double> sorted(List<Double> values) {
        return values.stream().sorted().toList();
    }

    private static double median(List<Double> sorted) {
        int n = sorted.size();
        return n % 2 == 1 ? sorted.get(n / 2) : (sorted.get(n / 2 - 1) + sorted.get(n / 2)) / 2;
    }
}
