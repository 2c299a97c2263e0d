package org.paschima.insight.domain.change;

import java.util.List;
import java.util.Optional;
import org.paschima.insight.domain.statistics.Kendall;
import org.paschima.insight.domain.statistics.RankShift;

/**
 * What two halves of a window say about a change, with all that it was concluded from (domain.md §2.6).
 *
 * @param first the days of the first half and their mean, if any
 * @param found empty when there is not enough to compare
 * @param regions that were rated in it and are compared, in the order of their ids
 * @param reported days with reports, those included that were left out because nothing can be compared with them
 */
public record Verdict(
        Window window,
        Side first,
        Side second,
        DayMeans.Adjustment adjustment,
        Optional<Found> found,
        List<String> regions,
        int reported) {

    public Verdict {
        regions = List.copyOf(regions);
    }

    /** Of a region that need not be named, with nothing left out. */
    public Verdict(Window window, Side first, Side second, DayMeans.Adjustment adjustment, Optional<Found> found) {
        this(window, first, second, adjustment, found, List.of(), first.days() + second.days());
    }

    /** Counts up when the same days may lead to another verdict, or to another claim. */
    public static final int ALGORITHM_VERSION = 5;

    public static final String METHOD = "welch-vif";

    /** As probable as a change found where there is none may be. */
    public static final double ALPHA = 0.05;

    /**
     * The days of a half.
     *
     * @param mean empty without days
     * @param inflation of the variance of the mean; empty when nothing is concluded
     */
    public record Side(int days, Optional<Double> mean, Optional<Double> inflation) {}

    /**
     * What was found.
     *
     * @param confidence of the interval; greater than 0.95 when several regions are compared at once
     * @param p of this comparison alone
     * @param adjustedP for all that were compared at once
     * @param compared how many were
     */
    public record Found(
            Conclusion conclusion,
            double change,
            double low,
            double high,
            double confidence,
            double p,
            double adjustedP,
            int compared,
            double df,
            double minimalImportantChange,
            Kendall kendall,
            RankShift ranks) {}

    public Conclusion conclusion() {
        return found.map(Found::conclusion).orElse(Conclusion.NOT_ENOUGH_DATA);
    }

    /** Reporting days in both halves. */
    public int days() {
        return first.days() + second.days();
    }

    /** The way of a change that is both clear and large enough to matter. */
    public Optional<Direction> meaningful() {
        return conclusion().meaningful();
    }

    boolean isOfAtLeast(double points) {
        return found.isPresent() && Math.abs(found.get().change()) >= points;
    }
}
