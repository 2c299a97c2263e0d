package org.paschima.insight.domain.trend;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.paschima.insight.domain.day.DayCells;
import org.paschima.insight.domain.day.MeasureCell;

/** The buckets of a trend by day, for those who want neither its level nor its slope, which cost the most. */
public final class DailyBuckets {

    private DailyBuckets() {}

    /** Those of {@link Trend#of}; days without reports have none. */
    public static List<TrendBucket> of(Trend.Subject subject, SortedMap<LocalDate, DayCells> days) {
        var buckets = new ArrayList<TrendBucket>(days.size());
        days.forEach((date, cells) -> {
            if (subject instanceof Trend.Subject.Measure(var id)) {
                var measured = cells.measures().getOrDefault(id, MeasureCell.EMPTY);
                if (measured.n() > 0) {
                    buckets.add(TrendBucket.of(date, measured));
                }
            } else {
                var rated = Trend.ratings(subject, cells);
                if (!rated.isEmpty()) {
                    buckets.add(TrendBucket.of(date, rated));
                }
            }
        });
        return buckets;
    }
}
