package org.paschima.insight.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.paschima.contract.catalog.Catalog;
import org.paschima.contract.catalog.Region;

/**
 * A series over the days of a range, with its level (domain.md §2.2) and slope (§2.3). Days without reports are absent,
 * never zero.
 *
 * @param days on which there are reports, however many of them share a bucket
 * @param slope empty with too few days, or when its interval for a week is wider than the scale
 */
public record Trend(List<Bucket> buckets, int days, Level level, Optional<TheilSen> slope) {

    /**
     * The regions of the primary index (domain.md §2.9), all that the catalogue counts to neck, shoulder or upper back; its
     * buckets pool their reports, whatever the side.
     */
    public static final Set<String> PRIMARY = Catalog.v1().regions().stream()
            .filter(region -> region.primary() != null)
            .map(Region::id)
            .collect(Collectors.toUnmodifiableSet());

    private static final double SECONDS_A_DAY = 86_400;
    private static final double DAYS_A_WEEK = 7;
    private static final double MOST_RATING = 10;

    /** What is looked at. */
    public sealed interface Subject {
        /** Tension or pain of regions. */
        record Regions(boolean pain, Set<String> regions, SideFilter side) implements Subject {
            public Regions {
                regions = Set.copyOf(regions);
            }
        }

        record Stress() implements Subject {}

        record Measure(String id) implements Subject {}
    }

    /**
     * The trend of a subject.
     *
     * @param days the cells of each local day that has any, its hourly parts merged
     * @param at when the level is taken; reports after it do not count in it
     */
    public static Trend of(Subject subject, SortedMap<LocalDate, DayCells> days, Instant at) {
        return of(subject, days, at, Granularity.DAY);
    }

    /**
     * The trend of a subject in coarser buckets, which merge the days' cells exactly. Level and slope do not change with
     * the granularity: the level is of moments, the slope of daily means.
     */
    public static Trend of(Subject subject, SortedMap<LocalDate, DayCells> days, Instant at, Granularity granularity) {
        var daily = new ArrayList<Bucket>();
        var reports = new ArrayList<Level.Weighted>();
        days.forEach((date, cells) -> {
            if (subject instanceof Subject.Measure(var id)) {
                var cell = cells.measures().getOrDefault(id, MeasureCell.EMPTY);
                if (cell.n() > 0) {
                    var bucket = Bucket.of(date, cell);
                    daily.add(bucket);
                    reports.add(
                            new Level.Weighted(bucket.meanEpochSecond() / SECONDS_A_DAY, bucket.mean(), bucket.n()));
                }
            } else {
                var cell = ratings(subject, cells);
                if (cell.n() > 0) {
                    daily.add(Bucket.of(date, cell));
                    Observation.of(cell)
                            .forEach(moment -> reports.add(
                                    new Level.Weighted(moment.epochSecond() / SECONDS_A_DAY, moment.value(), 1)));
                }
            }
        });
        var points = daily.stream()
                .map(bucket -> new TheilSen.Point(bucket.localDate().toEpochDay(), bucket.mean()))
                .toList();
        return new Trend(
                granularity == Granularity.DAY ? List.copyOf(daily) : merged(subject, days, granularity),
                daily.size(),
                Level.of(reports, at.getEpochSecond() / SECONDS_A_DAY, Level.HALF_LIFE_DAYS),
                TheilSen.ofAlikeDays(points, TheilSen.CONFIDENCE).filter(slope -> says(slope, subject)));
    }

    /** A slope that may go from one end of the scale to the other within a week, either way, says nothing. */
    private static boolean says(TheilSen slope, Subject subject) {
        return DAYS_A_WEEK * (slope.high() - slope.low()) <= scale(subject);
    }

    private static double scale(Subject subject) {
        return switch (subject) {
            case Subject.Regions _, Subject.Stress _ -> MOST_RATING;
            case Subject.Measure(var id) ->
                Catalog.v1()
                        .measure(id)
                        .map(measure -> measure.max() - measure.min())
                        .orElse(Double.POSITIVE_INFINITY);
        };
    }

    private static List<Bucket> merged(Subject subject, SortedMap<LocalDate, DayCells> days, Granularity granularity) {
        var ratings = new TreeMap<LocalDate, TensionCell>();
        var measured = new TreeMap<LocalDate, MeasureCell>();
        days.forEach((date, cells) -> {
            var begin = granularity.begin(date);
            if (subject instanceof Subject.Measure(var id)) {
                measured.merge(begin, cells.measures().getOrDefault(id, MeasureCell.EMPTY), MeasureCell::plus);
            } else {
                ratings.merge(begin, ratings(subject, cells), TensionCell::plus);
            }
        });
        var buckets = new ArrayList<Bucket>();
        measured.forEach((begin, cell) -> {
            if (cell.n() > 0) {
                buckets.add(Bucket.of(begin, cell));
            }
        });
        ratings.forEach((begin, cell) -> {
            if (cell.n() > 0) {
                buckets.add(Bucket.of(begin, cell));
            }
        });
        return buckets;
    }

    /** The ratings of a day that belong to the subject; empty for a measure. */
    public static TensionCell ratings(Subject subject, DayCells cells) {
        return switch (subject) {
            case Subject.Stress _ -> cells.stress();
            case Subject.Measure _ -> TensionCell.EMPTY;
            case Subject.Regions(var pain, var regions, var side) -> {
                var merged = TensionCell.EMPTY;
                for (var entry : (pain ? cells.pain() : cells.tension()).entrySet()) {
                    if (regions.contains(entry.getKey().region())
                            && side.takes(entry.getKey().side())) {
                        merged = merged.plus(entry.getValue());
                    }
                }
                yield merged;
            }
        };
    }
}
