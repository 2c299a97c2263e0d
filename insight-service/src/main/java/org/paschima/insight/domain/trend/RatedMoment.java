package org.paschima.insight.domain.trend;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.paschima.insight.domain.day.CellKey;
import org.paschima.insight.domain.day.Observation;
import org.paschima.insight.domain.day.Reported;
import org.paschima.insight.domain.day.TensionCell;

/**
 * What was rated at one moment, region by region: ratings within ten minutes of the one before say one thing, and of each
 * region and side the same thing, however often it is repeated (docs/adr/0024, 0029).
 *
 * @param epochSecond of the first rating
 * @param localHour of the first rating
 * @param means of each region and side that was rated; taken over, not copied
 * @param reports how many ratings they are
 */
public record RatedMoment(long epochSecond, int localHour, SortedMap<CellKey, Double> means, int reports) {

    private static final double SECONDS_A_DAY = 86_400;

    private record Rating(CellKey cell, Reported report) {}

    private static final Comparator<Rating> IN_TIME =
            Comparator.comparing(Rating::report).thenComparing(Rating::cell);

    public RatedMoment {
        means = Collections.unmodifiableSortedMap(means);
    }

    /** The moments of a day, in the order of time, of its ratings by region and side. */
    public static List<RatedMoment> of(SortedMap<CellKey, TensionCell> cells) {
        var ratings = new ArrayList<Rating>();
        cells.forEach((cell, rated) -> rated.reports().forEach(report -> ratings.add(new Rating(cell, report))));
        if (ratings.size() == 1) {
            return List.of(one(ratings));
        }
        ratings.sort(IN_TIME);
        var moments = new ArrayList<RatedMoment>();
        for (var moment : Observation.moments(ratings, rating -> rating.report().epochSecond())) {
            moments.add(one(moment));
        }
        return moments;
    }

    private static RatedMoment one(List<Rating> ratings) {
        var first = ratings.getFirst();
        var means = new TreeMap<CellKey, Double>();
        if (ratings.size() == 1) {
            means.put(first.cell(), (double) first.report().value());
        } else {
            mean(ratings, means);
        }
        return new RatedMoment(first.report().epochSecond(), first.report().localHour(), means, ratings.size());
    }

    private static void mean(List<Rating> ratings, SortedMap<CellKey, Double> means) {
        var sums = new TreeMap<CellKey, long[]>();
        for (var rating : ratings) {
            var sum = sums.computeIfAbsent(rating.cell(), _ -> new long[2]);
            sum[0] += rating.report().value();
            sum[1]++;
        }
        sums.forEach((cell, sum) -> means.put(cell, (double) sum[0] / sum[1]));
    }

    /** Most are of one region, and no set of it is made to be asked. */
    void addCellsTo(Set<CellKey> cells) {
        if (means.size() == 1) {
            cells.add(means.firstKey());
        } else {
            cells.addAll(means.keySet());
        }
    }

    boolean isOnlyOf(Set<CellKey> cells) {
        return means.size() == 1 ? cells.contains(means.firstKey()) : cells.containsAll(means.keySet());
    }

    /** As it was rated: the mean over its regions. */
    public Observation observation() {
        double value = means.size() == 1 ? means.getOrDefault(means.firstKey(), 0.0) : mean();
        return new Observation(epochSecond, localHour, value, reports);
    }

    private double mean() {
        double sum = 0;
        for (double mean : means.values()) {
            sum += mean;
        }
        return sum / means.size();
    }

    /** In days of the epoch. */
    double day() {
        return epochSecond / SECONDS_A_DAY;
    }
}
