package org.paschima.insight.domain.pattern;

import java.util.Collection;
import java.util.List;
import org.paschima.insight.domain.Reported;

/** How many reports fell into each local hour, and the sums of their values: integers, so exact in any order. */
final class HourSums {

    static final int HOURS = 24;

    /** Stored reports keep the hour, not the minute; they stand for its middle. */
    static final double MIDDLE = 0.5;

    private final long[] counts = new long[HOURS];
    private final long[] sums = new long[HOURS];
    private final long[] squares = new long[HOURS];

    static HourSums of(Collection<Reported> reports) {
        var hours = new HourSums();
        for (var report : reports) {
            hours.counts[report.localHour()]++;
            hours.sums[report.localHour()] += report.value();
            hours.squares[report.localHour()] += (long) report.value() * report.value();
        }
        return hours;
    }

    long count(int hour) {
        return counts[hour];
    }

    /** Reports of the hours from one up to, not including, another. */
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
            long sum = 0;
            long square = 0;
            for (int hour = from; hour < from + Block.HOURS; hour++) {
                n += counts[hour];
                sum += sums[hour];
                square += squares[hour];
            }
            within += (double) (n * square - sum * sum) / n;
        }
        return within;
    }

    double mean(int from, int to) {
        long sum = 0;
        for (int hour = from; hour < to; hour++) {
            sum += sums[hour];
        }
        return (double) sum / count(from, to);
    }

    Cosinor.Sums cosinor() {
        var all = Cosinor.Sums.NONE;
        for (int hour = 0; hour < HOURS; hour++) {
            if (counts[hour] > 0) {
                all = all.plus(Cosinor.Sums.of(hour + MIDDLE, counts[hour], (double) sums[hour]));
            }
        }
        return all;
    }
}
