package org.paschima.insight.domain.statistics;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/** Holm's correction: of several comparisons made at once, none is claimed falsely more often than one alone would be. */
public final class Holm {

    private Holm() {}

    /**
     * How a comparison is judged among the others.
     *
     * @param level an interval of confidence 1 − level leaves out 0 exactly when the change is clear
     */
    public record Judged(double level, double adjustedP) {}

    /** By name, the comparisons that have a p. The least p meets the strictest level; after the first that fails, all do. */
    public static Map<String, Judged> of(Map<String, Double> ps, double alpha) {
        var ordered = ps.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.naturalOrder())))
                .toList();
        var judged = new HashMap<String, Judged>();
        int left = ordered.size();
        double adjusted = 0;
        double failedAt = Double.NaN;
        for (var each : ordered) {
            double level = Double.isNaN(failedAt) ? alpha / left : failedAt;
            adjusted = Math.min(1, Math.max(adjusted, left * each.getValue()));
            judged.put(each.getKey(), new Judged(level, adjusted));
            if (Double.isNaN(failedAt) && each.getValue() > level) {
                failedAt = level;
            }
            left--;
        }
        return judged;
    }
}
