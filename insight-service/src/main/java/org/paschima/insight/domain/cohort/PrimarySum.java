package org.paschima.insight.domain.cohort;

import org.paschima.insight.domain.day.DayCells;
import org.paschima.insight.domain.day.PrimaryRegions;
import org.paschima.insight.domain.trend.RatedMoment;
import org.paschima.insight.domain.trend.SideFilter;
import org.paschima.insight.domain.trend.Trend;

/**
 * What a member reported of the primary regions over some days, any side (domain.md §2.9): each moment once, as the mean over
 * the regions that were rated then, so that nobody's week is the one hour in which they reported ten times. Days may be added
 * in parts and in any order.
 */
public record PrimarySum(long moments, double sum) {

    public static final PrimarySum NONE = new PrimarySum(0, 0);

    private static final Trend.Subject PRIMARY = new Trend.Subject.Regions(false, PrimaryRegions.ALL, SideFilter.ANY);

    public PrimarySum plus(DayCells day) {
        var all = this;
        for (var moment : RatedMoment.of(PRIMARY.rated(day))) {
            all = all.plus(new PrimarySum(1, moment.observation().value()));
        }
        return all;
    }

    public PrimarySum plus(PrimarySum other) {
        return new PrimarySum(moments + other.moments, sum + other.sum);
    }

    public boolean isEmpty() {
        return moments == 0;
    }

    /** 0 to 10; NaN when nothing was reported. */
    public double mean() {
        return sum / moments;
    }
}
