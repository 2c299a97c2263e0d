package org.paschima.insight.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * A series over local days: what was reported on each, the level, and the slope. Days without a report are absent.
 *
 * @param slope of the daily means, per day; empty below {@value #LEAST_DAYS} days
 */
public record Trend(List<Bucket> buckets, Level level, Optional<TheilSen> slope) {

    private static final int LEAST_DAYS = 4;

    public Trend {
        buckets = List.copyOf(buckets);
    }

    /** The trend of a series over these days, with the level as it is at {@code at}. */
    public static Trend of(SeriesWanted wanted, SortedMap<LocalDate, DayCells> days, Instant at) {
        var buckets = new ArrayList<Bucket>();
        var samples = new ArrayList<Level.Sample>();
        days.forEach((date, day) -> {
            switch (wanted) {
                case SeriesWanted.Rated rated -> addRated(rated, date, day, buckets, samples);
                case SeriesWanted.Measured measured -> addMeasured(measured, date, day, buckets, samples);
            }
        });
        return new Trend(buckets, Level.at(at, samples), slope(buckets));
    }

    private static void addRated(
            SeriesWanted.Rated wanted,
            LocalDate date,
            DayCells day,
            List<Bucket> buckets,
            List<Level.Sample> samples) {
        var reports = new ArrayList<Report>();
        day.ratings().forEach((key, of) -> {
            if (key.quantity() == wanted.quantity()
                    && wanted.sides().contains(key.side())
                    && (key.quantity() == Quantity.STRESS || wanted.regions().contains(key.region()))) {
                reports.addAll(of);
            }
        });
        if (!reports.isEmpty()) {
            buckets.add(Bucket.of(date, TensionCell.of(reports)));
            reports.forEach(report -> samples.add(new Level.Sample(report.at(), report.value(), 1)));
        }
    }

    /** Values of one day count at the time of the last of them; that is little beside the half-life of a week. */
    private static void addMeasured(
            SeriesWanted.Measured wanted,
            LocalDate date,
            DayCells day,
            List<Bucket> buckets,
            List<Level.Sample> samples) {
        day.measures().entrySet().stream()
                .filter(entry -> entry.getKey().measure().equals(wanted.measure())
                        && wanted.sides().contains(entry.getKey().side()))
                .map(java.util.Map.Entry::getValue)
                .reduce(MeasureCell::merge)
                .ifPresent(cell -> {
                    buckets.add(Bucket.of(date, cell));
                    samples.add(new Level.Sample(cell.last(), cell.mean(), cell.n()));
                });
    }

    private static Optional<TheilSen> slope(List<Bucket> buckets) {
        if (buckets.size() < LEAST_DAYS) {
            return Optional.empty();
        }
        var days = buckets.stream().mapToDouble(bucket -> bucket.localDate().toEpochDay()).toArray();
        var means = buckets.stream().mapToDouble(Bucket::mean).toArray();
        return Optional.of(TheilSen.of(days, means));
    }
}
