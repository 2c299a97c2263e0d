package org.paschima.insight.domain;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The reports of one local day.
 *
 * @param histogram null for measured values, which have none
 */
@SuppressWarnings("ArrayRecordComponent") // written out, never compared
public record Bucket(
        LocalDate localDate,
        long n,
        double sum,
        double sumOfSquares,
        double mean,
        double min,
        double max,
        int @Nullable [] histogram) {

    static Bucket of(LocalDate localDate, TensionCell cell) {
        return new Bucket(
                localDate,
                cell.n(),
                cell.sum(),
                cell.sumOfSquares(),
                cell.mean(),
                cell.min(),
                cell.max(),
                cell.histogram());
    }

    static Bucket of(LocalDate localDate, MeasureCell cell) {
        return new Bucket(
                localDate,
                cell.n(),
                cell.total(),
                cell.totalOfSquares(),
                cell.mean(),
                cell.least(),
                cell.greatest(),
                null);
    }
}
