package org.paschima.insight.domain;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The state of ratings from 0 to 10 (domain.md §2.1): whole numbers only, so that merging is exact in any order.
 *
 * <p>Minimum, maximum and quantiles follow from the histogram. Immutable.
 */
public final class TensionCell {

    private static final int VALUES = 11;
    private static final int HOURS = 24;

    public static final TensionCell EMPTY = new TensionCell(0, 0, new int[VALUES], new int[HOURS], 0, 0, 0, null);

    private final long sum;
    private final long sumOfSquares;
    private final int[] histogram;
    private final int[] hours;
    private final long sumBefore;
    private final long sumAfter;
    private final long pairs;
    private final @Nullable Instant last;

    private TensionCell(
            long sum,
            long sumOfSquares,
            int[] histogram,
            int[] hours,
            long sumBefore,
            long sumAfter,
            long pairs,
            @Nullable Instant last) {
        this.sum = sum;
        this.sumOfSquares = sumOfSquares;
        this.histogram = histogram;
        this.hours = hours;
        this.sumBefore = sumBefore;
        this.sumAfter = sumAfter;
        this.pairs = pairs;
        this.last = last;
    }

    public static TensionCell of(List<Report> reports) {
        long sum = 0;
        long sumOfSquares = 0;
        var histogram = new int[VALUES];
        var hours = new int[HOURS];
        Instant last = null;
        for (var report : reports) {
            sum += report.value();
            sumOfSquares += (long) report.value() * report.value();
            histogram[report.value()]++;
            hours[report.hour()]++;
            last = later(last, report.at());
        }
        return new TensionCell(sum, sumOfSquares, histogram, hours, 0, 0, 0, last);
    }

    public TensionCell withPair(int before, int after) {
        return new TensionCell(
                sum, sumOfSquares, histogram, hours, sumBefore + before, sumAfter + after, pairs + 1, last);
    }

    public TensionCell merge(TensionCell other) {
        return new TensionCell(
                sum + other.sum,
                sumOfSquares + other.sumOfSquares,
                added(histogram, other.histogram),
                added(hours, other.hours),
                sumBefore + other.sumBefore,
                sumAfter + other.sumAfter,
                pairs + other.pairs,
                later(last, other.last));
    }

    private static int[] added(int[] a, int[] b) {
        var sums = a.clone();
        for (int i = 0; i < sums.length; i++) {
            sums[i] += b[i];
        }
        return sums;
    }

    private static @Nullable Instant later(@Nullable Instant a, @Nullable Instant b) {
        if (a == null || b == null) {
            return a == null ? b : a;
        }
        return a.isAfter(b) ? a : b;
    }

    public long n() {
        return Arrays.stream(histogram).asLongStream().sum();
    }

    public long sum() {
        return sum;
    }

    public long sumOfSquares() {
        return sumOfSquares;
    }

    /** How often each value from 0 to 10 was given. */
    public int[] histogram() {
        return histogram.clone();
    }

    /** How many reports each local hour has. */
    public int[] hours() {
        return hours.clone();
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

    public @Nullable Instant last() {
        return last;
    }

    /** NaN when there is nothing. */
    public double mean() {
        return (double) sum / n();
    }

    public int min() {
        return quantile(0);
    }

    public int max() {
        return quantile(1);
    }

    /** The smallest value that at least the share {@code q} of all reports does not exceed (nearest rank). */
    public int quantile(double q) {
        long n = n();
        if (n == 0) {
            throw new IllegalStateException("nothing has no quantile");
        }
        long rank = Math.max(1, (long) Math.ceil(q * n));
        long seen = 0;
        for (int value = 0; value < VALUES; value++) {
            seen += histogram[value];
            if (seen >= rank) {
                return value;
            }
        }
        throw new IllegalArgumentException("q must be 0 to 1: " + q);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof TensionCell cell
                && sum == cell.sum
                && sumOfSquares == cell.sumOfSquares
                && Arrays.equals(histogram, cell.histogram)
                && Arrays.equals(hours, cell.hours)
                && sumBefore == cell.sumBefore
                && sumAfter == cell.sumAfter
                && pairs == cell.pairs
                && Objects.equals(last, cell.last);
    }

    @Override
    public int hashCode() {
        return Objects.hash(sum, sumOfSquares, Arrays.hashCode(histogram), Arrays.hashCode(hours), pairs, last);
    }

    @Override
    public String toString() {
        return "n " + n() + ", sum " + sum + ", pairs " + pairs + ", histogram " + Arrays.toString(histogram);
    }
}
