package org.paschima.insight.domain.trend;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.statistics.distribution.TDistribution;
import org.paschima.insight.domain.day.DayCells;
import org.paschima.insight.domain.day.MeasureCell;
import org.paschima.insight.domain.statistics.Level;
import org.paschima.insight.domain.statistics.Pace;
import org.paschima.insight.domain.statistics.SerialCorrelation;

/**
 * How the level went, day by day (domain.md §2.2): after the last report of each day that has any, of what was reported up to
 * then. A day without reports has no point, so a gap stays a gap.
 *
 * <p>Beside it the interval of what the level is a mean of. Days are what it is made of, not reports: several on one day say
 * little more than one. They vary by no less than rounding does, and alike days count as fewer (domain.md §2.4, §2.6), with
 * the likeness that is usual, for a level is of too few days to tell its own (docs/adr/0048).
 */
public final class LevelCurve {

    public static final double CONFIDENCE = 0.95;

    /** What is older than twenty half-lives weighs less than a millionth. */
    public static final int LOOKS_BACK_DAYS = 140;

    private static final double SECONDS_A_DAY = 86_400;
    private static final double ROUNDING_VARIANCE = 1 / 12.0;
    private static final double LEAST_DAYS = 2;
    private static final double LEAST_FREEDOM = 1;
    private static final double NEGLIGIBLE = 1e-12;

    private LevelCurve() {}

    /**
     * One day.
     *
     * @param margin half the width of the interval; empty without a level, or when fewer than {@value #LEAST_DAYS} days
     *     make it up
     */
    public record Point(LocalDate localDate, Level level, OptionalDouble margin) {}

    /** What was seen, and on which local day. */
    private record Seen(long day, Level.Weighted report) {}

    /** The points from a day on; what was reported before it counts in them. */
    public static List<Point> of(
            Trend.Subject subject, SortedMap<LocalDate, DayCells> days, LocalDate from, Pace pace) {
        return subject instanceof Trend.Subject.Measure(var id)
                ? ofMeasure(id, days, from, pace)
                : ofRatings(subject, days, from, pace);
    }

    private static List<Point> ofMeasure(String id, SortedMap<LocalDate, DayCells> days, LocalDate from, Pace pace) {
        var seen = new ArrayList<Seen>();
        var points = new ArrayList<Point>();
        days.forEach((date, cells) -> {
            var occasions = cells.measures().getOrDefault(id, MeasureCell.EMPTY).occasions();
            for (var occasion : occasions) {
                var at = occasion.epochSecond() / SECONDS_A_DAY;
                seen.add(new Seen(date.toEpochDay(), new Level.Weighted(at, occasion.mean(), 1)));
            }
            if (!occasions.isEmpty() && !date.isBefore(from)) {
                var recent = since(seen, date);
                points.add(point(date, recent, latest(recent)));
                pace.sliceDone();
            }
        });
        return List.copyOf(points);
    }

    private static List<Point> ofRatings(
            Trend.Subject subject, SortedMap<LocalDate, DayCells> days, LocalDate from, Pace pace) {
        var moments = new TreeMap<LocalDate, List<RatedMoment>>();
        var points = new ArrayList<Point>();
        days.forEach((date, cells) -> {
            var ofDay = RatedMoment.of(subject.rated(cells));
            if (ofDay.isEmpty()) {
                return;
            }
            moments.put(date, ofDay);
            if (!date.isBefore(from)) {
                ofRatings(date, moments.tailMap(date.minusDays(LOOKS_BACK_DAYS)))
                        .ifPresent(points::add);
                pace.sliceDone();
            }
        });
        return List.copyOf(points);
    }

    private static Optional<Point> ofRatings(LocalDate date, SortedMap<LocalDate, List<RatedMoment>> moments) {
        var upTo = moments.values().stream().flatMap(List::stream).toList();
        double when = upTo.getLast().day();
        var mix = Trend.mixAt(upTo, when);
        var seen = new ArrayList<Seen>();
        moments.forEach((day, ofDay) -> mix.observations(ofDay)
                .forEach(each -> seen.add(new Seen(
                        day.toEpochDay(), new Level.Weighted(each.epochSecond() / SECONDS_A_DAY, each.value(), 1)))));
        return seen.isEmpty() ? Optional.empty() : Optional.of(point(date, seen, when));
    }

    private static List<Seen> since(List<Seen> seen, LocalDate date) {
        long first = date.toEpochDay() - LOOKS_BACK_DAYS;
        int begin = seen.size();
        while (begin > 0 && seen.get(begin - 1).day() >= first) {
            begin--;
        }
        return seen.subList(begin, seen.size());
    }

    private static double latest(List<Seen> seen) {
        return seen.stream().mapToDouble(each -> each.report().t()).max().orElseThrow();
    }

    private static Point point(LocalDate date, List<Seen> seen, double when) {
        var level = Level.of(seen.stream().map(Seen::report).toList(), when, Level.HALF_LIFE_DAYS);
        var days = new TreeMap<Long, Level>();
        seen.forEach(each ->
                days.merge(each.day(), Level.at(when, Level.HALF_LIFE_DAYS).plus(each.report()), Level::merge));
        return new Point(date, level, level.value() == null ? OptionalDouble.empty() : margin(level, days));
    }

    /** Of the days' means about the level, each by its weight. */
    private static OptionalDouble margin(Level level, SortedMap<Long, Level> days) {
        double squaredWeights = 0;
        double squares = 0;
        for (var day : days.values()) {
            squaredWeights += day.d() * day.d();
            squares += day.d() * (day.raw() - level.raw()) * (day.raw() - level.raw());
        }
        double effective = level.d() * level.d() / squaredWeights;
        if (effective < LEAST_DAYS) {
            return OptionalDouble.empty();
        }
        double variance = Math.max(ROUNDING_VARIANCE, squares / level.d() * effective / (effective - 1));
        double inflation = inflation(days, squaredWeights);
        double freedom = Math.max(LEAST_FREEDOM, effective / inflation - 1);
        double t = TDistribution.of(freedom).inverseSurvivalProbability((1 - CONFIDENCE) / 2);
        return OptionalDouble.of(t * Math.sqrt(variance / effective * inflation));
    }

    /** What domain.md §2.4 has for days that count alike, for days that count by their weight. */
    private static double inflation(SortedMap<Long, Level> days, double squaredWeights) {
        double sum = 0;
        for (var one : days.entrySet()) {
            for (var other : days.tailMap(one.getKey() + 1).entrySet()) {
                double alike = Math.pow(SerialCorrelation.USUAL, (double) (other.getKey() - one.getKey()));
                if (alike < NEGLIGIBLE) {
                    break;
                }
                sum += one.getValue().d() * other.getValue().d() * alike;
            }
        }
        return 1 + 2 * sum / squaredWeights;
    }
}
