package org.paschima.insight.domain.change;

import java.time.DayOfWeek;
import java.time.LocalDate;
import org.paschima.insight.domain.day.CellKey;
import org.paschima.insight.domain.day.Observation;
import org.paschima.insight.domain.day.Reported;

/** A rating with the region and side it is of, and the local day it belongs to. */
record Rating(LocalDate date, CellKey cell, Reported report) {

    /** Working days and weekends differ in people who work, and who reports only on one of them says nothing of the other. */
    boolean isAtWeekend() {
        return date.getDayOfWeek().getValue() >= DayOfWeek.SATURDAY.getValue();
    }

    /** Whether both say how one moment was: reports within ten minutes of each other are one observation. */
    boolean isOfOneOccasionWith(Rating earlier) {
        return report.epochSecond() - earlier.report.epochSecond() <= Observation.SECONDS_OF_A_MOMENT;
    }
}
