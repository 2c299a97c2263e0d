package org.paschima.insight.domain.helps;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.paschima.insight.domain.day.CellKey;

/**
 * Gathers the ratings that no practice is near of: how high each region and side usually is, and what was rated when.
 * Used by one thread.
 *
 * <p>Who rates the neck before one practice and the upper back before another has not started from different tension, but
 * rated different places; so what a place is usually higher by is taken off before anything is compared.
 */
final class Unpractised {

    /** A place with few ratings is taken for one like the others, as if that had been seen so many times (A). */
    private static final double PRIOR_RATINGS = 10;

    private record One(CellKey cell, double hour, int value) {}

    private static final class Sum {
        private long n;
        private long values;

        void add(int value) {
            n++;
            values += value;
        }
    }

    private final SortedMap<Long, List<One>> byTime = new TreeMap<>();
    private final Map<CellKey, Sum> cells = new HashMap<>();
    private final Sum all = new Sum();

    void add(CellKey cell, long at, double hour, int value) {
        byTime.computeIfAbsent(at, _ -> new ArrayList<>()).add(new One(cell, hour, value));
        cells.computeIfAbsent(cell, _ -> new Sum()).add(value);
        all.add(value);
    }

    /** How much higher these are than the member's ratings in general. */
    double usual(Collection<CellKey> of) {
        return of.stream().mapToDouble(this::usual).average().orElse(0);
    }

    private double usual(CellKey cell) {
        var sum = cells.get(cell);
        return sum == null
                ? 0
                : ((double) sum.values / sum.n - (double) all.values / all.n) * sum.n / (sum.n + PRIOR_RATINGS);
    }

    /** Regions and sides that were rated at one time are one, their mean. */
    List<Pairs.Level> levels() {
        return byTime.values().stream()
                .map(ones -> new Pairs.Level(
                        ones.getFirst().hour(),
                        ones.stream()
                                .mapToDouble(one -> one.value() - usual(one.cell()))
                                .average()
                                .orElseThrow()))
                .toList();
    }
}
