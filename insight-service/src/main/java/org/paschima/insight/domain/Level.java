package org.paschima.insight.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The time-decayed mean of ratings: order-free, each report weighted by its age alone (domain.md §2.2).
 *
 * @param value NaN when there is no report
 * @param effectiveReports how many reports of equal weight would say as much
 */
public record Level(double value, double effectiveReports) {

    /** After so long a report counts half. */
    public static final Duration HALF_LIFE = Duration.ofDays(7);

    private static final double LEAST_REPORTS = 4;

    /** So many reports of one mean value at a time. */
    public record Sample(Instant at, double value, long count) {}

    /** The level at {@code at} of the samples up to then. */
    public static Level at(Instant at, List<Sample> samples) {
        var counted = samples.stream().filter(sample -> !sample.at().isAfter(at)).toList();
        var newest = counted.stream().map(Sample::at).max(Instant::compareTo).orElse(at);
        double weighted = 0;
        double weights = 0;
        double squares = 0;
        for (var sample : counted) {
            // a common factor changes nothing, so ages are counted from the newest: no weight vanishes with the years
            double age = Duration.between(sample.at(), newest).toMillis() / (double) HALF_LIFE.toMillis();
            double weight = Math.pow(2, -age);
            weighted += sample.count() * weight * sample.value();
            weights += sample.count() * weight;
            squares += sample.count() * weight * weight;
        }
        return new Level(weighted / weights, counted.isEmpty() ? 0 : weights * weights / squares);
    }

    /** Whether there is enough to show it: a single report is almost pure noise (domain.md §0, finding 3). */
    public boolean isEnough() {
        // sums of exact powers of two can fall a rounding short of a whole number
        return effectiveReports >= LEAST_REPORTS - 1e-9;
    }
}
