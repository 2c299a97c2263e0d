package org.paschima.insight.domain.trend;

import java.time.LocalDate;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.RandomAccess;
import java.util.function.BiFunction;
import java.util.function.BinaryOperator;
import org.paschima.insight.domain.day.Granularity;

/** The buckets of days in order, each made when it is looked at: of many years in many regions they are more than all that they are made of. */
final class TrendBuckets<C> extends AbstractList<TrendBucket> implements RandomAccess {

    private final List<LocalDate> begins;
    private final List<C> sums;
    private final BiFunction<LocalDate, C, TrendBucket> bucket;

    private TrendBuckets(List<LocalDate> begins, List<C> sums, BiFunction<LocalDate, C, TrendBucket> bucket) {
        this.begins = begins;
        this.sums = sums;
        this.bucket = bucket;
    }

    /**
     * Of days in order, so that those of a bucket follow each other.
     *
     * @param dates of the days, and of each of them what it has; taken over, not copied
     */
    static <C> TrendBuckets<C> of(
            List<LocalDate> dates,
            List<C> cells,
            Granularity granularity,
            BinaryOperator<C> plus,
            BiFunction<LocalDate, C, TrendBucket> bucket) {
        if (granularity == Granularity.DAY) {
            return new TrendBuckets<>(dates, cells, bucket);
        }
        var begins = new ArrayList<LocalDate>();
        var sums = new ArrayList<C>();
        for (int from = 0, to; from < dates.size(); from = to) {
            var begin = granularity.begin(dates.get(from));
            var sum = cells.get(from);
            for (to = from + 1; to < dates.size(); to++) {
                if (!granularity.begin(dates.get(to)).equals(begin)) {
                    break;
                }
                sum = plus.apply(sum, cells.get(to));
            }
            begins.add(begin);
            sums.add(sum);
        }
        return new TrendBuckets<>(begins, sums, bucket);
    }

    @Override
    public TrendBucket get(int index) {
        return bucket.apply(begins.get(index), sums.get(index));
    }

    @Override
    public int size() {
        return begins.size();
    }
}
