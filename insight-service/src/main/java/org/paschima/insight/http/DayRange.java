package org.paschima.insight.http;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;

/** The days asked for, both ends included. */
record DayRange(LocalDate from, LocalDate to) {

    /** So many days a request, at most. */
    static final int MOST_DAYS = 3_700;

    static DayRange of(Parameters parameters) {
        var from = parameters.requiredDate("from");
        var to = parameters.requiredDate("to");
        if (parameters.areFine("from", "to")) {
            if (to.isBefore(from)) {
                parameters.fault("to", "RANGE", "must not be before from");
            } else if (ChronoUnit.DAYS.between(from, to) >= MOST_DAYS) {
                parameters.fault("to", "RANGE", "a request may ask for " + MOST_DAYS + " days at most");
            }
        }
        return new DayRange(from, to);
    }
}
