package org.paschima.insight.domain.pattern;

import java.util.Collection;
import java.util.List;
import org.paschima.insight.domain.day.Observation;

/** How many observations fell into each local hour, and the sums of their values, added in the order of time. */
final class HourSums {

    static final int HOURS = 24;

    /** Stored reports keep the hour, not the minute; they stand for its middle. */
    static final double MIDDLE = 0.5;

    private final long[] counts = new long[HOURS];
    private final double[] sums = new double[HOURS];
    private final double[] squares = new double[HOURS];

    static HourSums of(Collection<Observation> observations) {
        var hours = new HourSums();
        for (var each : observations.stream().sorted().toList()) {
            hours.counts[each.localHour()]++;
            hours.sums[each.localHour()] += each.value();
            hours.squares[each.localHour()] += each.value() * each.value();
        }
        return hours;
    }

    long count(int hour) {
        return counts[hour];
    }

    /** Observations of the hours from one up to, not including, another. */
    long count(int from, int to) {
        long n = 0;
        for (int hour = from; hour < to; hour++) {
            n += counts[hour];
        }
        return n;
    }

    /** The sum of squares around the mean of each four-hour block. */
    double squaresWithin(List<Integer> blocks) {
        double within = 0;
        for (int from : blocks) {
            long n = 0;
            double sum = 0;
            double square = 0;
            for (int hour = from; hour < from + Block.HOURS; hour++) {
                n += counts[hour];
                sum += sums[hour];
                square += squares[hour];
            }
            within += Math.max(0, square - sum * sum / n);
        }
        return within;
    }

    double mean(int from, int to) {
        double sum = 0;
        for (int hour = from; hour < to; hour++) {
            sum += sums[hour];
        }
        return sum / count(from, to);
    }

    Cosinor.Sums cosinor() {
        var all = Cosinor.Sums.NONE;
        for (int hour = 0; hour < HOURS; hour++) {
            if (counts[hour] > 0) {
                all = all.plus(Cosinor.Sums.of(hour + MIDDLE, counts[hour], sums[hour]));
            }
        }
        return all;
    }
}
