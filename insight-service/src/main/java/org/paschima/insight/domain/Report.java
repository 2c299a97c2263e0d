package org.paschima.insight.domain;

import java.time.Instant;
import java.util.Comparator;

/**
 * One rating, at its time.
 *
 * @param hour the local hour, 0 to 23, in the zone it was recorded under
 * @param value 0 to 10
 */
public record Report(Instant at, int hour, int value) {

    static final Comparator<Report> ORDER =
            Comparator.comparing(Report::at).thenComparing(Report::hour).thenComparing(Report::value);

    public Report {
        if (hour < 0 || hour > 23) {
            throw new IllegalArgumentException("hour must be 0 to 23: " + hour);
        }
        if (value < 0 || value > 10) {
            throw new IllegalArgumentException("value must be 0 to 10: " + value);
        }
    }
}
