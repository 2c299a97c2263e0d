package org.paschima.insight.domain.change;

import java.time.LocalDate;

/** The mean of a day's reports. Days without any have none. */
public record DayMean(LocalDate date, double mean) {

    long day() {
        return date.toEpochDay();
    }
}
