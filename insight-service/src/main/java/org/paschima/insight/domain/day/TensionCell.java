package org.paschima.insight.domain.day;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Ratings of one region and side on one local day (domain.md §2.1): count, sums, an exact histogram, hours, pairs.
 *
 * <p>Immutable. {@link #plus} and {@link #minus} are exact and inverse to each other, in any order: all is integer.
 */
public final class TensionCell {

    public static final TensionCell EMPTY = new TensionCell(List.of(), 0, 0, 0);

    private static final int VALUES = 11;
    private static final int HOURS = 24;

    /** Sorted, so that equal multisets are equal cells. */
    private final List<Reported> reports;

    private final long pairs;
    private final long sumBefore;
    private final long sumAfter;

    private TensionCell(List<Reported> reports, long pairs, long sumBefore, long sumAfter) {
        this.reports = reports;
        this.pairs = pairs;
        this.sumBefore = sumBefore;
        this.sumAfter = sumAfter;
    }

    static TensionCell of(Reported report) {
        return new TensionCell(List.of(report), 0, 0, 0);
    }

    public static TensionCell of(Collection<Reported> reports) {
        return of(reports, 0, 0, 0);
    }

    public static TensionCell of(Collection<Reported> reports, long pairs, long sumBefore, long sumAfter) {
        if (reports.isEmpty() && pairs == 0) {
            return EMPTY;
        }
        var sorted = reports.toArray(Reported[]::new);
        Arrays.sort(sorted);
        return new TensionCell(List.of(sorted), pairs, sumBefore, sumAfter);
    }

    public TensionCell plus(TensionCell other) {
        if (isEmpty() || other.isEmpty()) {
            return isEmpty() ? other : this;
        }
        var all = new ArrayList<>(reports);
        all.addAll(other.reports);
        return of(all, pairs + other.pairs, sumBefore + other.sumBefore, sumAfter + other.sumAfter);
    }

    /** Takes away what was added before; IllegalArgumentException when it never was. */
    public TensionCell minus(TensionCell other) {
        var rest = new ArrayList<>(reports);
        for (var report : other.reports) {
            if (!rest.remove(report)) {
                throw new IllegalArgumentException("a report that was never added cannot be taken away");
            }
        }
        return of(rest, pairs - other.pairs, sumBefore - other.sumBefore, sumAfter - other.sumAfter);
    }

    public boolean isEmpty() {
        return reports.isEmpty() && pairs == 0;
    }

    public List<Reported> reports() {
        return reports;
    }

    public long n() {
        return reports.size();
    }

    public long sum() {
        long sum = 0;
        for (var report : reports) {
            sum += report.value();
        }
        return sum;
    }

    public long sumOfSquares() {
        long sum = 0;
        for (var report : reports) {
            sum += (long) report.value() * report.value();
        }
        return sum;
    }

    /** NaN when empty. */
    public double mean() {
        return (double) sum() / n();
    }

    /** How often each value 0 to 10 was given. */
    public List<Integer> histogram() {
        return counts(VALUES, Reported::value);
    }

    /** How many reports fell into each local hour. */
    public List<Integer> hours() {
        return counts(HOURS, Reported::localHour);
    }

    private List<Integer> counts(int size, ToIntFunction<Reported> of) {
        var counts = new int[size];
        for (var report : reports) {
            counts[of.applyAsInt(report)]++;
        }
        return new Counts(counts);
    }

    private static final class Counts extends AbstractList<Integer> implements RandomAccess {
        private final int[] counts;

        Counts(int[] counts) {
            this.counts = counts;
        }

        @Override
        public Integer get(int index) {
            return counts[index];
        }

        @Override
        public int size() {
            return counts.length;
        }
    }

    /** The smallest value with a cumulative count of at least ⌈q·n⌉ (nearest rank); null when empty. */
    public @Nullable Integer quantile(double q) {
        if (!(q >= 0 && q <= 1)) {
            throw new IllegalArgumentException("q must be 0 to 1: " + q);
        }
        long rank = Math.max(1, (long) Math.ceil(q * n()));
        long cumulative = 0;
        var histogram = histogram();
        for (int value = 0; value < VALUES; value++) {
            cumulative += histogram.get(value);
            if (cumulative >= rank) {
                return value;
            }
        }
        return null;
    }

    /** The least value; null when empty. */
    public @Nullable Integer min() {
        int least = VALUES;
        for (var report : reports) {
            least = Math.min(least, report.value());
        }
        return reports.isEmpty() ? null : (Integer) least;
    }

    /** The greatest value; null when empty. */
    public @Nullable Integer max() {
        int greatest = 0;
        for (var report : reports) {
            greatest = Math.max(greatest, report.value());
        }
        return reports.isEmpty() ? null : (Integer) greatest;
    }

    /** The instant of the last report, in seconds; null when empty. */
    public @Nullable Long lastEpochSecond() {
        return reports.isEmpty() ? null : reports.getLast().epochSecond();
    }

    public long pairs() {
        return pairs;
    }

    public long sumBefore() {
        return sumBefore;
    }

    public long sumAfter() {
        return sumAfter;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TensionCell cell
                && reports.equals(cell.reports)
                && pairs == cell.pairs
                && sumBefore == cell.sumBefore
                && sumAfter == cell.sumAfter;
    }

    @Override
    public int hashCode() {
        return Objects.hash(reports, pairs, sumBefore, sumAfter);
    }

    @Override
    public String toString() {
        return "TensionCell" + reports + " pairs " + pairs;
    }
}
