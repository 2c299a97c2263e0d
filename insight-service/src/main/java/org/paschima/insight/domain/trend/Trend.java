package org.paschima.insight.domain.trend;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.paschima.contract.Side;
import org.paschima.contract.catalog.Catalog;
import org.paschima.insight.domain.day.CellKey;
import org.paschima.insight.domain.day.DayCells;
import org.paschima.insight.domain.day.Granularity;
import org.paschima.insight.domain.day.MeasureCell;
import org.paschima.insight.domain.day.Observation;
import org.paschima.insight.domain.day.TensionCell;
import org.paschima.insight.domain.statistics.Level;
import org.paschima.insight.domain.statistics.Pace;
import org.paschima.insight.domain.statistics.SlopeRoom;
import org.paschima.insight.domain.statistics.TheilSen;

/**
 * A series over the days of a range, with its level (domain.md §2.2) and slope (§2.3). Days without reports are absent,
 * never zero.
 *
 * <p>Buckets hold what was reported, all regions and repetitions of it. Level and slope are of moments, each of which counts
 * once, and of several regions they are the mean over these, which rating another region than before does not move
 * (docs/adr/0029).
 *
 * @param days on which there are reports, however many of them share a bucket
 * @param levelOf the regions that the level is of; empty of what has none
 * @param slope empty with too few days, when no region was rated early and late, or when its interval for a week is wider
 *     than the scale
 */
public record Trend(
        List<TrendBucket> buckets, int days, Level level, SortedSet<String> levelOf, Optional<TheilSen> slope) {

    private static final double SECONDS_A_DAY = 86_400;
    private static final double DAYS_A_WEEK = 7;
    private static final double MOST_RATING = 10;

    /** What is rated at a time is what was in both halves of the window that is looked at then (domain.md §2.9). */
    private static final double MIX_DAYS = 42;

    /** What is looked at. */
    public sealed interface Subject {

        /** Its ratings of a day, by region and side; none of a measure. */
        SortedMap<CellKey, TensionCell> rated(DayCells cells);

        /** Tension or pain of regions. */
        record Regions(boolean pain, Set<String> regions, SideFilter side) implements Subject {
            public Regions {
                regions = Set.copyOf(regions);
            }

            @Override
            public SortedMap<CellKey, TensionCell> rated(DayCells cells) {
                var all = pain ? cells.pain() : cells.tension();
                if (hasAll(all)) {
                    return all; // what is asked for was read, and nothing else
                }
                var rated = new TreeMap<>(all);
                rated.keySet().removeIf(key -> !has(key));
                return rated;
            }

            private boolean hasAll(SortedMap<CellKey, TensionCell> cells) {
                if (cells.size() == 1) {
                    return has(cells.firstKey());
                }
                for (var key : cells.keySet()) {
                    if (!has(key)) {
                        return false;
                    }
                }
                return true;
            }

            /** Of one region, and one side of it as it was given; empty where several cells may be looked at. */
            Optional<CellKey> onlyCell() {
                return regions.size() == 1
                        ? side.only().map(only -> new CellKey(regions.iterator().next(), only))
                        : Optional.empty();
            }

            boolean has(CellKey key) {
                return regions.contains(key.region()) && side.takes(key.side());
            }
        }

        record Stress() implements Subject {

            /** It has no region. */
            private static final CellKey NOWHERE = new CellKey("", Side.BOTH);

            @Override
            public SortedMap<CellKey, TensionCell> rated(DayCells cells) {
                var rated = new TreeMap<CellKey, TensionCell>();
                if (!cells.stress().isEmpty()) {
                    rated.put(NOWHERE, cells.stress());
                }
                return rated;
            }
        }

        record Measure(String id) implements Subject {

            @Override
            public SortedMap<CellKey, TensionCell> rated(DayCells cells) {
                return Collections.emptySortedMap();
            }
        }
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
        return of(subject, days, at, granularity, Pace.UNBROKEN);
    }

    /** The same in slices: the pairs of many years are many. */
    public static Trend of(
            Subject subject, SortedMap<LocalDate, DayCells> days, Instant at, Granularity granularity, Pace pace) {
        return of(subject, days, at, granularity, pace, new SlopeRoom());
    }

    private static Trend of(
            Subject subject,
            SortedMap<LocalDate, DayCells> days,
            Instant at,
            Granularity granularity,
            Pace pace,
            SlopeRoom room) {
        double when = at.getEpochSecond() / SECONDS_A_DAY;
        return switch (subject) {
            case Subject.Measure(var id) -> ofMeasure(id, days, when, granularity, pace, room);
            case Subject.Regions regions
            when regions.onlyCell().isPresent() -> {
                var cell = regions.onlyCell().get();
                var ofCell = CellDays.of(Set.of(cell), regions.pain(), days);
                yield ofCell(regions, ofCell.getOrDefault(cell, CellDays.NONE), when, granularity, pace, room);
            }
            case Subject.Regions _, Subject.Stress _ ->
                ofRatings(subject, RatedDay.of(subject, days), when, granularity, pace, room);
        };
    }

    /** Of each of these the same, one after the other. */
    public static List<Trend> ofEach(
            List<Subject> subjects,
            SortedMap<LocalDate, DayCells> days,
            Instant at,
            Granularity granularity,
            Pace pace) {
        if (subjects.size() == 1) {
            return List.of(of(subjects.getFirst(), days, at, granularity, pace));
        }
        double when = at.getEpochSecond() / SECONDS_A_DAY;
        var rated = Rated.of(subjects, days);
        var room = new SlopeRoom();
        var trends = new ArrayList<Trend>(subjects.size());
        for (var subject : subjects) {
            trends.add(
                    subject instanceof Subject.Regions regions
                            ? ofRegions(regions, rated, when, granularity, pace, room)
                            : of(subject, days, at, granularity, pace, room));
            pace.sliceDone();
        }
        return trends;
    }

    /** What several subjects are of, found in one walk of the days for all of them. */
    private record Rated(
            Map<CellKey, CellDays> tension,
            Map<CellKey, CellDays> pain,
            Map<Subject.Regions, List<RatedDay>> ofSeveralCells) {

        static Rated of(List<Subject> subjects, SortedMap<LocalDate, DayCells> days) {
            var tension = new HashSet<CellKey>();
            var pain = new HashSet<CellKey>();
            var ofSeveralCells = new ArrayList<Subject.Regions>();
            for (var subject : subjects) {
                if (subject instanceof Subject.Regions regions) {
                    regions.onlyCell()
                            .ifPresentOrElse((regions.pain() ? pain : tension)::add, () -> ofSeveralCells.add(regions));
                }
            }
            var rated = new HashMap<Subject.Regions, List<RatedDay>>();
            var each = ofSeveralCells.isEmpty() ? List.<List<RatedDay>>of() : RatedDay.ofEach(ofSeveralCells, days);
            for (int i = 0; i < each.size(); i++) {
                rated.put(ofSeveralCells.get(i), each.get(i));
            }
            return new Rated(CellDays.of(tension, false, days), CellDays.of(pain, true, days), rated);
        }
    }

    private static Trend ofRegions(
            Subject.Regions regions, Rated rated, double when, Granularity granularity, Pace pace, SlopeRoom room) {
        return regions.onlyCell()
                .map(cell -> ofCell(
                        regions,
                        (regions.pain() ? rated.pain() : rated.tension()).getOrDefault(cell, CellDays.NONE),
                        when,
                        granularity,
                        pace,
                        room))
                .orElseGet(() -> ofRatings(
                        regions,
                        rated.ofSeveralCells().getOrDefault(regions, List.of()),
                        when,
                        granularity,
                        pace,
                        room));
    }

    private static Trend ofCell(
            Subject.Regions subject, CellDays days, double when, Granularity granularity, Pace pace, SlopeRoom room) {
        return new Trend(
                days.buckets(granularity),
                days.count(),
                days.level(when),
                days.isAnyUpTo(when) ? new TreeSet<>(subject.regions()) : new TreeSet<>(),
                slope(subject, days.days(), days.means(), pace, room));
    }

    private static Trend ofMeasure(
            String id,
            SortedMap<LocalDate, DayCells> days,
            double when,
            Granularity granularity,
            Pace pace,
            SlopeRoom room) {
        var subject = new Subject.Measure(id);
        var reports = new ArrayList<Level.Weighted>();
        var points = new ArrayList<TheilSen.Point>();
        var dates = new ArrayList<LocalDate>();
        var measured = new ArrayList<MeasureCell>();
        days.forEach((date, cells) -> {
            var cell = cells.measures().getOrDefault(id, MeasureCell.EMPTY);
            if (cell.n() > 0) {
                dates.add(date);
                measured.add(cell);
            }
            var occasions = cell.occasions();
            for (var occasion : occasions) {
                reports.add(new Level.Weighted(occasion.epochSecond() / SECONDS_A_DAY, occasion.mean(), 1));
            }
            occasions.stream()
                    .mapToDouble(MeasureCell.Occasion::mean)
                    .average()
                    .ifPresent(mean -> points.add(new TheilSen.Point(date.toEpochDay(), mean)));
        });
        return new Trend(
                TrendBuckets.of(dates, measured, granularity, MeasureCell::plus, TrendBucket::of),
                points.size(),
                Level.of(reports, when, Level.HALF_LIFE_DAYS),
                new TreeSet<>(),
                slope(subject, points, pace, room));
    }

    /** What a day has, of those that have any. */
    private record Dated<C>(LocalDate date, C cell) {}

    private static Trend ofRatings(
            Subject subject, List<RatedDay> days, double when, Granularity granularity, Pace pace, SlopeRoom room) {
        var dates = new ArrayList<LocalDate>(days.size());
        var ratings = new ArrayList<TensionCell>(days.size());
        var rated = new ArrayList<Dated<List<RatedMoment>>>(days.size());
        var all = new ArrayList<RatedMoment>(2 * days.size());
        var upTo = new ArrayList<RatedMoment>(2 * days.size());
        for (var day : days) {
            var ofDay = RatedMoment.of(day.cells());
            dates.add(day.date());
            ratings.add(sum(day.cells()));
            rated.add(new Dated<>(day.date(), ofDay));
            for (var moment : ofDay) {
                all.add(moment);
                if (moment.day() <= when) {
                    upTo.add(moment);
                }
            }
        }
        var mix = mixAt(upTo, when);
        return new Trend(
                TrendBuckets.of(dates, ratings, granularity, TensionCell::plus, TrendBucket::of),
                rated.size(),
                level(mix, upTo, when),
                subject instanceof Subject.Regions ? mix.regions() : new TreeSet<>(),
                slope(subject, points(rated, all), pace, room));
    }

    private static Level level(RegionMix mix, List<RatedMoment> upTo, double when) {
        var observations = mix.observations(upTo);
        var reports = new ArrayList<Level.Weighted>(observations.size());
        for (var seen : observations) {
            reports.add(new Level.Weighted(seen.epochSecond() / SECONDS_A_DAY, seen.value(), 1));
        }
        return Level.of(reports, when, Level.HALF_LIFE_DAYS);
    }

    /** The level alone, of ratings. */
    public static Level level(Subject subject, SortedMap<LocalDate, DayCells> days, Instant at) {
        double when = at.getEpochSecond() / SECONDS_A_DAY;
        var upTo = days.values().stream()
                .flatMap(cells -> RatedMoment.of(subject.rated(cells)).stream())
                .filter(moment -> moment.day() <= when)
                .toList();
        return level(mixAt(upTo, when), upTo, when);
    }

    /** By the six weeks up to then, or to the last report before them. */
    static RegionMix mixAt(List<RatedMoment> upTo, double when) {
        double last = upTo.isEmpty() || upTo.getLast().day() > when - MIX_DAYS
                ? when
                : upTo.getLast().day();
        var recent = new ArrayList<RatedMoment>();
        for (var moment : upTo) {
            if (moment.day() > last - MIX_DAYS) {
                recent.add(moment);
            }
        }
        return RegionMix.ofNow(recent, last - MIX_DAYS / 2);
    }

    /** The daily means of what was rated in both halves of the time that was reported of. */
    private static List<TheilSen.Point> points(List<Dated<List<RatedMoment>>> days, List<RatedMoment> all) {
        if (all.isEmpty()) {
            return List.of();
        }
        var mix =
                RegionMix.ofBothSides(all, (all.getFirst().day() + all.getLast().day()) / 2);
        var points = new ArrayList<TheilSen.Point>(days.size());
        for (var day : days) {
            var seen = mix.observations(day.cell());
            if (!seen.isEmpty()) {
                points.add(new TheilSen.Point(day.date().toEpochDay(), mean(seen)));
            }
        }
        return points;
    }

    /** What {@link java.util.stream.DoubleStream#average} says, to the last bit; of one or two a stream is not worth it. */
    static double mean(List<Observation> seen) {
        return switch (seen.size()) {
            case 1 -> seen.getFirst().value();
            case 2 -> (seen.getFirst().value() + seen.getLast().value()) / 2;
            default -> seen.stream().mapToDouble(Observation::value).average().orElseThrow();
        };
    }

    private static Optional<TheilSen> slope(Subject subject, List<TheilSen.Point> points, Pace pace, SlopeRoom room) {
        return slope(
                subject,
                points.stream().mapToDouble(TheilSen.Point::t).toArray(),
                points.stream().mapToDouble(TheilSen.Point::y).toArray(),
                pace,
                room);
    }

    private static Optional<TheilSen> slope(Subject subject, double[] t, double[] y, Pace pace, SlopeRoom room) {
        return TheilSen.ofAlikeDays(t, y, TheilSen.CONFIDENCE, pace, room).filter(slope -> says(slope, subject));
    }

    /**
     * What was observed on each of the days that have any, with nothing left out of it: as one index, freed of what regions
     * differ by.
     */
    public static SortedMap<LocalDate, List<Observation>> observations(
            Subject subject, SortedMap<LocalDate, DayCells> days) {
        var moments = new TreeMap<LocalDate, List<RatedMoment>>();
        days.forEach((date, cells) -> moments.put(date, RatedMoment.of(subject.rated(cells))));
        var mix =
                RegionMix.ofAll(moments.values().stream().flatMap(List::stream).toList());
        var observations = new TreeMap<LocalDate, List<Observation>>();
        moments.forEach((date, ofDay) -> {
            if (!ofDay.isEmpty()) {
                observations.put(date, mix.observations(ofDay));
            }
        });
        return observations;
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

    /** The ratings of a day that belong to the subject; empty for a measure. */
    public static TensionCell ratings(Subject subject, DayCells cells) {
        return sum(subject.rated(cells));
    }

    private static TensionCell sum(SortedMap<CellKey, TensionCell> cells) {
        var sum = TensionCell.EMPTY;
        for (var cell : cells.values()) {
            sum = sum.plus(cell);
        }
        return sum;
    }
}
