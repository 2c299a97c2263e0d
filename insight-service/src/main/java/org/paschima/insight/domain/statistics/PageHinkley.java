package org.paschima.insight.domain.statistics;

import java.util.List;
import java.util.OptionalInt;

/** Sums up deviations from the mean so far, which needs no baseline (domain.md §2.7). Says when to look, never what was seen. */
public final class PageHinkley {

    private static final double TOLERANCE = 0.25;
    private static final double ALARM = 5;

    private PageHinkley() {}

    /** The place of the first value, from 0, at which a rise or a fall is beyond the limit. */
    public static OptionalInt firstAlarm(List<Double> values) {
        double total = 0;
        var rise = new Excess();
        var fall = new Excess();
        for (int i = 0; i < values.size(); i++) {
            total += values.get(i);
            double deviation = values.get(i) - total / (i + 1);
            boolean isRise = rise.passes(deviation - TOLERANCE);
            boolean isFall = fall.passes(-deviation - TOLERANCE);
            if (isRise || isFall) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    /** A sum, and how far it is above its least. */
    private static final class Excess {
        private double sum;
        private double least;

        boolean passes(double step) {
            sum += step;
            least = Math.min(least, sum);
            return sum - least > ALARM;
        }
    }
}
