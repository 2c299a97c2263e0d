package org.paschima.insight.domain.pattern;

import java.util.Collection;
import java.util.Optional;
import org.paschima.insight.domain.Reported;

/**
 * The daily wave of one member's reports, to take it out before days are compared (domain.md §2.8): whoever reports only in
 * the evening of one week is not worse in that week.
 *
 * <p>What is left keeps the mean of the reports it was fitted to, not the mesor: hours that are never reported, as the
 * night, would otherwise shift the level by whatever the wave does there. Differences of days are the same either way.
 */
public final class TimeOfDay {

    /** With fewer reports no wave is fitted. */
    public static final int LEAST_REPORTS = 30;

    /** A wave has three parameters: so many four-hour blocks have to tell something about it. */
    private static final int LEAST_BLOCKS = 3;

    private final Cosinor wave;
    private final double mean;

    private TimeOfDay(Cosinor wave, double mean) {
        this.wave = wave;
        this.mean = mean;
    }

    /** Empty when there is not enough to fit: then days are compared as they are. */
    public static Optional<TimeOfDay> fitted(Collection<Reported> reports) {
        if (reports.size() < LEAST_REPORTS) {
            return Optional.empty();
        }
        var hours = HourSums.of(reports);
        if (toldBlocks(hours) < LEAST_BLOCKS) {
            return Optional.empty();
        }
        return hours.cosinor().fit().map(wave -> new TimeOfDay(wave, hours.mean(0, HourSums.HOURS)));
    }

    private static int toldBlocks(HourSums hours) {
        int told = 0;
        for (int from = 0; from < HourSums.HOURS; from += Block.HOURS) {
            if (hours.count(from, from + Block.HOURS) >= Block.LEAST_REPORTS) {
                told++;
            }
        }
        return told;
    }

    /** The value as it would be at the member's usual time of day. May leave 0 to 10. */
    public double detrended(int localHour, double value) {
        return value - wave.at(localHour + HourSums.MIDDLE) + mean;
    }

    public Cosinor wave() {
        return wave;
    }
}
