package org.paschima.insight.domain.balance;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.paschima.insight.domain.day.DayCells;
import org.paschima.insight.domain.day.Granularity;
import org.paschima.insight.domain.day.Posture;
import org.paschima.insight.domain.statistics.Pace;

/** Balance of a whole range and of its days, weeks or months, all against the same bands. */
public record BalanceHistory(BalanceOverTime total, List<Item> items) {

    /** The days of one bucket that lie in the range; those without a check are absent. */
    public record Item(LocalDate begin, BalanceOverTime balance) {}

    public BalanceHistory {
        items = List.copyOf(items);
    }

    /** Against the default bands, of which days keep the sums. */
    public static BalanceHistory of(SortedMap<LocalDate, DayCells> days, Granularity granularity) {
        return of(days, granularity, BalanceOverTime::of);
    }

    /** Against these bands, check by check. */
    public static BalanceHistory of(SortedMap<LocalDate, DayCells> days, Granularity granularity, Posture.Bands bands) {
        return of(days, granularity, cells -> BalanceOverTime.of(cells, bands));
    }

    /**
     * Against the member's own bands: of the sums where all are the default ones, else check by check.
     *
     * @param pace a bucket is a slice
     */
    public static BalanceHistory of(
            SortedMap<LocalDate, DayCells> days, Granularity granularity, PersonalBands bands, Pace pace) {
        return of(days, granularity, cells -> {
            var balance = BalanceOverTime.of(cells, bands);
            pace.sliceDone();
            return balance;
        });
    }

    private static BalanceHistory of(
            SortedMap<LocalDate, DayCells> days,
            Granularity granularity,
            Function<Collection<DayCells>, BalanceOverTime> balanceOf) {
        var buckets = new TreeMap<LocalDate, List<DayCells>>();
        days.forEach((date, cells) -> buckets.computeIfAbsent(granularity.begin(date), _ -> new ArrayList<>())
                .add(cells));
        var total = BalanceOverTime.NONE;
        var items = new ArrayList<Item>();
        for (var bucket : buckets.entrySet()) {
            var balance = balanceOf.apply(bucket.getValue());
            if (balance.checks() > 0) {
                total = total.plus(balance);
                items.add(new Item(bucket.getKey(), balance));
            }
        }
        return new BalanceHistory(total, items);
    }
}
