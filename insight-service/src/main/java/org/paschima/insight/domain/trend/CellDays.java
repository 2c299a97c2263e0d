package org.paschima.insight.domain.trend;

import java.time.LocalDate;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.IntStream;
import org.paschima.insight.domain.day.CellKey;
import org.paschima.insight.domain.day.DayCells;
import org.paschima.insight.domain.day.Granularity;
import org.paschima.insight.domain.day.Observation;
import org.paschima.insight.domain.day.Reported;
import org.paschima.insight.domain.day.TensionCell;
import org.paschima.insight.domain.statistics.Level;

/**
 * The days on which one region and side was rated, and how: most trends are of one. Nothing else is rated there, so nothing
 * has to be freed of what regions differ by, and each moment is its own mean: what {@link RegionMix} makes of it, without
 * being asked for each rating of many years.
 */
final class CellDays {

    /** It was never rated. */
    static final CellDays NONE = new CellDays();

    private static final double SECONDS_A_DAY = 86_400;

    private static final int USUAL = 400;

    private final List<LocalDate> dates = new ArrayList<>(USUAL);

    /** Of days with several ratings, by their place; all others are in the columns alone. */
    private final Map<Integer, TensionCell> ofSeveral = new HashMap<>();

    private long[] seconds = new long[USUAL];
    private int[] values = new int[USUAL];

    private CellDays() {}

    private void add(LocalDate date, TensionCell cell) {
        int place = dates.size();
        if (place == seconds.length) {
            seconds = Arrays.copyOf(seconds, 2 * place);
            values = Arrays.copyOf(values, 2 * place);
        }
        dates.add(date);
        var reports = cell.reports();
        var first = reports.getFirst();
        seconds[place] = first.epochSecond();
        values[place] = first.value();
        if (reports.size() > 1) {
            ofSeveral.put(place, cell);
        }
    }

    /** Of each of these cells its days, in one walk: a day is not looked through as often as there are regions. */
    static Map<CellKey, CellDays> of(Set<CellKey> wanted, boolean pain, SortedMap<LocalDate, DayCells> days) {
        if (wanted.isEmpty()) {
            return Map.of();
        }
        var found = new HashMap<CellKey, CellDays>();
        wanted.forEach(key -> found.put(key, new CellDays()));
        days.forEach((date, cells) -> (pain ? cells.pain() : cells.tension()).forEach((key, cell) -> {
            var rated = found.get(key);
            if (rated != null) {
                rated.add(date, cell);
            }
        }));
        return found;
    }

    int count() {
        return dates.size();
    }

    List<TrendBucket> buckets(Granularity granularity) {
        if (granularity == Granularity.DAY) {
            return new Days();
        }
        return TrendBuckets.of(
                dates,
                IntStream.range(0, count()).mapToObj(this::cell).toList(),
                granularity,
                TensionCell::plus,
                TrendBucket::of);
    }

    private TensionCell cell(int place) {
        var several = ofSeveral.get(place);
        return several != null ? several : TensionCell.of(List.of(new Reported(seconds[place], 0, values[place])));
    }

    /** The days as buckets, each made when it is looked at. */
    private final class Days extends AbstractList<TrendBucket> implements RandomAccess {
        @Override
        public TrendBucket get(int place) {
            var several = ofSeveral.isEmpty() ? null : ofSeveral.get(place);
            return several != null
                    ? TrendBucket.of(dates.get(place), several)
                    : TrendBucket.of(dates.get(place), seconds[place], values[place]);
        }

        @Override
        public int size() {
            return count();
        }
    }

    /** What was observed up to a time, in days of the epoch, as a level at that time. */
    Level level(double when) {
        var level = new Level.Sum(when, Level.HALF_LIFE_DAYS);
        for (int place = 0; place < count(); place++) {
            var several = ofSeveral.isEmpty() ? null : ofSeveral.get(place);
            if (several == null) {
                level.add(seconds[place] / SECONDS_A_DAY, values[place]);
            } else {
                for (var seen : Observation.of(several)) {
                    level.add(seen.epochSecond() / SECONDS_A_DAY, seen.value());
                }
            }
        }
        return level.level();
    }

    /** Whether there is any up to a time. */
    boolean isAnyUpTo(double when) {
        for (int place = 0; place < count(); place++) {
            if (seconds[place] / SECONDS_A_DAY <= when) {
                return true;
            }
        }
        return false;
    }

    /** The days of the epoch. */
    double[] days() {
        return dates.stream().mapToDouble(LocalDate::toEpochDay).toArray();
    }

    /** The mean of each day's moments. */
    double[] means() {
        var means = new double[count()];
        for (int place = 0; place < means.length; place++) {
            var several = ofSeveral.isEmpty() ? null : ofSeveral.get(place);
            means[place] = several == null ? values[place] : Trend.mean(Observation.of(several));
        }
        return means;
    }
}
