package org.paschima.insight.domain.statistics;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Sums up deviations from a baseline until they can hardly be chance (domain.md §2.7). Says when to look, never what was
 * seen.
 */
public record Cusum(double mean, double sd) {

    private static final double SLACK = 0.5;
    private static final double ALARM = 4;

    public Cusum {
        if (!(sd > 0)) {
            throw new IllegalArgumentException("sd must be positive: " + sd);
        }
    }

    /** The upward sum after each value, in standard deviations. */
    public List<Double> up(List<Double> values) {
        return path(values, 1);
    }

    /** The downward sum after each value. */
    public List<Double> down(List<Double> values) {
        return path(values, -1);
    }

    private List<Double> path(List<Double> values, int sign) {
        var path = new ArrayList<Double>();
        double sum = 0;
        for (double value : values) {
            sum = Math.max(0, sum + sign * (value - mean) / sd - SLACK);
            path.add(sum);
        }
        return path;
    }

    /** The place of the first value, from 0, after which either sum is beyond the limit. */
    public OptionalInt firstAlarm(List<Double> values) {
        var up = up(values);
        var down = down(values);
        for (int i = 0; i < values.size(); i++) {
            if (up.get(i) > ALARM || down.get(i) > ALARM) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }
}
