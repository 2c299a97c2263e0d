package org.paschima.insight.domain.pattern;

import java.util.List;

/**
 * Group means drawn towards their common mean, the more the less they are told (domain.md §2.8): with τ² = 0 all are the
 * same, and there is no pattern to show.
 *
 * @param tauSquared variance between groups that is left after the variance within them, at least 0
 * @param shrunk one for each group, in their order; each between its own mean and the grand mean
 */
public record Shrinkage(double grandMean, double tauSquared, List<Double> shrunk) {

    /** A group of {@code n} at least 1. */
    public record Group(long n, double mean) {
        public Group {
            if (n < 1) {
                throw new IllegalArgumentException("a group without values has no mean: n " + n);
            }
        }
    }

    public Shrinkage {
        shrunk = List.copyOf(shrunk);
    }

    /**
     * Shrinks.
     *
     * @param variance of the values within groups, above 0
     */
    public static Shrinkage of(List<Group> groups, double variance) {
        if (groups.isEmpty() || !(variance > 0)) {
            throw new IllegalArgumentException("needs groups, and a variance above 0: " + variance);
        }
        double n = 0;
        double sum = 0;
        double squares = 0;
        for (var group : groups) {
            n += group.n();
            sum += group.n() * group.mean();
            squares += (double) group.n() * group.n();
        }
        double grand = sum / n;
        double between = 0;
        for (var group : groups) {
            between += group.n() * (group.mean() - grand) * (group.mean() - grand);
        }
        double spread = n - squares / n;
        double tauSquared = spread > 0 ? Math.max(0, (between - (groups.size() - 1) * variance) / spread) : 0;
        return new Shrinkage(
                grand,
                tauSquared,
                groups.stream()
                        .map(group -> grand + tauSquared / (tauSquared + variance / group.n()) * (group.mean() - grand))
                        .toList());
    }
}
