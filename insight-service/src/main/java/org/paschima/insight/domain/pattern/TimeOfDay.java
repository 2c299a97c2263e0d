package org.paschima.insight.domain.pattern;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.paschima.insight.domain.day.Observation;

/**
 * What the time of day adds to one member's reports, to take it out before days are compared (domain.md §2.8): whoever
 * reports only in the evening of one week is not worse in that week.
 *
 * <p>What is left keeps the mean of the reports it was made from, not the mesor of the wave: hours that are never reported,
 * as the night, would otherwise shift the level by whatever the wave does there. Differences of days are the same either
 * way.
 */
public final class TimeOfDay {

    /** With fewer observations, moments that were reported of, no wave is fitted. */
    public static final int LEAST_REPORTS = 30;

    /** A wave has three parameters: so many four-hour blocks have to tell something about it. */
    private static final int LEAST_BLOCKS = 3;

    private final double[] effects;

    private final @Nullable Cosinor wave;

    private TimeOfDay(HourSums hours, IntToDoubleFunction effect, @Nullable Cosinor wave) {
        double sum = 0;
        long n = 0;
        this.effects = new double[HourSums.HOURS];
        for (int hour = 0; hour < HourSums.HOURS; hour++) {
            effects[hour] = effect.applyAsDouble(hour);
            sum += hours.count(hour) * effects[hour];
            n += hours.count(hour);
        }
        for (int hour = 0; n > 0 && hour < HourSums.HOURS; hour++) {
            effects[hour] -= sum / n;
        }
        this.wave = wave;
    }

    /** By a daily wave; empty when there is not enough to fit one. */
    public static Optional<TimeOfDay> fitted(Collection<Observation> observations) {
        if (observations.size() < LEAST_REPORTS) {
            return Optional.empty();
        }
        var hours = HourSums.of(observations);
        if (blocksWith(hours, Cells.LEAST_IN_CELL).size() < LEAST_BLOCKS) {
            return Optional.empty();
        }
        return hours.cosinor().fit().map(wave -> new TimeOfDay(hours, hour -> wave.at(hour + HourSums.MIDDLE), wave));
    }

    /**
     * By the shrunken means of four-hour blocks that may be compared, for those who have not told enough for a wave; often
     * that takes nothing out.
     */
    public static TimeOfDay stratified(Collection<Observation> observations) {
        var hours = HourSums.of(observations);
        var blocks = blocksWith(hours, Cells.LEAST_IN_CELL);
        if (blocks.size() < 2) {
            return new TimeOfDay(hours, _ -> 0, null);
        }
        var groups = new ArrayList<Shrinkage.Group>();
        for (int from : blocks) {
            groups.add(
                    new Shrinkage.Group(hours.count(from, from + Block.HOURS), hours.mean(from, from + Block.HOURS)));
        }
        long freedom = groups.stream().mapToLong(Shrinkage.Group::n).sum() - groups.size();
        var shrunk = Shrinkage.of(groups, Cells.variance(freedom, hours.squaresWithin(blocks)));
        return new TimeOfDay(
                hours,
                hour -> {
                    int block = blocks.indexOf(Block.of(hour));
                    return block < 0 ? shrunk.grandMean() : shrunk.shrunk().get(block);
                },
                null);
    }

    private static List<Integer> blocksWith(HourSums hours, int least) {
        var blocks = new ArrayList<Integer>();
        for (int from = 0; from < HourSums.HOURS; from += Block.HOURS) {
            if (hours.count(from, from + Block.HOURS) >= least) {
                blocks.add(from);
            }
        }
        return blocks;
    }

    /** The value as it would be at the member's usual time of day. May leave 0 to 10. */
    public double detrended(int localHour, double value) {
        return value - effects[localHour];
    }

    /** The wave it was made from, if any. */
    public Optional<Cosinor> wave() {
        return Optional.ofNullable(wave);
    }
}
