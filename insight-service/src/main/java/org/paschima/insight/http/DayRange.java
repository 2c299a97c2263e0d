package org.paschima.insight.http;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.SortedMap;

/** The days asked for, both ends included. */
record DayRange(LocalDate from, LocalDate to) {

    /** So many days a request, at most. */
    static final int MOST_DAYS = 3_700;

    static DayRange of(Parameters parameters) {
        var from = parameters.requiredDate("from");
        var to = parameters.requiredDate("to");
        if (parameters.areFine("from", "to")) {
            check(from, to, parameters);
        }
        return new DayRange(from, to);
    }

    static void check(LocalDate from, LocalDate to, Parameters parameters) {
        if (to.isBefore(from)) {
            parameters.fault("to", "RANGE", "must not be before from");
        } else if (ChronoUnit.DAYS.between(from, to) >= MOST_DAYS) {
            parameters.fault("to", "RANGE", "a request may ask for " + MOST_DAYS + " days at most");
        }
    }

    /** What lies within it. */
    <T> SortedMap<LocalDate, T> of(SortedMap<LocalDate, T> days) {
        return days.subMap(from, to.plusDays(1));
    }
}
