package org.paschima.insight.domain.cohort;

import org.paschima.insight.domain.DayCells;
import org.paschima.insight.domain.Trend;

/**
 * What a member reported of the primary regions over some days, any side, pooled (domain.md §2.9). Days may be added in
 * parts and in any order.
 */
public record PrimarySum(long reports, long sum) {

    public static final PrimarySum NONE = new PrimarySum(0, 0);

    public PrimarySum plus(DayCells day) {
        long more = reports;
        long total = sum;
        for (var cell : day.tension().entrySet()) {
            if (Trend.PRIMARY.contains(cell.getKey().region())) {
                more += cell.getValue().n();
                total += cell.getValue().sum();
            }
        }
        return new PrimarySum(more, total);
    }

    public PrimarySum plus(PrimarySum other) {
        return new PrimarySum(reports + other.reports, sum + other.sum);
    }

    public boolean isEmpty() {
        return reports == 0;
    }

    /** 0 to 10; NaN when nothing was reported. */
    public double mean() {
        return (double) sum / reports;
    }
}
